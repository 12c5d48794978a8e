"""A few dozen pictures and three epochs of a stock Keras model, made once for the analysis tests."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

COLORS = {"blue": (60, 70, 180), "green": (70, 160, 80), "red": (190, 60, 60)}


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of class folders: 3 × 18 noisy coloured pictures of 30 × 24 px."""
    folder = tmp_path_factory.mktemp("data") / "colors"
    random = np.random.default_rng(0)
    for label, color in COLORS.items():
        (folder / label).mkdir(parents=True)
        for number in range(18):
            pixels = np.clip(random.normal(color, 45, (24, 30, 3)), 0, 255).astype(np.uint8)
            Image.fromarray(pixels).save(folder / label / f"{label}_{number:02d}.png")
    return folder


@pytest.fixture(scope="session")
def stock_checkpoints(pictures: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Epochs 1 to 3 and a history, written by stock Keras alone: nothing of ours is imported here."""
    import keras

    keras.utils.set_random_seed(3)
    stream = keras.utils.image_dataset_from_directory(
        pictures, image_size=(20, 20), batch_size=9, label_mode="int", shuffle=True, seed=1, verbose=False
    )
    model = keras.Sequential(
        [
            keras.layers.Input((20, 20, 3)),
            keras.layers.Rescaling(1 / 255),
            keras.layers.Conv2D(6, 3, activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Conv2D(8, 3, activation="relu", name="last_map"),
            keras.layers.GlobalAveragePooling2D(name="embedding"),
            keras.layers.Dense(3, activation="softmax"),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    folder = tmp_path_factory.mktemp("checkpoints") / "stock"
    callbacks = [
        keras.callbacks.ModelCheckpoint(str(folder / "epoch_{epoch:03d}.keras")),
        keras.callbacks.CSVLogger(str(folder / "history.csv")),
    ]
    folder.mkdir()
    model.fit(stream, validation_data=stream, epochs=3, callbacks=callbacks, shuffle=False, verbose=0)
    return folder
