"""python-igraph, the C library. Measured with: pip install igraph==1.0.0"""

import random

import igraph
from peer import serve

random.seed(1)


def build(count, edges):
    return igraph.Graph(count, edges)


def leiden(iterations):
    return lambda graph: graph.community_leiden("modularity", n_iterations=iterations)


def modularity(graph, clusters):
    return graph.modularity(clusters.membership)


serve(
    build,
    {
        "betweenness": (lambda graph: graph.betweenness(), lambda _, values: sum(values)),
        "leiden": (leiden(2), modularity),
        "leiden until steady": (leiden(-1), modularity),
        "PageRank": (lambda graph: graph.pagerank(), lambda _, values: max(values)),
        "k-core": (lambda graph: graph.coreness(), lambda _, values: sum(values)),
        "components": (lambda graph: graph.connected_components(), lambda _, found: len(found)),
        "bridges": (lambda graph: graph.bridges(), lambda _, found: len(found)),
    },
)
