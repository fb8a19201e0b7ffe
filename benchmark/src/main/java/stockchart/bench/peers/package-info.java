/**
 * What one would write in an hour with other Java servers: one socket to Finnhub, each trade sent to each browser that wants it. Each
 * runs in a process of its own, see {@link stockchart.bench.peers.Peer}.
 */
package stockchart.bench.peers;
