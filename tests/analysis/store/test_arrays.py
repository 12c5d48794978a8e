"""Arrays grow by epochs, and readers only ever see what was published."""

from __future__ import annotations

import numpy as np
import xarray

from analysis.store import layout
from analysis.store.arrays import EpochArrays


def _group(tmp_path) -> EpochArrays:
    return EpochArrays(str(tmp_path / "a.zarr"), {"sample": ["a", "b"], "class": ["x", "y", "z"]})


def _add(arrays: EpochArrays, epoch: int, value: float) -> None:
    arrays.add_epoch(epoch)
    arrays.create("scores", layout.SCORES, (2, 3))
    arrays.write("scores", epoch, np.full((2, 3), value, np.float32))


def test_an_epoch_appears_when_it_is_published(tmp_path):
    arrays = _group(tmp_path)
    _add(arrays, 0, 1.0)
    arrays.publish()
    _add(arrays, 3, 2.0)
    with xarray.open_zarr(tmp_path / "a.zarr") as before:
        assert list(before["epoch"].values) == [0]
        assert before["scores"].shape == (1, 2, 3)
    arrays.publish()
    with xarray.open_zarr(tmp_path / "a.zarr") as after:
        assert list(after["epoch"].values) == [0, 3]
        np.testing.assert_array_equal(after["scores"].sel(epoch=3), np.full((2, 3), 2.0))


def test_a_writer_killed_after_growing_leaves_a_group_that_opens_and_goes_on(tmp_path):
    arrays = _group(tmp_path)
    _add(arrays, 0, 1.0)
    arrays.create("embeddings", layout.EMBEDDINGS, (2, 4))
    arrays.publish()
    axis = arrays.group["epoch"]
    axis.resize((2,))  # killed between growing the axis and growing the arrays
    with xarray.open_zarr(tmp_path / "a.zarr") as seen:
        assert seen["embeddings"].shape == (1, 2, 4)
    axis[1] = 1
    again = _group(tmp_path)
    _add(again, 1, 5.0)
    again.publish()
    with xarray.open_zarr(tmp_path / "a.zarr") as seen:
        assert dict(seen.sizes)["epoch"] == 2
        np.testing.assert_array_equal(seen["scores"].sel(epoch=1), np.full((2, 3), 5.0))
        assert np.isnan(seen["embeddings"].sel(epoch=1)).all()


def test_an_axis_grown_but_not_labelled_is_mended(tmp_path):
    arrays = _group(tmp_path)
    _add(arrays, 0, 1.0)
    _add(arrays, 1, 1.0)
    arrays.publish()
    arrays.group["epoch"].resize((3,))  # killed before the label of epoch 2 was written
    again = _group(tmp_path)
    _add(again, 2, 7.0)
    again.publish()
    with xarray.open_zarr(tmp_path / "a.zarr") as seen:
        assert list(seen["epoch"].values) == [0, 1, 2]
        np.testing.assert_array_equal(seen["scores"].sel(epoch=2), np.full((2, 3), 7.0))


def test_an_array_of_another_shape_is_replaced_and_blocks_may_come_in_parts(tmp_path):
    arrays = _group(tmp_path)
    _add(arrays, 0, 1.0)
    arrays.create("scores", layout.SCORES, (2, 4))
    arrays.write("scores", 0, np.ones((1, 4), np.float32), start=1)
    values = arrays.group["scores"][0]
    assert np.isnan(values[0]).all()
    np.testing.assert_array_equal(values[1], np.ones(4))


def test_labels_are_text_whatever_they_hold(tmp_path):
    labels = ["<script>alert(1)</script>", "../../etc", 'quo"te', "zwei\nZeilen 🙂"]
    EpochArrays(str(tmp_path / "b.zarr"), {"sample": labels}).publish()
    with xarray.open_zarr(tmp_path / "b.zarr") as seen:
        assert list(seen["sample"].values) == labels


def test_a_coordinate_that_was_made_and_never_filled_is_filled(tmp_path):
    """Killed between the two steps, the labels would stay empty for good."""
    group = EpochArrays(str(tmp_path / "a.zarr"), {}).group
    group.create_array("sample", shape=(2,), dtype=str, fill_value="", dimension_names=["sample"])
    arrays = EpochArrays(str(tmp_path / "a.zarr"), {"sample": ["one", "two"]})
    assert list(arrays.group["sample"][:]) == ["one", "two"]
