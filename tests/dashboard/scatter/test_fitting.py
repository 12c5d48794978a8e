"""Ten million samples asked for: what is drawn is stated, fits into a message, and holds the rare classes whole."""

from __future__ import annotations

import numpy as np
import pytest

from dashboard.scatter import Points, quantize
from dashboard.scatter.fitting import MOST_POINTS, fit
from tests.dashboard.scatter.decoding import decode

SHARES = (0.6695, 0.1111, 0.1097, 0.0513, 0.0327, 0.0142, 0.0115)  # HAM10000's


@pytest.fixture(scope="module")
def ten_million() -> np.ndarray:
    return np.random.default_rng(1).choice(7, 10_000_000, p=SHARES).astype(np.uint8)


def test_what_fits_is_drawn_whole_and_needs_no_words() -> None:
    labels = np.zeros(33_126, dtype=np.int64)
    chosen = fit(labels, 10)
    assert np.array_equal(chosen.rows, np.arange(33_126))
    assert (chosen.total, chosen.words) == (33_126, "")


def test_ten_million_samples_become_a_million_that_play(ten_million: np.ndarray) -> None:
    chosen = fit(ten_million, 10)
    assert MOST_POINTS - 7 <= len(chosen.rows) <= MOST_POINTS
    assert (np.diff(chosen.rows) > 0).all()
    drawn, counts = np.bincount(ten_million[chosen.rows]), np.bincount(ten_million)
    assert np.allclose(drawn / counts, 0.1, atol=1e-3)
    assert chosen.words == (
        f"{len(chosen.rows):,} of 10,000,000 samples are drawn: more do not play smoothly in a browser. "
        "They are 10 % of every class, drawn at random."
    )
    assert np.array_equal(fit(ten_million, 10).rows, chosen.rows)


def test_rare_classes_are_whole(ten_million: np.ndarray) -> None:
    labels = ten_million.copy()
    labels[::1_000_000] = 7  # 10 samples of an eighth class
    labels[1::500] = 8  # 20,000 of a ninth
    chosen = fit(labels, 10)
    drawn, counts = np.bincount(labels[chosen.rows]), np.bincount(labels)
    assert drawn[7] == counts[7] and drawn[8] == counts[8]
    assert np.allclose(drawn[:7] / counts[:7], (MOST_POINTS - counts[7:].sum()) / counts[:7].sum(), rtol=1e-4)
    assert f"Classes of at most {counts[8]:,} samples are whole; of the others 9.8 %" in chosen.words


def test_many_epochs_are_limited_by_the_message(ten_million: np.ndarray) -> None:
    chosen = fit(ten_million, 100)
    assert 400_000 < len(chosen.rows) < 425_000  # 200 MB by Streamlit's default, 425 bytes a sample
    assert "100 epochs of more do not fit into one message of at most 200 MB" in chosen.words


def test_what_fits_really_fits() -> None:
    random = np.random.default_rng(2)
    labels = random.integers(0, 3, 4_000)
    samples = [f"ISIC_{row:07d}" for row in range(4_000)]
    chosen = fit(labels, 5, id_bytes=14, message_bytes=60_000)
    points = Points(samples, labels, list("abc"), list(range(5)))
    payload = quantize(random.normal(size=(5, 4_000, 2)), points, run="r", rows=chosen.rows)
    assert 30_000 < len(payload) < 60_000
    header, codes, drawn, ids = decode(payload)
    assert header["n"] == len(chosen.rows) and header["total"] == 4_000
    assert codes.shape == (5, len(chosen.rows), 2)
    assert np.array_equal(drawn, labels[chosen.rows]) and ids == [samples[row] for row in chosen.rows]
