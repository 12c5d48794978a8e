"""The payload holds what went in, within the error that it promises."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.contract import StoreError
from dashboard.scatter import Points, quantize
from dashboard.scatter.payload import LEVELS, MISSING, as_drawn
from tests.dashboard.scatter.decoding import decode


def points(n: int, epochs: int, classes: int = 2) -> Points:
    return Points(
        [f"s{row}" for row in range(n)], np.arange(n) % classes, [f"c{k}" for k in range(classes)], range(epochs)
    )


@pytest.mark.parametrize("scale", [1e-6, 1.0, 3e4])
@pytest.mark.parametrize("shift", [0.0, -1e3])
def test_worst_error_is_half_a_level(scale: float, shift: float) -> None:
    positions = np.random.default_rng(0).normal(size=(4, 500, 2)) * [scale, scale / 9] + shift
    header, codes, _, _ = decode(quantize(positions, points(500, 4), run="r"))
    restored = np.array(header["low"]) + codes * (header["side"] / LEVELS)
    extent = np.ptp(positions.reshape(-1, 2), axis=0).max()
    assert header["side"] == pytest.approx(extent)
    assert np.abs(restored - positions).max() <= extent / (2 * LEVELS) * 1.0001
    assert extent / (2 * LEVELS) * (832 / extent) < 0.007  # px on a square of 832 px, as the docstring says


def test_one_square_range_for_both_axes_and_all_epochs() -> None:
    positions = np.zeros((2, 3, 2))
    positions[0, 1], positions[1, 2] = (4, 1), (-4, -1)
    header, codes, _, _ = decode(quantize(positions, points(3, 2), run="r"))
    steps = np.diff(codes[[0, 1], [1, 2]].astype(int), axis=0)[0] / LEVELS * header["side"]
    assert steps == pytest.approx([-8, -2], abs=1e-3)
    assert header["bounds"] == [0, 0, LEVELS, round(LEVELS / 4)]


def test_labels_classes_epochs_and_ids_travel() -> None:
    samples = ["", "é🙂", "two\nlines", "../x", '<script>"']
    given = Points(samples, [0, 2, 1, 2, 0], ["a", "<b>", "c"], [0, 2, 110])
    positions = np.random.default_rng(1).normal(size=(3, 5, 2)).astype(np.float32)
    header, _, labels, found = decode(quantize(positions, given, run="mine/pca_joint"))
    assert found == samples
    assert labels.tolist() == [0, 2, 1, 2, 0]
    assert (header["run"], header["epochs"], header["classes"]) == ("mine/pca_joint", [0, 2, 110], ["a", "<b>", "c"])


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_samples_without_a_finite_position_are_marked_and_counted(bad: float) -> None:
    positions = np.random.default_rng(2).normal(size=(3, 10, 2))
    positions[1, 4, 0] = bad
    positions[2, [4, 7], 1] = bad
    header, codes, _, _ = decode(quantize(positions, points(10, 3), run="r"))
    assert header["missing"] == [0, 1, 2]
    assert np.argwhere((codes == MISSING).all(axis=2)).tolist() == [[1, 4], [2, 4], [2, 7]]
    assert (codes == MISSING).sum() == 6


def test_an_epoch_without_any_position_leaves_the_others() -> None:
    positions = np.ones((2, 3, 2))
    positions[0] = np.nan
    header, codes, _, _ = decode(quantize(positions, points(3, 2), run="r"))
    assert header["missing"] == [3, 0]
    assert (codes[1] != MISSING).all()


@pytest.mark.parametrize("shape", [(1, 1), (1, 50), (9, 1)])
def test_all_in_one_place_lies_in_the_middle(shape: tuple[int, int]) -> None:
    positions = np.full((*shape, 2), 7.25, dtype=np.float32)
    header, codes, _, _ = decode(quantize(positions, points(shape[1], shape[0]), run="r"))
    assert np.unique(codes).tolist() == [LEVELS // 2]
    assert header["low"][0] + codes[0, 0, 0] * header["side"] / LEVELS == pytest.approx(7.25)


def test_size_is_what_the_design_allows() -> None:
    n, e = 33_126, 10
    samples = [f"ISIC_{row * 7919 % 9_999_991:07d}" for row in range(n)]
    positions = np.zeros((e, n, 2), dtype=np.float32)
    payload = quantize(positions, Points(samples, np.zeros(n, int), ["nv", "mel"], range(e)), run="r")
    assert len(payload) <= n * e * 4 * 1.2


def test_200_classes_fit_and_300_do_not() -> None:
    positions = np.zeros((1, 300, 2))
    _, _, labels, _ = decode(quantize(positions, points(300, 1, classes=200), run="r"))
    assert labels.max() == 199
    with pytest.raises(StoreError, match=r"at most 256 classes. Found: 300"):
        quantize(positions, points(300, 1, classes=300), run="r")


def test_nothing_finite_is_refused() -> None:
    with pytest.raises(StoreError, match=r"2 epochs × 3 samples without one finite position"):
        quantize(np.full((2, 3, 2), np.nan), points(3, 2), run="r")


@pytest.mark.parametrize("shape", [(2, 4, 2), (3, 3, 2), (2, 3, 3), (2, 3), (0, 3, 2)])
def test_shapes_that_do_not_fit_are_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(StoreError, match=r"2 epochs and 3 samples"):
        quantize(np.zeros(shape), points(3, 2), run="r")


def test_no_sample_is_refused() -> None:
    with pytest.raises(StoreError, match=r"at least one of each"):
        quantize(np.zeros((2, 0, 2)), points(0, 2), run="r")


@pytest.mark.parametrize(
    ("samples", "labels", "message"),
    [
        (["a", "a", "b"], [0, 1, 0], "1 repeated"),
        (["a", "b", "c"], [0, 1], "3 samples needs one label"),
        (["a", "b", "c"], [0, 2, 1], "0 to 2"),
        (["a", "b", "c"], [0, -1, 1], "-1 to 1"),
        (["a", "b", "c" * 70_000], [0, 1, 1], "one of 70000"),
    ],
)
def test_points_that_contradict_themselves_are_refused(samples: list[str], labels: list[int], message: str) -> None:
    with pytest.raises(StoreError, match=message):
        quantize(np.zeros((1, 3, 2)), Points(samples, labels, ["x", "y"], [0]), run="r")


def test_places_as_drawn_are_those_in_the_bytes() -> None:
    random = np.random.default_rng(8)
    positions = (random.normal(size=(3, 50, 2)) * [40, 9] + [3, -70]).astype(np.float32)
    positions[1, 4, 0] = np.nan
    samples = [str(row) for row in range(50)]
    header, codes, _, _ = decode(quantize(positions, Points(samples, [0] * 50, ["a"], [0, 1, 2]), run="r"))
    for place in range(3):
        found = as_drawn(positions, place)
        missing = codes[place, :, 0] == MISSING
        assert np.isnan(found[missing]).all() and missing.sum() == (place == 1)
        expected = np.array(header["low"]) + codes[place][~missing] * (header["side"] / LEVELS)
        assert np.array_equal(found[~missing], expected)
        assert np.abs(found[~missing] - positions[place][~missing]).max() <= header["side"] / LEVELS * 0.501
