-- KEYS 1 lease, 2 log, 3 written, 4 slots (hash: symbol, epoch), then for each symbol: the epoch of its tape, which
--      is set while there may be a tape
-- ARGV 1 the caller's lease, 2 entries kept in the log, 3 serial number, 4 milliseconds that a tape is kept without a slot,
--      5 what the names of all tapes begin with, then for each symbol: "take", "free" or "restart", and the symbol
-- Answers 1, also if it was done already, or 0 if the lease is over.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
if is_done(KEYS[3], ARGV[1], ARGV[3]) then return 1 end
local now = millis()
for i = 5, #KEYS do
  local verb, symbol = ARGV[2 * i - 4], ARGV[2 * i - 3]
  local slot = redis.call('HGET', KEYS[4], symbol)
  if verb == 'take' and not slot then
    local epoch = redis.call('GET', KEYS[i]) or string.format('%.0f', now)
    redis.call('SET', KEYS[i], epoch)
    redis.call('PERSIST', ARGV[5] .. epoch .. ':' .. symbol)
    redis.call('HSET', KEYS[4], symbol, epoch)
    append(KEYS[2], ARGV[2], ARGV[1], 'taken', symbol .. '\t' .. epoch)
  elseif verb == 'restart' and slot then
    local epoch = string.format('%.0f', math.max(tonumber(slot) + 1, now))
    redis.call('SET', KEYS[i], epoch)
    redis.call('PEXPIRE', ARGV[5] .. slot .. ':' .. symbol, ARGV[4])
    redis.call('HSET', KEYS[4], symbol, epoch)
    append(KEYS[2], ARGV[2], ARGV[1], 'taken', symbol .. '\t' .. epoch)
  elseif verb == 'free' and slot then
    -- The epoch is forgotten before the tape is, so that a new one begins in time.
    redis.call('PEXPIRE', KEYS[i], ARGV[4])
    redis.call('PEXPIRE', ARGV[5] .. slot .. ':' .. symbol, ARGV[4] + 60000)
    redis.call('HDEL', KEYS[4], symbol)
    append(KEYS[2], ARGV[2], ARGV[1], 'freed', symbol)
  end
end
done(KEYS[3], ARGV[1], ARGV[3])
return 1
