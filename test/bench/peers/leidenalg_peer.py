"""leidenalg, by the authors of the method. Measured with: pip install igraph==1.0.0 leidenalg==0.12.0"""

import igraph
import leidenalg
from peer import serve


def leiden(graph):
    return leidenalg.find_partition(
        graph, leidenalg.ModularityVertexPartition, n_iterations=2, seed=1
    )


serve(
    lambda count, edges: igraph.Graph(count, edges),
    {"leiden": (leiden, lambda _, partition: partition.modularity)},
)
