-- Goes before every script.

-- The last entry of a stream, or nil. Its ID is a number of ours and "-0".
local function newest(stream)
  return redis.call('XREVRANGE', stream, '+', '-', 'COUNT', 1)[1]
end

local function number(entry)
  return entry and tonumber(string.match(entry[1], '^%d+')) or 0
end

local function id(n)
  return string.format('%.0f-0', n)
end

local function fence(lease)
  return string.match(lease, '^%d+')
end

-- Entries of the log have consecutive numbers, so that a reader sees when one that it has not read was deleted.
local function append(log, most, lease, kind, text)
  local n = number(newest(log)) + 1
  redis.call('XADD', log, 'MAXLEN', '~', most, id(n), 'k', kind, 'f', fence(lease), 'd', text)
  return n
end

-- Whether the holder's write of this serial number is done already: a request that is sent again, or one that was given up and is
-- late. The key holds the fence and the last serial number.
local function is_done(written, lease, serial)
  local f, n = string.match(redis.call('GET', written) or '', '^(%d+) (%d+)$')
  return f == fence(lease) and tonumber(n) >= tonumber(serial)
end

local function done(written, lease, serial)
  redis.call('SET', written, fence(lease) .. ' ' .. serial)
end

local function millis()
  local t = redis.call('TIME')
  return t[1] * 1000 + math.floor(t[2] / 1000)
end
