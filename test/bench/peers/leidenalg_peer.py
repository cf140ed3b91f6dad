"""leidenalg, by the authors of the method. Measured with: pip install igraph==1.0.0 leidenalg==0.12.0"""

import igraph
import leidenalg
from peer import serve


def leiden(iterations):
    return lambda graph: leidenalg.find_partition(
        graph, leidenalg.ModularityVertexPartition, n_iterations=iterations, seed=1
    )


def modularity(_, partition):
    return partition.modularity


serve(
    lambda count, edges: igraph.Graph(count, edges),
    {"leiden": (leiden(2), modularity), "leiden until steady": (leiden(-1), modularity)},
)
