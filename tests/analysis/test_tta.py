"""Test-time augmentation: the mean over seeded draws, whatever the batch size, stored beside the plain scores."""

from __future__ import annotations

import shutil
from types import SimpleNamespace

import numpy as np
import pytest

from analysis.request import Request
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from analysis.tta import BATCH, averaged_scores, drawing, settings, update_tta, wanted
from data.contract import EpochscopeError

PICTURES = np.random.default_rng(0).integers(0, 256, (150, 4, 4, 3), dtype=np.uint8)


class Pictures:
    """Stands for `analysis.pictures.Decoded`."""

    def __len__(self) -> int:
        return len(PICTURES)

    def batches(self, size):
        for start in range(0, len(PICTURES), size):
            yield start, PICTURES[start : start + size]


def darker(images, seed):
    """A draw that anyone can recompute: every picture is divided by a number made of the seed."""
    return images // (1 + seed[0] + seed[1] % 7)


def brightness_score(images, start):
    share = images.reshape(len(images), -1).mean(axis=1) / 255
    return np.stack([1 - share, share], axis=1)


def test_the_mean_over_draws_without_the_plain_picture():
    found = averaged_scores(Pictures(), brightness_score, darker, draws=3, epoch=0, n_classes=2)
    for row in (0, BATCH, 149):
        start = row // BATCH * BATCH
        by_hand = [brightness_score(darker(PICTURES[row : row + 1], (j, start)), 0)[0] for j in range(3)]
        np.testing.assert_allclose(found[row], np.mean(by_hand, axis=0), rtol=1e-6)
    np.testing.assert_allclose(found.sum(axis=1), 1, rtol=1e-6)


def test_every_draw_sees_batches_of_one_shape_and_a_seed_of_its_own():
    seen = []
    averaged_scores(
        Pictures(),
        brightness_score,
        lambda images, seed: seen.append((images.shape, seed)) or images,
        draws=2,
        epoch=0,
        n_classes=2,
    )
    assert {shape for shape, _ in seen} == {(BATCH, 4, 4, 3)}
    assert len({seed for _, seed in seen}) == len(seen) == 6


@pytest.mark.tensorflow
def test_draws_are_those_of_training():
    import tensorflow as tf

    from checkpoints.augmentation import apply, parse

    batch = np.random.default_rng(1).integers(0, 256, (BATCH, 16, 16, 3), dtype=np.uint8)
    found = drawing("flips, rotation=30")(batch, (3, 64))
    wanted_pixels = apply(parse(["flips", "rotation=30"]), tf.cast(batch, tf.float32), tf.constant([3, 64]))
    assert found.dtype == np.uint8 and not np.array_equal(found, batch)
    assert np.abs(found.astype(float) - wanted_pixels.numpy()).max() <= 1
    np.testing.assert_array_equal(found, drawing("flips,rotation=30")(batch, (3, 64)))


@pytest.mark.tensorflow
def test_the_default_preset_exists_and_no_transform_is_an_error():
    drawing(Request("", None, "").tta_augment)
    with pytest.raises(EpochscopeError, match="names no transform"):
        drawing(" , ")
    with pytest.raises(EpochscopeError, match="no transform or preset 'sparkles'"):
        drawing("sparkles")


def test_the_last_epoch_or_all():
    ask = Request("", None, "", tta=8)
    assert wanted(ask, [0, 1, 5]) == [5]
    assert wanted(Request("", None, "", tta=8, tta_epochs="all"), [0, 1, 5]) == [0, 1, 5]
    assert wanted(Request("", None, ""), [0, 1, 5]) == []
    assert settings(ask)["key"] != settings(Request("", None, "", tta=4))["key"]
    assert settings(ask)["key"] == settings(Request("", None, "", tta=8, tta_epochs="all"))["key"]


@pytest.fixture
def store(tiny_run, tmp_path) -> str:
    return str(shutil.copytree(tiny_run, tmp_path / "store"))


def test_only_what_is_missing_is_computed(store, monkeypatch):
    n = len(Run(store).samples)
    fake = SimpleNamespace(__len__=lambda: n)
    monkeypatch.setattr("analysis.tta.drawing", lambda words: darker)
    monkeypatch.setattr("analysis.pictures.Decoded", lambda location: fake)
    weights, asked = [], []
    model = SimpleNamespace(probe=SimpleNamespace(assign=weights.append), read=lambda images, rows: ("", "", rows))

    def averaged(decoded, score, draw, *, draws, epoch, n_classes):
        asked.append((epoch, draws, score(PICTURES[:7], 64)))
        return Run(store).scores(epoch)

    monkeypatch.setattr("analysis.tta.averaged_scores", averaged)

    def update(**settings) -> int:
        subject = SimpleNamespace(request=Request("", None, "", **settings), checkpoint=lambda epoch: f"file {epoch}")
        return update_tta(RunWriter(store, ""), subject, model)

    assert [update(tta=3), update(tta=3), update(), update(tta=3, tta_epochs="all")] == [1, 0, 0, 3]
    assert asked == [(epoch, 3, slice(64, 71)) for epoch in (5, 0, 1, 2)]
    assert weights == ["file 5", "file 0", "file 1", "file 2"]
