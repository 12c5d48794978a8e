"""Fixtures of the data floor: small pictures, a class folder, and a table of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from data import catalog
from data.assembly import assemble
from data.contract import Dataset


def draw(path: Path, *, seed: int = 0, size: tuple[int, int] = (12, 9), **options) -> Path:
    """Write a picture of noise in the format of the path's ending."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pixels = np.random.default_rng(seed).integers(0, 256, (size[1], size[0], 3), np.uint8)
    Image.fromarray(pixels).save(path, **options)
    return path


def recode(source: Path, target: Path, *, mode: str = "RGB", **options) -> Path:
    """Write a picture again in another mode or format."""
    with Image.open(source) as picture:
        converted = picture.convert(mode)
    converted.save(target, **options)
    return target


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place for named datasets."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setattr(catalog, "HOME", folder)
    return folder


@pytest.fixture
def class_folder(tmp_path: Path) -> Path:
    """Two classes, three pictures each."""
    root = tmp_path / "animals"
    for place, label in enumerate(("cats", "dogs")):
        for number in range(3):
            draw(root / label / f"{number}.png", seed=10 * place + number)
    return root


@pytest.fixture
def table_folder(tmp_path: Path) -> Callable[..., Path]:
    """Call with lines of a CSV and ids to draw: the folder holding both."""

    def make(text: str, ids: list[str], name: str = "labels.csv") -> Path:
        root = tmp_path / "table"
        for seed, sample in enumerate(ids):
            draw(root / "images" / f"{sample}.png", seed=seed)
        root.mkdir(exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
        return root

    return make


def labelled(labels: list[str], groups: list[str] | None = None, splits: list[str] | None = None) -> Dataset:
    """A dataset without pictures."""
    rows = pd.DataFrame({"sample": [f"s{i}" for i in range(len(labels))], "label": labels, "file": "nowhere.png"})
    if groups is not None:
        rows["group"] = groups
    if splits is not None:
        rows["split"] = splits
    return assemble(rows, name="made", kind="csv", location="nowhere")
