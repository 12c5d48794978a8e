"""Thumbnails as data URIs: the sample's own picture, and none where the atlas lacks it."""

import base64
import io

import numpy as np
from PIL import Image

from analysis.store.reader import Run
from dashboard.picture_data import EDGE, data_uris


def test_each_is_the_samples_own_picture(tiny_run):
    run = Run(tiny_run)
    found = data_uris(run, np.array([5, 0, 999]))
    assert found[2] is None
    for uri, row in zip(found, (5, 0), strict=False):
        picture = np.asarray(Image.open(io.BytesIO(base64.b64decode(uri.removeprefix("data:image/jpeg;base64,")))))
        expected = run.thumbnails.one(row).reshape(EDGE, 2, EDGE, 2, 3).mean(axis=(1, 3))
        assert picture.shape == (EDGE, EDGE, 3) and np.abs(picture - expected).mean() < 6
