-- KEYS 1 lease, 2 log; ARGV 1 the caller's lease, 2 its node, 3 entries kept in the log. Answers 1, or 0 if that lease is over.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('DEL', KEYS[1])
append(KEYS[2], ARGV[3], ARGV[1], 'released', ARGV[2])
return 1
