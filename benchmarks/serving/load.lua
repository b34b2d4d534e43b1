-- Sends the bodies of a file in turn, and looks into every answer for errors.
-- wrk … -s load.lua URL -- FILE

local bodies, turn, new = {}, 0, 0
local headers = { ["Content-Type"] = "application/json", ["Accept"] = "application/json" }
local threads = {}
wrong, answers, example = 0, 0, ""

function setup(thread)
  table.insert(threads, thread)
end

function init(args)
  for body in io.lines(args[1]) do
    local distinct = body:find("__DISTINCT__", 1, true)
    table.insert(bodies, distinct and body or wrk.format("POST", nil, headers, body))
    bodies[-#bodies] = distinct
  end
  -- What was never asked before must be so in the next run as well.
  new = os.time() % 1000000 * 1000
end

function request()
  turn = turn % #bodies + 1
  local one = bodies[turn]
  if bodies[-turn] then
    new = new + 1
    one = wrk.format("POST", nil, headers, (one:gsub("__DISTINCT__", string.format("%d", new))))
  end
  return one
end

function response(status, _, body)
  answers = answers + 1
  -- A quotation mark within a text is escaped in JSON: this can only be the key.
  if status ~= 200 or body:find('"errors":', 1, true) then
    wrong = wrong + 1
    example = status .. " " .. body:sub(1, 200)
  end
end

function done(summary, latency)
  local seen, bad, first = 0, 0, ""
  for _, thread in ipairs(threads) do
    seen, bad = seen + thread:get("answers"), bad + thread:get("wrong")
    if thread:get("example") ~= "" then first = thread:get("example") end
  end
  local failed = summary.errors
  io.write(string.format(
    "\nRESULT\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%s\n",
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    seen, bad, failed.connect + failed.read + failed.write + failed.timeout,
    first:gsub("[\r\n\t]", " ")
  ))
end
