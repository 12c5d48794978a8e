"""The pictures that the training is timed on: HAM10000's where they are, synthetic lesions otherwise."""

from __future__ import annotations

import os
import shutil
from itertools import islice
from pathlib import Path

from data.contract import Dataset
from data.image_folder import load
from data.lesion_plan import Settings
from data.record_layout import layout
from data.record_writer import write_records
from data.split import assign
from data.synthetic_lesions import make
from data.tfrecord import load as load_records

PICTURES, DRAWN = 1536, 384  # that are used: real, drawn
REAL = Path(os.environ.get("EPOCHSCOPE_REAL_DATA", Path(__file__).parents[2] / "shared" / "data")) / "ham10000"


def both_forms(place: Path) -> tuple[str, Dataset, Dataset]:
    """The same pictures as a folder of JPEGs and as TFRecord shards.

    Args:
        place: an empty folder.

    Returns:
        What they are, the folder, the records; all but a few are in the split "train".
    """
    pictures = place / "pictures"
    source = REAL / "images" if REAL.is_dir() else _drawn(place / "drawn")
    files = sorted(islice((file for file in sorted(source.iterdir()) if file.suffix == ".jpg"), PICTURES))
    for number, file in enumerate(files):
        home = pictures / f"class_{number % 7}"
        home.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, home / file.name)
    folder = assign(load(str(pictures)), validation=0.02, test=0)
    write_records(folder, str(place / "records"), layout(folder))
    title = f"{len(files):,} {'HAM10000 pictures, 200 × 150' if REAL.is_dir() else 'drawn lesions'}"
    return title, folder, load_records(str(place / "records"))


def _drawn(folder: Path) -> Path:
    make(str(folder), "drawn", Settings(n=DRAWN, size=192))
    return folder / "images"
