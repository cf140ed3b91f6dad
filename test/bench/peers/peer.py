"""How a peer is asked: a line of JSON {"task", "file"} in, a line {"ms", "cpuMs", "value"} out.

Graphs are files: the number of nodes, then two node numbers a line. Each is read once, outside the time that is told.
"""

import json
import sys
import time


def read_edges(path):
    with open(path, encoding="ascii") as lines:
        count = int(lines.readline())
        return count, [tuple(map(int, line.split())) for line in lines]


def serve(build, tasks):
    """Answers tasks until nobody asks any more; `build` makes the peer's graph of a number of nodes and edges."""
    graphs = {}
    for line in sys.stdin:
        asked = json.loads(line)
        path = asked["file"]
        if path not in graphs:
            graphs.clear()
            graphs[path] = build(*read_edges(path))
        graph = graphs[path]
        run, value_of = tasks[asked["task"]]
        cpu_started, started = time.process_time(), time.perf_counter()
        answer = run(graph)
        ms = (time.perf_counter() - started) * 1000
        cpu_ms = (time.process_time() - cpu_started) * 1000
        print(json.dumps({"ms": ms, "cpuMs": cpu_ms, "value": value_of(graph, answer)}), flush=True)
