"""The table of looks: figures, changes and their intervals, and what is not known."""

from __future__ import annotations

import pandas as pd
from streamlit.testing.v1 import AppTest

from tests.dashboard.conftest import words_of

ROW = {"low": 0.3, "high": 0.5, "change_low": 0.05, "change_high": 0.2, "random": 0.2, "pixel_neighbors": 0.6}
NAN = float("nan")


def table(**changes) -> dict:
    rows = [{"epoch": 0, "mean": 0.3, "change": 0.0} | ROW, {"epoch": 5, "mean": 0.4, "change": 0.1} | ROW | changes]
    return pd.DataFrame(rows).to_dict("list")


def shown(epoch: int, whole: bool = True, **changes) -> str:
    found = {"ssim": table(**changes), "label": table(**changes)}
    script = f"""
import pandas as pd
from dashboard.panels.looks_table import looks_table
nan = float("nan")
found = {{name: pd.DataFrame(values) for name, values in {found!r}.items()}}
looks_table(found, {{"ssim": "<i>Structure</i>"}}, {epoch}, whole={whole})
"""
    app = AppTest.from_string(script, default_timeout=60).run()
    assert not app.exception
    return " ".join(words_of(app).split())


def test_likeness_and_label_agreement_between_two_epochs():
    text = shown(5)
    assert "Epoch 0 Epoch 5 Change Any two pictures Nearest in pixels Of the way" in text
    assert "<i>Structure</i> 0.300 [0.300, 0.500] 0.400 [0.300, 0.500] +0.100 [+0.050, +0.200] 0.200 0.600 50 %" in text
    assert "Same label 30.0 % [30.0, 50.0] 40.0 % [30.0, 50.0] +10.0 points [+5.0, +20.0] 20.0 % 60.0 % 25 %" in text


def test_at_the_first_epoch_there_is_no_change():
    assert "Epoch 0 Any two" in shown(0) and "points" not in shown(0)


def test_an_epoch_that_is_not_measured_gives_way_to_the_last_one():
    assert "Epoch 0 Epoch 5" in shown(7)


def test_what_is_not_known_is_a_dash():
    text = shown(5, low=NAN, high=NAN, change_low=NAN, change_high=NAN, random=NAN, pixel_neighbors=NAN)
    assert "0.400 +0.100 – – –" in text and "nan" not in text


def test_without_intervals_nothing_is_said_of_them():
    found = table()
    found["low"] = found["high"] = [NAN, NAN]
    script = f"""
import pandas as pd
from dashboard.panels.looks_table import looks_table
nan = float("nan")
looks_table({{"label": pd.DataFrame({found!r})}}, {{}}, 5, whole=True)
"""
    app = AppTest.from_string(script, default_timeout=60).run()
    assert not app.exception and "Brackets" not in words_of(app) and "Brackets" in shown(5)


def test_a_part_of_the_set_says_what_its_intervals_leave_out():
    assert "the rest that it is compared with is taken as it is" in shown(5, whole=False)
    assert "is taken as it is" not in shown(5)
