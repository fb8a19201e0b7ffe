-- KEYS 1 lease, 2 fence (the last number given), 3 log; ARGV 1 node, 2 milliseconds, 3 entries kept in the log
-- Answers {lease, milliseconds left}: the caller's own one, or that of another node.
local held = redis.call('GET', KEYS[1])
if held and string.match(held, ' (.*)$') ~= ARGV[1] then
  return { held, redis.call('PTTL', KEYS[1]) }
end
-- Above every number given before, even if Redis has lost the last of them: it is at least the time.
local n = math.max(tonumber(redis.call('GET', KEYS[2]) or '0') + 1, millis())
local lease = string.format('%.0f', n) .. ' ' .. ARGV[1]
redis.call('SET', KEYS[2], string.format('%.0f', n))
redis.call('SET', KEYS[1], lease, 'PX', ARGV[2])
append(KEYS[3], ARGV[3], lease, 'holder', ARGV[1])
return { lease, tonumber(ARGV[2]) }
