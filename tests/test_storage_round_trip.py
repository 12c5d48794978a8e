"""TFRecords, checkpoints and run store on object storage: written to gs:// and read back from it, by the commands."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import ROOT
from tests.storage import emulator

pytestmark = [pytest.mark.tensorflow, pytest.mark.timeout(600)]

SPLITS = ("train", "validation", "test")


def command(floor: str, *words: str) -> str:
    done = subprocess.run([sys.executable, "-m", floor, *words], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def bucket(tmp_path_factory):
    """A bucket in which the whole path was walked once: pictures -> records -> checkpoints -> run store."""
    from data.lesion_plan import Settings
    from data.synthetic_lesions import make

    folder = str(tmp_path_factory.mktemp("lesions") / "drawn")
    make(folder, "drawn", Settings(n=60, size=32))
    with emulator() as url:
        records, trained, run = (f"{url}/{name}" for name in ("records", "checkpoints/tiny", "runs/tiny"))
        command("data", "convert", folder, "--to", "tfrecord", "--out", records)
        train = ("--model", "small_cnn", "--size", "32", "--epochs", "1", "--batch-size", "8")
        command("checkpoints", "train", records, "--name", "tiny", "--folder", trained, *train)
        command("analysis", "run", trained, "--out", run, "--methods", "", "--neighbors", "5")
        yield {"drawn": folder, "records": records, "trained": trained, "run": run}


def test_records_are_the_pictures_that_were_converted(bucket):
    from data.catalog import open_dataset
    from data.picture_bytes import picture_bytes

    drawn, records = (open_dataset(bucket[name]).samples.set_index("sample") for name in ("drawn", "records"))
    assert set(drawn.index) == set(records.index)
    for sample, row in drawn.iterrows():
        found = records.loc[sample]
        assert (found["label"], found["split"]) == (row["label"], row["split"])
        assert picture_bytes(found["file"]) == Path(row["file"]).read_bytes()


def test_checkpoints_are_whole_and_load(bucket):
    from checkpoints.reading import load_model
    from checkpoints.series import find_series

    series = find_series(bucket["trained"])
    assert [checkpoint.epoch for checkpoint in series.checkpoints] == [0, 1]
    assert series.history is not None and list(series.history["epoch"]) == [1]
    assert load_model(series.checkpoints[-1]).output_shape == (None, 1)


def test_the_run_store_holds_what_its_model_says(bucket):
    from analysis.store.reader import Run, list_runs
    from checkpoints.reading import load_model
    from data.catalog import open_dataset
    from data.decode import read_pictures

    assert list_runs(bucket["run"].rpartition("/")[0]) == [bucket["run"]]
    run, dataset = Run(bucket["run"]), open_dataset(bucket["records"])
    assert run.epochs == [0, 1] and set(run.splits) == set(SPLITS)
    assert list(run.samples["sample"]) == list(dataset.samples["sample"])
    pictures = np.stack([picture for _, picture in read_pictures(dataset, range(16), size=(32, 32))])
    expected = load_model(f"{bucket['trained']}/epoch_001.keras").predict(pictures.astype(np.float32), verbose=0)
    assert np.allclose(run.scores(1)[:16, 1], expected[:, 0], atol=1e-5)


def test_a_second_run_finds_nothing_to_do(bucket):
    again = command("analysis", "run", bucket["trained"], "--out", bucket["run"], "--methods", "", "--neighbors", "5")
    assert "nothing to do" in again


def test_without_the_bucket_there_is_one_message(bucket):
    words = [sys.executable, "-m", "checkpoints", "show", "gs://no-such-bucket/checkpoints"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 2 and "Traceback" not in done.stderr
    assert "There is no bucket gs://no-such-bucket" in done.stderr
