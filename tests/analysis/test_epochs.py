"""What makes an epoch complete, and which numbers may not enter the store."""

from __future__ import annotations

import numpy as np

from analysis.epochs import first_bad


def test_the_first_bad_row_is_named():
    embeddings, scores = np.zeros((5, 3), np.float32), np.full((5, 2), 0.5, np.float32)
    assert first_bad(embeddings, scores) is None
    scores[4, 0] = np.nan
    assert first_bad(embeddings, scores) == 4
    embeddings[2, 1] = np.inf
    assert first_bad(embeddings, scores) == 2
