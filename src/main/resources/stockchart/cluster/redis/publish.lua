-- KEYS 1 lease, 2 log, 3.. tapes
-- ARGV 1 the caller's lease, 2 entries kept in the log, 3 trades kept on a tape, then for each tape: first number, last number,
--      head, rows
-- Answers {1}, or {0} if all of it is there already; {-1} if the lease is over; {-2, which tape, its last number} if numbers are
-- missing before the first, or if other trades have them. The ID of a tape's entry is the number of its last trade. Everything is checked before anything is written: Redis does not take back what a failing script has written.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return { -1 } end
local tapes = #KEYS - 2
local is_new = {}
local text = {}
local mine = fence(ARGV[1])
for i = 1, tapes do
  local a = 4 * i
  local last = newest(KEYS[i + 2])
  local there = number(last)
  if tonumber(ARGV[a + 1]) > there then
    if there > 0 and tonumber(ARGV[a]) ~= there + 1 then return { -2, i, there } end
    is_new[i] = true
  else
    local same = redis.call('XRANGE', KEYS[i + 2], ARGV[a + 1] .. '-0', ARGV[a + 1] .. '-0')[1]
    if not same or field(same, 'f') ~= mine or field(same, 'n') ~= ARGV[a] then return { -2, i, there } end
  end
end
for i = 1, tapes do
  local a = 4 * i
  if is_new[i] then
    local oldest = math.max(0, tonumber(ARGV[a + 1]) - tonumber(ARGV[3]))
    redis.call('XADD', KEYS[i + 2], 'MINID', '~', id(oldest), ARGV[a + 1] .. '-0', 'n', ARGV[a], 'f', mine, 'd', ARGV[a + 3])
    text[#text + 1] = ARGV[a + 2]
    text[#text + 1] = ARGV[a + 3]
  end
end
if #text == 0 then return { 0 } end
append(KEYS[2], ARGV[2], ARGV[1], 'trades', table.concat(text))
return { 1 }
