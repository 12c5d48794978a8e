"""Who stands beside whom: exact neighbors of every sample, and approximate ones for very large sets."""

from analysis.neighbors.exact import nearest_lists, nearest_neighbors

__all__ = ["nearest_lists", "nearest_neighbors"]
