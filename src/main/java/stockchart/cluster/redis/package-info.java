/**
 * What the nodes of a cluster share, and Redis as the place where they do: the lease, the log, the tapes and the board.
 *
 * <p>Entry types: {@link stockchart.cluster.redis.ClusterStore} is what a node can ask of it,
 * {@link stockchart.cluster.redis.RedisClusterStore} does it with scripts that Redis carries out as a whole, and
 * {@link stockchart.cluster.redis.RedisLink} is one connection. Redis 6.2 and later, and Valkey. The one package that uses
 * Jedis; none of its classes is loaded before a link is made. It imports {@code market} and {@code text}.
 *
 * <p>Calls block, each no longer than its timeout, on the caller's thread. It decides nothing: when to ask for the lease, and
 * what to do with an answer, is up to {@code cluster}.
 */
package stockchart.cluster.redis;
