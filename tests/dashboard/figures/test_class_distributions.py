"""Histograms above each other: every count is there, every name is text."""

import numpy as np

from dashboard.figures.class_distributions import FILLED, Row, class_distributions


def drawn(rows, **options):
    return class_distributions(rows, first=0, width=10, **options)


def test_bars_stand_on_their_own_row_and_bins():
    counts = np.array([0, 4, 2])
    figure = drawn([Row("a", counts, "#112233"), Row("b", counts[::-1], "#445566")])
    upper, lower = figure.data
    assert list(upper.x) == [5, 15, 25] and upper.base == 1 and lower.base == 0
    np.testing.assert_allclose(upper.y, FILLED * counts / 4)
    np.testing.assert_allclose(lower.y, FILLED * counts[::-1] / 4)
    assert (upper.marker.color, lower.marker.color) == ("#112233", "#445566")
    assert "10 to 20" in upper.hovertext[1] and "4 samples (66.7 %)" in upper.hovertext[1]
    assert figure.layout.yaxis.ticktext[0] == "a  <b>6</b>"


def test_names_are_text_and_an_empty_class_is_a_line():
    figure = drawn([Row("<script>x</script>", np.zeros(3, int), "#112233")], dark=True)
    assert "<script" not in figure.to_json()
    assert max(figure.data[0].y) == 0
