import math

import pytest

from checkpoints.contract import CheckpointError
from checkpoints.history import read_history


def test_epochs_count_from_one_and_na_is_nan(tmp_path):
    file = tmp_path / "history.csv"
    file.write_text("epoch,accuracy,loss,val_loss\n0,0.5,1.2,NA\n1,0.75,0.8,NA\n")
    history = read_history(str(file))
    assert history["epoch"].tolist() == [1, 2]
    assert history["epoch"].dtype == "int64"
    assert history["loss"].tolist() == [1.2, 0.8]
    assert all(math.isnan(value) for value in history["val_loss"])


def test_an_epoch_logged_twice_counts_with_its_last_row(tmp_path):
    file = tmp_path / "history.csv"
    file.write_text("epoch,loss\n0,3\n1,2\n0,1\n")
    assert read_history(str(file)).to_dict("list") == {"epoch": [1, 2], "loss": [1.0, 2.0]}


def test_empty_file_is_an_empty_history(tmp_path):
    (tmp_path / "history.csv").write_text("")
    assert read_history(str(tmp_path / "history.csv")).empty


@pytest.mark.parametrize("content", ["loss;epoch\n1;2\n", "epoch,loss\n0,a lot\n", "epoch,loss\n0,1\n1,2,3,4\n"])
def test_another_table(tmp_path, content):
    (tmp_path / "history.csv").write_text(content)
    with pytest.raises(CheckpointError, match=r"history\.csv.*CSVLogger"):
        read_history(str(tmp_path / "history.csv"))


@pytest.mark.tensorflow
def test_what_csv_logger_writes(tmp_path, small_model, pictures):
    import keras
    import numpy as np

    model = small_model()
    model.compile("sgd", "sparse_categorical_crossentropy")
    logger = keras.callbacks.CSVLogger(str(tmp_path / "history.csv"))
    logged = model.fit(pictures, np.arange(5) % 3, epochs=2, verbose=0, callbacks=[logger]).history
    history = read_history(str(tmp_path / "history.csv"))
    assert history["epoch"].tolist() == [1, 2]
    assert history["loss"].tolist() == pytest.approx(logged["loss"])
