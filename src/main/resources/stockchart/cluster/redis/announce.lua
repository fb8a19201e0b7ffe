-- KEYS 1 lease, 2 log, 3 written; ARGV 1 the caller's lease, 2 entries kept in the log, 3 serial number, 4 kind, 5 text
-- Answers 1, also if it was done already, or 0 if the lease is over.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
if is_done(KEYS[3], ARGV[1], ARGV[3]) then return 1 end
append(KEYS[2], ARGV[2], ARGV[1], ARGV[4], ARGV[5])
done(KEYS[3], ARGV[1], ARGV[3])
return 1
