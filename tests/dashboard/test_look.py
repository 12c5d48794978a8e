"""Numbers as text, and the frame of figures."""

import plotly.graph_objects as go
import pytest

from dashboard import look


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.83412, "0.834"),
        (12.345, "12.3"),
        (1234.5, "1234"),
        (0, "0"),
        (-0.5, "−0.500"),
        (0.000123, "0.000123"),
        (None, "–"),
        (float("nan"), "–"),
        (float("inf"), "–"),
        (1, "1.00"),
    ],
)
def test_three_significant_digits(value, words):
    assert look.number(value) == words


def test_estimates_say_their_interval_or_nothing():
    assert look.estimate(0.8, 0.75, 0.85) == "0.800 [0.750, 0.850]"
    assert look.estimate(0.8, None, 0.85) == "0.800"
    assert look.estimate(None) == "–"


@pytest.mark.parametrize(
    ("value", "words"), [(0.0, "0.000"), (1e-5, "< 0.001"), (0.25, "0.250"), (0.99999, "> 0.999"), (1.0, "1.000")]
)
def test_a_score_is_never_rounded_to_certainty(value, words):
    assert look.score(value) == words


def test_shares_and_counts():
    assert look.share(0.1234) == "12.3 %"
    assert look.share(None) == "–"
    assert look.share_interval(0.716, 0.7468) == "[71.6, 74.7]" and look.share_interval(0, 1) == "[0, 100]"
    assert look.share_interval(None, 0.5) == "" == look.share_interval(0.5, float("nan"))
    assert look.count(10015) == "10,015"
    assert look.counted(1, "sample") == "1 sample"
    assert look.counted(2, "class", "classes") == "2 classes"


def test_a_frame_keeps_what_the_figure_chose():
    figure = look.frame(go.Figure(layout={"margin": {"l": 99}, "height": 300}))
    assert (figure.layout.margin.l, figure.layout.margin.r, figure.layout.height) == (99, 8, 300)
    assert figure.layout.paper_bgcolor == "rgba(0,0,0,0)"


def test_a_gain_has_its_sign():
    assert [look.gain(value) for value in (0.0123, -0.0004, 0.0, float("nan"), None)] == [
        "+0.012", "−0.000", "+0.000", "–", "–",
    ]  # fmt: skip
    assert look.gains(-0.004, 0.0213) == "[−0.004, +0.021]" and look.gains(None, 0.1) == ""
