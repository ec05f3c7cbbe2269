-- wrk: each request for another of the paths that stand in the file PATHS.
local paths = {}
for line in io.lines(os.getenv("PATHS")) do paths[#paths + 1] = line end
math.randomseed(tonumber(os.getenv("SEED") or "1"))
request = function() return wrk.format("GET", paths[math.random(#paths)]) end
