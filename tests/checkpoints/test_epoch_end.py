import numpy as np
import pandas as pd
import pytest

from checkpoints.epoch_end import write_history
from checkpoints.history import read_history
from checkpoints.resuming import State

ROWS = [{"val_loss": 0.5, "loss": 0.1 + 0.2}, {"loss": 1e-9, "learning_rate": 0.5}]


def test_the_history_is_read_back(tmp_path):
    write_history(str(tmp_path), State(2, ROWS))
    read = read_history(str(tmp_path / "history.csv"))
    assert list(read.columns) == ["epoch", "learning_rate", "loss", "val_loss"]
    assert read["epoch"].tolist() == [1, 2]
    assert read["loss"].tolist() == [0.1 + 0.2, 1e-9]
    assert pd.isna(read["val_loss"].iloc[1])


@pytest.mark.tensorflow
def test_the_history_is_as_csv_logger_writes_it(tmp_path, small_model, pictures):
    import keras

    model = small_model()
    model.compile("sgd", "sparse_categorical_crossentropy", metrics=["accuracy"])
    logger = keras.callbacks.CSVLogger(str(tmp_path / "logger.csv"))
    numbers = np.arange(5) % 3
    logged = model.fit(pictures, numbers, validation_data=(pictures, numbers), epochs=2, callbacks=[logger], verbose=0)
    rows = [{name: values[epoch] for name, values in logged.history.items()} for epoch in range(2)]
    write_history(str(tmp_path), State(2, rows))
    assert (tmp_path / "history.csv").read_text() == (tmp_path / "logger.csv").read_text()


def test_before_the_first_epoch_there_is_none(tmp_path):
    write_history(str(tmp_path), State())
    assert list(tmp_path.iterdir()) == []
