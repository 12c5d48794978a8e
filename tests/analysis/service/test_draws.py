"""Draws are the training code's own: compared with it directly; pictures come from the store or their files."""

from __future__ import annotations

import shutil

import numpy as np
import pytest

from analysis.service.contract import Refused
from analysis.store import layout
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from checkpoints.contract import CheckpointError
from data.catalog import open_dataset
from data.contract import DataError

pytestmark = pytest.mark.tensorflow


@pytest.fixture(scope="module")
def run(pictures, tmp_path_factory):
    """A store that has decoded pictures at 20 × 24 px and nothing else."""
    from analysis.pictures import decode_pictures

    writer = RunWriter(str(tmp_path_factory.mktemp("store") / "run"), "run")
    dataset = decode_pictures(writer, open_dataset(str(pictures)), (20, 24), 3)
    writer.table(layout.SAMPLES, dataset.samples)
    writer.manifest |= {"classes": list(dataset.classes), "model": {"input_size": [20, 24], "channels": 3}}
    writer.manifest["dataset"] = {"name": dataset.name, "kind": dataset.kind, "location": dataset.location}
    writer.save()
    return Run(writer.location)


def test_draws_equal_what_training_computes(run):
    import tensorflow as tf

    from analysis.service.draws import STREAM, draw, picture_of
    from checkpoints.augmentation import apply, parse

    picture, words = picture_of(run, 5), ["rotation=30", "flips"]
    drawn = draw(picture, words, 16, 7)
    batch = tf.repeat(tf.constant(picture, tf.float32)[None], 16, axis=0)
    wanted = apply(parse(words), batch, tf.constant([STREAM, 7]))
    assert drawn.shape == (16, 20, 24, 3) and drawn.dtype == np.uint8
    np.testing.assert_allclose(drawn, wanted.numpy(), atol=0.501)
    assert len({image.tobytes() for image in drawn}) > 12
    np.testing.assert_array_equal(drawn, draw(picture, words, 16, 7))
    assert (drawn != draw(picture, words, 16, 8)).any()


@pytest.mark.parametrize("word", ["flips", "rotation"])
def test_the_first_draws_are_changed_too(run, word):
    from analysis.service.draws import draw, picture_of

    assert len({image.tobytes() for image in draw(picture_of(run, 5), [word], 16, 0)}) > 2


def test_nothing_switched_on_changes_nothing(run):
    from analysis.service.draws import draw, picture_of

    picture = picture_of(run, 0)
    assert (draw(picture, [], 3, 0) == picture).all()


def test_unknown_words_are_the_registrys_message(run):
    from analysis.service.draws import draw, picture_of

    with pytest.raises(CheckpointError, match="melt"):
        draw(picture_of(run, 0), ["melt"], 2, 0)


def test_deleted_pictures_are_decoded_again(run, tmp_path):
    from analysis.service.draws import picture_of

    shutil.copytree(run.location, tmp_path / "run")
    shutil.rmtree(tmp_path / "run" / layout.DECODED)
    bare = Run(str(tmp_path / "run"))
    np.testing.assert_array_equal(picture_of(bare, 9), picture_of(run, 9))
    bare.samples.loc[9, "file"] = str(tmp_path / "gone.png")
    with pytest.raises(DataError, match=r"gone\.png"):
        picture_of(bare, 9)
    bare.manifest["model"] = {}
    with pytest.raises(Refused, match="holds scores only"):
        picture_of(bare, 9)


def test_pictures_that_are_just_being_decoded_are_not_read(run, tmp_path):
    """They are black until then."""
    import zarr

    from analysis.service.draws import picture_of

    being = Run(str(shutil.copytree(run.location, tmp_path / "being")))
    zarr.open_group(f"{being.location}/{layout.DECODED}", mode="r+")["pictures"].attrs["complete"] = False
    zarr.open_group(f"{being.location}/{layout.DECODED}", mode="r+")["pictures"][:] = 0
    np.testing.assert_array_equal(picture_of(being, 5), picture_of(run, 5))
