-- One commit to a collection: compare and set, next revision, log entry, announcement.
-- KEYS: objects, log, revision counter, index of write times
-- ARGV: operation, key, expected revision (0 = absent), object before and after its revision,
--       channel, announcement before and after the revision, time of writing (empty: not indexed)
-- Answers {1, revision}, or {0, what is there}.
local objects, log, counter, written = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local operation, key, expected = ARGV[1], ARGV[2], ARGV[3]

local present = redis.call('HGET', objects, key)
local at = present and string.match(present, '^%d+') or '0'
if at ~= expected or (operation == 'delete' and not present) then
  return { 0, present }
end

local count = redis.call('INCR', counter)
if count == 1 then -- the revision of a collection that was never written
  count = redis.call('INCR', counter)
end
local revision = string.format('%.0f', count)
local json = ARGV[4] .. revision .. ARGV[5]
if operation == 'put' then
  redis.call('HSET', objects, key, revision .. '\n' .. json)
else
  redis.call('HDEL', objects, key)
end
redis.call('XADD', log, revision .. '-0', 'op', operation, 'key', key, 'value', json)
if ARGV[9] ~= '' then
  if operation == 'put' then
    redis.call('ZADD', written, ARGV[9], key)
  else
    redis.call('ZREM', written, key)
  end
end
redis.call('PUBLISH', ARGV[6], ARGV[7] .. revision .. ARGV[8])
return { 1, revision }
