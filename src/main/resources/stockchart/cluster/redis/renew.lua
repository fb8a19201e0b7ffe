-- KEYS 1 lease; ARGV 1 the caller's lease, 2 milliseconds. Answers 1, or 0 if that lease is over.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1
