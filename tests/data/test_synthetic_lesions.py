"""Making lesions: complete, resumable, never over something else; and reading them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from data import synthetic_lesions
from data.contract import DataError
from data.lesion_picture import draw
from data.lesion_plan import Settings
from data.registry import read
from data.synthetic_lesions import load, make, mask_file

SETTINGS = Settings(n=40, size=32, malignant_share=0.5)


@pytest.fixture(scope="module")
def finished(tmp_path_factory) -> str:
    folder = str(tmp_path_factory.mktemp("lesions") / "made")
    assert make(folder, "made", SETTINGS)
    return folder


def contents(folder) -> dict[str, bytes]:
    from pathlib import Path

    root = Path(folder)
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def test_what_is_made(finished):
    dataset = load(finished)
    assert len(dataset) == 40 and dataset.classes == ("benign", "malignant") and dataset.kind == "synthetic_lesions"
    assert dataset.samples["split"].value_counts().to_dict() == {"train": 28, "validation": 6, "test": 6}
    metadata = {"mark", "asymmetry", "border", "colors", "diameter", "score", "skin_tone", "hair", "vignette"}
    assert metadata == set(dataset.samples.columns[8:])
    assert pd.api.types.is_numeric_dtype(dataset.samples["asymmetry"])


def test_pictures_and_masks_are_those_of_the_plan(finished):
    dataset = load(finished)
    for row in dataset.samples.iloc[::13].to_dict("records"):
        wanted = draw(row, size=32, seed=0)
        with Image.open(row["file"]) as picture:
            assert np.abs(np.asarray(picture).astype(int) - wanted.image).mean() < 3
        for kind, mask in (("masks", wanted.lesion), ("marks", wanted.mark)):
            with Image.open(mask_file(dataset, row["sample"], kind)) as picture:
                assert np.array_equal(np.asarray(picture), 255 * mask)


def test_a_second_run_does_nothing(finished):
    before = contents(finished)
    assert make(finished, "made", SETTINGS) is False
    assert contents(finished) == before


def test_killed_half_way_it_goes_on(finished, tmp_path, monkeypatch):
    folder, drawn = tmp_path / "made", []

    def dying(row, **options):
        if len(drawn) > 12:
            raise KeyboardInterrupt
        drawn.append(row["sample"])
        return draw(row, **options)

    with monkeypatch.context() as patch:
        patch.setattr(synthetic_lesions, "draw", dying)
        with pytest.raises(KeyboardInterrupt):
            make(str(folder), "made", SETTINGS)
    (folder / "images" / ".lesion_00039.jpg.part").write_bytes(b"half")
    with pytest.raises(DataError, match="no finished set"):
        load(str(folder))
    redrawn = []

    def counting(row, **options):
        redrawn.append(row["sample"])
        return draw(row, **options)

    monkeypatch.setattr(synthetic_lesions, "draw", counting)
    assert make(str(folder), "made", SETTINGS)
    assert not set(redrawn) & set(drawn) and len(redrawn) + len(drawn) == 40
    assert contents(folder) == contents(finished)


def test_other_settings_need_overwrite(tmp_path):
    folder = str(tmp_path / "made")
    make(folder, "made", SETTINGS)
    other = Settings(n=30, size=32, malignant_share=0.5, seed=5)
    with pytest.raises(DataError, match=r"other settings \(n 40 -> 30, seed 0 -> 5\).*--overwrite"):
        make(folder, "made", other)
    assert len(load(folder)) == 40
    assert make(folder, "made", other, overwrite=True)
    before = contents(folder)
    assert make(folder, "made", other, overwrite=True) and contents(folder) == before
    assert len(load(folder)) == 30 and len(list((tmp_path / "made" / "marks").iterdir())) == 30


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_folder_with_something_else_is_left_alone(class_folder, overwrite):
    before = contents(class_folder)
    with pytest.raises(DataError, match="something else"):
        make(str(class_folder), "animals", SETTINGS, overwrite=overwrite)
    assert contents(class_folder) == before


def test_through_the_registry(finished):
    assert len(read("synthetic_lesions", finished, name="mine")) == 40
