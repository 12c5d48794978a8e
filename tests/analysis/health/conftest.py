"""Small drawn lesions, and two trainings of one network on them that differ in batch-norm momentum alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from data.lesion_plan import Settings
from data.synthetic_lesions import load, make

SIZE, EPOCHS = 32, 3


@pytest.fixture(scope="session")
def lesions(tmp_path_factory: pytest.TempPathFactory) -> str:
    """200 synthetic lesions of 32 px, half of them malignant: 140 train, 30 validation, 30 test."""
    folder = str(tmp_path_factory.mktemp("lesions") / "small")
    make(folder, "small", Settings(n=200, size=SIZE, malignant_share=0.5))
    return folder


@pytest.fixture(scope="session")
def trained(lesions: str, tmp_path_factory: pytest.TempPathFactory) -> dict[float, Path]:
    """Momentum -> folder of checkpoints, saved by stock Keras callbacks; the stock 0.999 is the trap."""
    folder = tmp_path_factory.mktemp("momentum")
    return {momentum: train(lesions, folder / f"momentum_{momentum}", momentum) for momentum in (0.999, 0.9)}


def train(lesions: str, folder: Path, momentum: float) -> Path:
    """Three epochs of nine steps with plain `fit`; what lies in the folder is all stock Keras."""
    import keras

    keras.utils.set_random_seed(0)
    images, labels = pictures(lesions, "train")
    layers = keras.layers
    model = keras.Sequential([keras.Input((SIZE, SIZE, 3)), layers.Rescaling(1 / 255)])
    for width in (8, 16, 16):
        model.add(layers.Conv2D(width, 3, strides=2, padding="same", use_bias=False))
        model.add(layers.BatchNormalization(momentum=momentum))
        model.add(layers.ReLU())
    model.add(layers.GlobalAveragePooling2D())
    model.add(layers.Dropout(0.2))
    model.add(layers.Dense(2, activation="softmax"))
    rate = keras.optimizers.schedules.CosineDecay(0.02, decay_steps=EPOCHS * 9 * 2)
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
    folder.mkdir()
    model.save(folder / "epoch_000.keras")
    saved = keras.callbacks.ModelCheckpoint(str(folder / "epoch_{epoch:03d}.keras"))
    model.fit(images, labels, batch_size=8, epochs=EPOCHS, callbacks=[saved], verbose=0)
    return folder


def pictures(lesions: str, split: str) -> tuple[np.ndarray, np.ndarray]:
    """(n, 32, 32, 3) uint8 and (n,) class index of one split."""
    from PIL import Image

    samples = load(lesions).samples
    samples = samples[samples["split"] == split]
    images = np.stack([np.asarray(Image.open(file).convert("RGB")) for file in samples["file"]])
    return images, (samples["label"] == "malignant").to_numpy(int)


@pytest.fixture(scope="session")
def analysed(lesions: str, trained: dict[float, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[float, str]:
    """Momentum -> run store of the whole analysis (without explanations, projections and baselines)."""
    from analysis.pipeline import analyse
    from analysis.request import Request

    folder = tmp_path_factory.mktemp("runs")
    stores = {}
    for momentum, checkpoints in trained.items():
        stores[momentum] = str(folder / f"momentum_{momentum}")
        less = {"methods": (), "explain": 0, "projections": (), "neighbors": 5, "baselines": False}
        analyse(Request(checkpoints=str(checkpoints), data=lesions, out=stores[momentum], **less))
    return stores
