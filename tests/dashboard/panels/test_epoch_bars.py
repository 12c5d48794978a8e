"""Bars over epochs."""

import re

import numpy as np

from dashboard.panels.epoch_bars import epoch_bars


def heights(markup):
    return [int(height) for height in re.findall(r"height: (\d+)%", markup)]


def test_heights_are_sizes_and_flagged_bars_are_marked():
    markup = epoch_bars([0, 1, 2, 5], np.array([0.0, -0.5, np.nan, 1.0]), marked=[5], alt="x & y")
    assert heights(markup) == [0, 50, 0, 100]
    assert markup.count("flagged") == 1 and markup.index("flagged") > markup.index("50%")
    assert 'aria-label="x &amp; y"' in markup


def test_next_to_nothing_looks_like_it():
    assert heights(epoch_bars([0, 1], np.array([0.001, 0.002]), full=0.1, alt="")) == [1, 2]
    assert heights(epoch_bars([0, 1], np.array([0.0, 0.0]), alt="")) == [0, 0]


def test_one_figure_is_no_row():
    assert epoch_bars([0, 1], np.array([np.nan, 1.0]), alt="") == ""
