"""Dataset source: procedural dermoscopy-like pictures whose truth is known, with a planted shortcut and its mask.

The class follows the ABCD rule (`data.lesion_plan`). A ruler or ink mark goes with the malignant class in training and
validation and with nothing in the test split, so that a model which learnt the mark instead of the lesion is found out.
"""

from __future__ import annotations

import io
import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from data import csv_images
from data.contract import DataError, Dataset
from data.dataset_file import FILE, Entry, write_entry
from data.lesion_picture import draw
from data.lesion_plan import Settings, plan
from data.locations import absolute, exists, join, read_bytes, write_atomically
from data.parallel import in_order
from data.progress import progress

TITLE = "Synthetic lesions"
KIND = "synthetic_lesions"
DRAWING = 1  # raise it when the same settings draw other pictures
SETTINGS_FILE = "lesions.json"
FOLDERS = ("images", "masks", "marks")  # pictures; where the lesion is; where the planted mark is
_TABLE = "samples.csv"


def load(location: str, *, name: str | None = None) -> Dataset:
    """Read the table of drawn lesions (no pixels).

    The drawing parameters are metadata columns: `mark`, `asymmetry`, `border`, `colors`, `diameter`, `score`,
    `skin_tone`, `hair`, `vignette` (see `data.lesion_plan`). Masks: see `mask_file`.

    Raises:
        DataError: not a folder that `make` finished.
    """
    if exists(location) and not exists(join(location, _TABLE)):
        raise DataError(
            f"{location} holds no finished set of synthetic lesions ({_TABLE} is missing). "
            "python -m data make lesions goes on where it stopped."
        )
    columns = {"id_column": "sample", "label_column": "label", "split_column": "split"}
    found = csv_images.load(location, name=name, table=_TABLE, images=[FOLDERS[0]], **columns)
    return replace(found, kind=KIND, options={})


def mask_file(dataset: Dataset, sample: str, kind: str = "masks") -> str:
    """Where the mask of a sample lies: (y, x) PNG, 255 on the lesion ("masks") or on the planted mark ("marks")."""
    return join(dataset.location, kind, f"{sample}.png")


def make(folder: str, name: str, settings: Settings, *, overwrite: bool = False) -> bool:
    """Draw a dataset into a folder. May be killed at any time: the same call goes on where it stopped.

    Returns:
        False where it was complete already.

    Raises:
        DataError: the folder holds something else, or lesions of other settings and `overwrite` is not given.
    """
    wanted = {"drawing": DRAWING, **asdict(settings)}
    if not _claimed(folder, wanted, overwrite):
        _clear(folder)
        write_atomically(join(folder, SETTINGS_FILE), json.dumps(wanted, indent=2).encode())
    elif exists(join(folder, FILE)):
        return False
    table = plan(settings)
    rows = [row for row in table.to_dict("records") if not _is_drawn(Path(folder), str(row["sample"]))]
    for part in FOLDERS:
        (Path(folder) / part).mkdir(exist_ok=True)
    done = in_order(lambda row: _write(Path(folder), row, settings), rows)
    with progress(label="Drawing lesions", total=len(table), unit="pictures") as bar:
        bar.update(len(table) - len(rows))
        for _ in done:
            bar.update()
    write_atomically(join(folder, _TABLE), table.to_csv(index=False).encode())
    write_entry(folder, Entry(name, KIND, absolute(folder)))
    return True


def _claimed(folder: str, wanted: dict[str, Any], overwrite: bool) -> bool:
    """Whether the folder already holds lesions of these settings, finished or not, that are to stay."""
    path = join(folder, SETTINGS_FILE)
    if not exists(path):
        if exists(folder) and any(Path(folder).iterdir()):
            raise DataError(f"{folder} holds something else than synthetic lesions. Choose another --name.")
        return False
    present = json.loads(read_bytes(path))
    names = sorted({*wanted, *present})
    differing = [
        f"{key} {present.get(key)} -> {wanted.get(key)}" for key in names if present.get(key) != wanted.get(key)
    ]
    if differing and not overwrite:
        raise DataError(
            f"{folder} holds lesions of other settings ({', '.join(differing)}). "
            "Choose another --name, or draw them anew with --overwrite."
        )
    return not overwrite


def _clear(folder: str) -> None:
    """Remove what `make` wrote, the marks of completeness first."""
    for name in (FILE, SETTINGS_FILE, _TABLE):
        (Path(folder) / name).unlink(missing_ok=True)
    for part in FOLDERS:
        for file in (Path(folder) / part).glob("*"):
            file.unlink()


def _places(folder: Path, sample: str) -> tuple[Path, ...]:
    return tuple(
        folder / part / f"{sample}{ending}" for part, ending in zip(FOLDERS, (".jpg", ".png", ".png"), strict=True)
    )


def _is_drawn(folder: Path, sample: str) -> bool:
    return all(place.is_file() for place in _places(folder, sample))


def _write(folder: Path, row: dict, settings: Settings) -> None:
    picture = draw(row, size=settings.size, seed=settings.seed)
    pixels = (picture.image, *(np.uint8(255) * mask for mask in (picture.lesion, picture.mark)))
    for place, array in zip(_places(folder, row["sample"]), pixels, strict=True):
        stream = io.BytesIO()
        options = {"quality": 95, "subsampling": 0} if place.suffix == ".jpg" else {"compress_level": 1}
        Image.fromarray(np.ascontiguousarray(array)).save(
            stream, "JPEG" if place.suffix == ".jpg" else "PNG", **options
        )
        temporary = place.with_name(f".{place.name}.part")
        temporary.write_bytes(stream.getvalue())
        temporary.replace(place)
