-- KEYS 1 lease, 2 log, 3 written, 4.. tapes
-- ARGV 1 the caller's lease, 2 entries kept in the log, 3 serial number, 4 trades kept on a tape, then for each tape: first number,
--      last number, head, rows
-- Answers {1}, also if it was done already; {-1} if the lease is over; {-2, which tape, its last number} if the first number
-- does not follow the last one. The ID of a tape's entry is the number of its last trade. Everything is checked before anything is
-- written: Redis does not take back what a failing script has written.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return { -1 } end
if is_done(KEYS[3], ARGV[1], ARGV[3]) then return { 1 } end
local tapes = #KEYS - 3
local text = {}
for i = 1, tapes do
  local there = number(newest(KEYS[i + 3]))
  if there > 0 and tonumber(ARGV[4 * i + 1]) ~= there + 1 then return { -2, i, there } end
end
for i = 1, tapes do
  local a = 4 * i + 1
  local oldest = math.max(0, tonumber(ARGV[a + 1]) - tonumber(ARGV[4]))
  redis.call('XADD', KEYS[i + 3], 'MINID', '~', id(oldest), ARGV[a + 1] .. '-0', 'n', ARGV[a], 'd', ARGV[a + 3])
  text[#text + 1] = ARGV[a + 2]
  text[#text + 1] = ARGV[a + 3]
end
append(KEYS[2], ARGV[2], ARGV[1], 'trades', table.concat(text))
done(KEYS[3], ARGV[1], ARGV[3])
return { 1 }
