"""Scores of test-time augmentation, written beside the plain ones of an epoch that is complete already."""

from __future__ import annotations

import numpy as np

from analysis.store import layout
from analysis.store.reader import Run
from analysis.store.writer import RunWriter


def write_tta(writer: RunWriter, epoch: int, scores: np.ndarray, facts: dict) -> None:
    """Add the augmented scores of one complete epoch and publish them; those of other settings are let go.

    Args:
        scores: (n, c) float32.
        facts: `key` (what they depend on), `draws`, `augment`, ….
    """
    known = writer.manifest.get("tta") or {}
    done = known.get("epochs", []) if known.get("key") == facts["key"] else []
    if known and not done:
        writer.manifest["tta"] = {}
        writer.save()  # the manifest lets go first: what is overwritten next is no longer promised
    run = Run(writer.location)
    arrays = writer.arrays(list(run.samples["sample"]), writer.manifest["classes"])
    arrays.create("scores_tta", layout.SCORES, scores.shape)
    arrays.write("scores_tta", epoch, scores)
    arrays.publish()
    writer.manifest["tta"] = facts | {"epochs": sorted({*done, epoch})}
    writer.save()
