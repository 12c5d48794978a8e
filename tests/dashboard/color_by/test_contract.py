"""Too many names: the most frequent ones stay, the rest is `other` and said to be."""

import numpy as np

from dashboard.color_by.contract import MOST, OTHER_COLOR, Categories, limited, many_colors


def test_the_most_frequent_names_keep_name_and_color():
    names = list("abcdef")
    codes = np.array([[0, 1, 1, 2, 3, 3, 3, 4, 4, -1]])
    found = limited(Categories(codes, names, [f"#00000{place}" for place in range(6)], "Words."), most=4)
    assert list(found.names) == ["b", "d", "e", "other, 3 values"]
    assert list(found.colors) == ["#000001", "#000003", "#000004", OTHER_COLOR]
    assert found.codes.tolist() == [[3, 0, 0, 3, 1, 1, 1, 2, 2, -1]]
    assert found.words == "The 3 most frequent of 6 values have colours of their own, the rest is other. Words."


def test_names_that_fit_stay_as_they_are():
    given = Categories(np.array([[0, 1]]), ["a", "b"], ["#000000", "#111111"])
    assert limited(given) is given


def test_there_is_a_color_for_every_name():
    assert len(set(many_colors(MOST))) == MOST
    assert many_colors(MOST + 50)[MOST:] == [OTHER_COLOR] * 50
    assert many_colors(0) == []
