"""Embeddings constructed so that the answer is known: what is grouped by, from when, until when, and what never was.

Six epochs of 400 samples. Each planted attribute moves the samples that have it along a direction of its own, at the
epochs it is planted for and at no other; all else is noise. The whole way is taken: neighbors by brute force, the
stages on a real store, the verdicts as the dashboard reads them.
"""

from __future__ import annotations

import shutil

import numpy as np
import pandas as pd
import pytest

from analysis.epochs import write_epoch
from analysis.nuisances.stage import update_nuisances
from analysis.store import layout
from analysis.store.reader import Run
from analysis.store.thumbnails import AtlasWriter
from analysis.store.writer import RunWriter
from data.locations import join

N, EPOCHS, FEATURES = 400, [0, 1, 2, 4, 6, 9], 12
PLANTED = {"early_mark": (0, 1, 2), "late_mark": (6, 9), "always_site": (0, 1, 2, 4, 6, 9), "useless_mark": ()}
FAR, AGES = 6.0, "middle_age"  # standard deviations of the noise; a number, planted at epochs 2 and 4


@pytest.fixture(scope="module")
def run(tmp_path_factory) -> Run:
    random = np.random.default_rng(7)
    marks = {name: random.permutation(np.arange(N) % 2) for name in PLANTED}
    age = random.uniform(20, 90, N)
    labels = random.permutation(np.arange(N) % 2)
    samples = pd.DataFrame(
        {
            "sample": [f"s{row}" for row in range(N)],
            "label": np.array(["benign", "malignant"])[labels],
            "split": "train",
        }
        | {"fold": -1, "group": "", "file": "", "width": 96, "height": 96, AGES: age, "site_note": "the same"}
        | {name: np.array(["none", "ink"])[values] for name, values in marks.items()}
    )
    writer = RunWriter(str(tmp_path_factory.mktemp("planted") / "run"), "planted")
    writer.manifest |= {"classes": ["benign", "malignant"], "neighbors": {"k": 10, "metric": "euclidean"}}
    writer.table(layout.SAMPLES, samples)
    atlas = AtlasWriter(join(writer.location, layout.THUMBNAILS))
    for picture in random.integers(90, 200, (N, 1, 1, 3), np.uint8):
        atlas.add(np.broadcast_to(picture, (96, 96, 3)))
    writer.manifest["thumbnails"] = atlas.close()
    arrays = writer.arrays(list(samples["sample"]), ["benign", "malignant"])
    for epoch in EPOCHS:
        values = random.normal(0, 1, (N, FEATURES))
        values[:, 0] += FAR * labels * (epoch >= 4)  # from epoch 4 on it groups by label
        for axis, (name, epochs) in enumerate(PLANTED.items(), start=1):
            values[:, axis] += FAR * marks[name] * (epoch in epochs)
        values[:, 6] += FAR * (age - 20) / 35 * (epoch in (2, 4))
        scores = np.eye(2)[labels].astype(np.float32)
        write_epoch(writer, arrays, {"epoch": epoch, "sha256": str(epoch)}, values.astype(np.float32), scores)
    assert update_nuisances(writer) == len(EPOCHS)
    return Run(writer.location)


def verdict(run: Run, column: str, line: str = "random") -> tuple:
    table = run.nuisances.verdicts
    (row,) = table[(table["column"] == column) & (table["line"] == line)].to_dict("records")
    return tuple(None if pd.isna(row[name]) else row[name] for name in ("takes_hold", "lets_go"))


@pytest.mark.parametrize("line", ["random", "by_label"])
def test_the_verdict_is_what_was_planted(run, line):
    assert verdict(run, "early_mark", line) == (0, 4)
    assert verdict(run, "late_mark", line) == (6, None)
    assert verdict(run, "always_site", line) == (0, None)
    assert verdict(run, AGES, line) == (2, 6)
    assert verdict(run, "useless_mark", line) == (None, None)


def test_at_every_other_epoch_agreement_lies_on_the_random_pair_line(run):
    table = run.nuisances.table.set_index(["column", "epoch"])
    planted = PLANTED | {AGES: (2, 4)}
    for (column, epoch), row in table.loc[list(planted)].iterrows():
        if epoch in planted[column]:
            assert row["strength_low"] > 0.3 and row["low"] > row["random"] + 0.05
        else:
            assert abs(row["mean"] - row["random"]) < 0.04  # four standard deviations, by permutation
            assert row["strength_low"] < 0.05
    assert table.loc["useless_mark", "random"].between(0.49, 0.5).all()  # 199 of 399 others are alike


def test_a_mark_that_goes_with_the_label_is_explained_by_it(run, tmp_path):
    """Where the label alone groups, a mark that most malignant samples bear seems grouped by; beyond them not."""
    writer = RunWriter(str(shutil.copytree(run.location, tmp_path / "run")), "")
    samples, random = run.samples, np.random.default_rng(1)
    chances = np.where(samples["label"] == "malignant", 0.9, 0.05)
    writer.table(layout.SAMPLES, samples.assign(shortcut=np.where(random.random(N) < chances, "ink", "none")))
    assert update_nuisances(writer) == len(EPOCHS)
    found = Run(writer.location)
    assert verdict(found, "shortcut", "random") == (4, None)
    assert verdict(found, "shortcut", "by_label") == (None, None)


def test_columns_without_anything_to_agree_in_are_left_out_and_said_so(run):
    assert run.nuisances.left_out["site_note"] == "all known values are equal"
    assert run.nuisances.left_out["measured_hair"] == "all known values are equal"
    assert "measured_skin_tone" in run.nuisances.columns and "label" not in run.nuisances.columns
    assert run.nuisances.columns[AGES]["kind"] == "numeric"
