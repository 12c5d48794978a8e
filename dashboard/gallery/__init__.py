"""Small pictures on a page, as real buttons: click or Enter picks one, arrow keys walk.

    picked = gallery(run, rows, captions=[Caption("mole", "1 · 0.82"), ...], marks=["gained", ""], key="near")
    if picked: ...                    # the sample id, once, in the run after the click

`picture_grid` does the same for any pictures (maps, epochs) instead of a run's thumbnails.
"""

from dashboard.gallery.gallery import gallery
from dashboard.gallery.grid import picture_grid
from dashboard.gallery.tile import MARKS, Caption, Tile

__all__ = ["MARKS", "Caption", "Tile", "gallery", "picture_grid"]
