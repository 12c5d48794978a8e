"""Lines of regions over the epochs: shares, bands, chance, the epochs in view."""

import numpy as np

from analysis.metrics.group_means import Figure
from dashboard.figures.region_course import Course, region_course

EPOCHS = [0, 2, 9]


def course(name="one", dashed=False, ends=True) -> Course:
    value = np.array([0.5, 0.75, 0.25])
    missing = np.full(3, np.nan)
    shares = Figure(value, value - 0.1, value + 0.2) if ends else Figure(value, missing, missing)
    return Course(name, "#1e78c3", shares, 0.125, dashed=dashed)


def test_a_line_its_band_and_chance():
    figure = region_course(EPOCHS, [course()], marked=(9, 0))
    band, line, dots = figure.data
    assert list(line.x) == EPOCHS and list(line.y) == [0.5, 0.75, 0.25]
    assert list(band.x) == [0, 2, 9, 9, 2, 0] and np.allclose(band.y, [0.7, 0.95, 0.45, 0.15, 0.65, 0.4])
    assert list(dots.x) == [0, 9] and list(dots.y) == [0.5, 0.25]
    assert figure.layout.shapes[0].y0 == 0.125 and figure.layout.yaxis.range == (0, 1.02)
    assert figure.layout.showlegend is False


def test_two_regions_have_a_legend_and_differ_without_color():
    figure = region_course(EPOCHS, [course("a"), course("<b>b</b>", dashed=True)])
    lines = [trace for trace in figure.data if trace.mode == "lines" and trace.name]
    assert [trace.line.dash for trace in lines] == ["solid", "dash"]
    assert lines[1].name == "&lt;b&gt;b&lt;/b&gt;" and "<b>" not in lines[1].hovertemplate
    assert figure.layout.showlegend is True


def test_without_intervals_the_band_has_no_width():
    band = region_course(EPOCHS, [course(ends=False)]).data[0]
    assert list(band.y) == [0.5, 0.75, 0.25, 0.25, 0.75, 0.5]
