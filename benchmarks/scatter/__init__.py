"""The animated scatter in a real browser, beside Plotly's frames and regl-scatterplot."""

from benchmarks.scatter.rows import measure

__all__ = ["measure"]
