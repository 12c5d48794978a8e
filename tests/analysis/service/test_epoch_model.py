"""An uploaded picture through a real model: it finds itself, is turned upright, and what is gone is said."""

from __future__ import annotations

import io
import json
import shutil
import zlib
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from analysis.service.contract import Refused
from analysis.service.nearest import nearest
from analysis.service.uploaded_picture import check
from analysis.store.reader import Run
from checkpoints.contract import CheckpointError
from data.metadata_encoding import encode, fit_encoding
from tests.analysis.service.test_uploaded_picture import png

pytestmark = pytest.mark.tensorflow


@pytest.fixture(scope="module")
def store(stock_checkpoints, pictures, tmp_path_factory) -> str:
    """A folder with `checkpoints/stock` and the store `runs/stock` that was made of it."""
    from analysis.pipeline import analyse
    from analysis.request import Request

    place = tmp_path_factory.mktemp("place")
    shutil.copytree(stock_checkpoints, place / "checkpoints" / "stock")
    out = place / "runs" / "stock"
    settings = {"neighbors": 5, "projections": ("pca_joint",), "methods": (), "explain": 0, "baselines": False}
    analyse(Request(checkpoints=str(place / "checkpoints" / "stock"), data=str(pictures), out=str(out), **settings))
    return str(out)


@pytest.fixture
def run(store, tmp_path) -> Run:
    """A copy with its checkpoints beside it, named as one would who starts the analysis there."""
    place = Path(shutil.copytree(Path(store).parents[1], tmp_path / "place"))
    manifest = place / "runs" / "stock" / "run.json"
    facts = json.loads(manifest.read_text()) | {"checkpoints": "checkpoints/stock"}
    manifest.write_text(json.dumps(facts))
    return Run(str(place / "runs" / "stock"))


def file_of(run: Run, row: int) -> bytes:
    return Path(run.samples["file"].iat[row]).read_bytes()


def encoded(pixels: np.ndarray, kind: str = "PNG", **options) -> bytes:
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, kind, **options)
    return stream.getvalue()


def test_every_epoch_finds_a_picture_of_the_set_as_itself(run):
    from analysis.service.epoch_model import seen_by

    for epoch in (3, 1, 2, 1):
        for row in (0, 20, 30):
            picture, embedding, scores = seen_by(run, epoch, check(file_of(run, row)))
            rows, distances = nearest(embedding, run.embeddings(epoch), np.arange(54), 6, metric="euclidean")
            assert rows[0] == row and distances[0] < 1e-3
            assert rows[1:].tolist() == run.neighbors(epoch)[row].tolist()
            np.testing.assert_allclose(distances[1:], run.neighbor_distances(epoch)[row], atol=1e-4)
            np.testing.assert_allclose(scores, run.scores(epoch)[row], atol=1e-5)
            assert picture.shape == (20, 20, 3) and picture.dtype == np.uint8


@pytest.mark.parametrize("orientation", [3, 6, 8, 5])
def test_a_turned_picture_is_seen_upright(run, orientation):
    from analysis.service.epoch_model import seen_by

    upright = np.asarray(Image.open(io.BytesIO(file_of(run, 7))))
    back = {
        3: Image.Transpose.ROTATE_180,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        8: Image.Transpose.ROTATE_270,
    }
    stored = np.asarray(Image.fromarray(upright).transpose(back[orientation]))
    exif = Image.Exif()
    exif[0x0112] = orientation
    _, embedding, _ = seen_by(run, 2, check(encoded(stored, exif=exif)))
    np.testing.assert_allclose(embedding, run.embeddings(2)[7], atol=1e-4)
    _, unturned, _ = seen_by(run, 2, check(encoded(stored)))
    assert np.abs(unturned - embedding).max() > 1e-4


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "BMP", "WEBP"])
def test_every_kind_and_grey_pictures(run, kind):
    from analysis.service.epoch_model import seen_by

    grey = np.random.default_rng(0).integers(0, 256, (9, 11), np.uint8)
    picture, embedding, _ = seen_by(run, 1, check(encoded(grey, kind)))
    assert picture.shape == (20, 20, 3) and np.isfinite(embedding).all()


@pytest.mark.parametrize("kind", ["JPEG", "BMP", "WEBP"])
def test_pixels_cut_short_are_refused(run, kind):
    from analysis.service.epoch_model import seen_by

    content = encoded(np.random.default_rng(0).integers(0, 256, (90, 110, 3), np.uint8), kind)
    with pytest.raises(Refused, match="damaged or cut short"):
        seen_by(run, 1, check(content[: len(content) // 2]))


def test_a_small_picture_with_pixels_without_end_is_read_as_small(run):
    """30 MB of zeros behind 64 pixels: nothing but the 64 is used, or the file is refused."""
    from analysis.service.epoch_model import seen_by

    upload = check(png(8, 8, data=zlib.compress(bytes(30_000_000))))
    assert upload.size == (8, 8)
    picture, _, _ = seen_by(run, 1, upload)
    assert picture.shape == (20, 20, 3) and not picture.any()


def test_a_checkpoint_that_is_gone_or_another_one(run):
    from analysis.service.epoch_model import seen_by

    folder = Path(run.location).parents[1] / "checkpoints" / "stock"
    upload = check(file_of(run, 0))
    shutil.copy(folder / "epoch_001.keras", folder / "epoch_002.keras")
    with pytest.raises(CheckpointError, match="not the checkpoint that was analysed as epoch 2"):
        seen_by(run, 2, upload)
    (folder / "epoch_002.keras").unlink()
    with pytest.raises(CheckpointError, match=r"epoch 2 is no longer in .*stock"):
        seen_by(run, 2, upload)
    shutil.rmtree(folder)
    with pytest.raises(CheckpointError, match=r"no folder checkpoints/stock and no .*place/checkpoints/stock"):
        seen_by(run, 3, upload)


def test_a_run_without_a_model_and_an_epoch_it_does_not_have(run):
    from analysis.service.epoch_model import seen_by

    upload = check(file_of(run, 0))
    with pytest.raises(Refused, match=r"no complete epoch 9\. It has: 1, 2, 3"):
        seen_by(run, 9, upload)
    run.manifest["model"] = {}
    with pytest.raises(Refused, match="holds scores only"):
        seen_by(run, 1, upload)


def test_metadata_that_nobody_knows_count_as_missing(run):
    from analysis.service.epoch_model import _nothing_known

    samples = pd.DataFrame({"split": "train", "age": [40.0, 60.0], "sex": ["f", "m"]})
    encoding = fit_encoding(samples, ["age", "sex"])
    run.manifest["training"] = {"metadata": encoding.to_json()}
    found = _nothing_known(run, SimpleNamespace(n_metadata=len(encoding.features)))
    missing = pd.DataFrame({"age": [np.nan], "sex": [None]})
    np.testing.assert_array_equal(found, encode(encoding, missing))
    assert dict(zip(encoding.features, found[0], strict=True))["age missing"] == 1
    assert _nothing_known(run, SimpleNamespace(n_metadata=0)) is None
