"""The film strip: one row of small pictures per epoch, nearest neighbour first, as real buttons.

    said = film_strip(Strip(...), pictures, key="film", on_pick=..., on_epoch=...)

A click or Enter on a picture picks that sample, one on the head of a row its epoch. Words and places travel as JSON
through one mount; pictures as bytes through two others (`film_strip_pictures`), those in sight first, so the
reader sees them while the rest is still being read.
"""

from dashboard.film_strip.mount import film_strip, film_strip_pictures
from dashboard.film_strip.words import view

__all__ = ["film_strip", "film_strip_pictures", "view"]
