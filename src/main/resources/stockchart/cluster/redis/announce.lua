-- KEYS 1 lease, 2 log; ARGV 1 the caller's lease, 2 entries kept in the log, 3 kind, 4 text. Answers 1, or 0 if the lease is over.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
append(KEYS[2], ARGV[2], ARGV[1], ARGV[3], ARGV[4])
return 1
