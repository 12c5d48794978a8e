"""Hundreds of small pictures in a browser, beside Streamlit's own columns of images; single thumbnails from disk."""

from benchmarks.gallery.rows import measure

__all__ = ["measure"]
