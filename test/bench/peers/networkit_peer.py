"""NetworKit, on as many threads as there are. Measured with: pip install networkit==11.2.2"""

import networkit
from peer import serve


def build(count, edges):
    graph = networkit.Graph(count)
    for source, target in edges:
        graph.addEdge(source, target)
    return graph


def kadabra(graph):
    return networkit.centrality.KadabraBetweenness(graph, err=0.01, delta=0.05).run()


def highest(_, found):
    # A pair counts from both of its ends there.
    return max(score for _, score in found.ranking()) / 2


serve(
    build,
    {"sampled betweenness": (kadabra, highest)},
)
