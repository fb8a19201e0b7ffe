-- One node says that it is alive and what it wants: a level, not an event.
-- KEYS 1 nodes (zset: node, alive until), 2 wanted (hash: node, text), 3 lease; ARGV 1 node, 2 milliseconds, 0 if it leaves, 3 text
-- Answers {lease or '', milliseconds left, node, text, node, text ...} of those that are alive.
local now = millis()
local function remove(node)
  redis.call('ZREM', KEYS[1], node)
  redis.call('HDEL', KEYS[2], node)
end
for _, node in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now)) do remove(node) end
if tonumber(ARGV[2]) > 0 then
  redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
  redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])
else
  remove(ARGV[1])
end
local answer = { redis.call('GET', KEYS[3]) or '', math.max(0, redis.call('PTTL', KEYS[3])) }
for _, node in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
  answer[#answer + 1] = node
  answer[#answer + 1] = redis.call('HGET', KEYS[2], node) or ''
end
return answer
