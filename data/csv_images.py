"""Dataset source: a CSV table of labels and a folder of pictures."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence

import pandas as pd

from data.assembly import assemble, some
from data.contract import DataError, Dataset
from data.csv_table import read_table
from data.locations import absolute, exists, filesystem, join, walk
from data.picture_index import PictureIndex

TITLE = "CSV table + images"

PRESETS: dict[str, dict] = {
    # Tschandl et al. 2018, doi 10.7910/DVN/DBW86T: dx is one of seven diagnoses, a lesion may have several pictures.
    "ham10000": {
        "table": ["HAM10000_metadata.csv", "HAM10000_metadata", "HAM10000_metadata.tab"],
        "id_column": "image_id",
        "label_column": "dx",
        "group_column": "lesion_id",
        "metadata": ["age", "sex", "localization", "dx_type"],
    },
    # Rotemberg et al. 2021, doi 10.34970/2020-ds01 (SIIM-ISIC 2020): several pictures per patient.
    "siim-isic": {
        "table": ["ISIC_2020_Training_GroundTruth.csv", "ISIC_2020_Training_GroundTruth_v2.csv", "train.csv"],
        "id_column": "image_name",
        "label_column": "target",
        "group_column": "patient_id",
        "metadata": ["sex", "age_approx", "anatom_site_general_challenge", "diagnosis"],
        "labels": {"0": "benign", "1": "malignant"},
    },
}
TABLE_SUFFIXES = (".csv", ".tsv", ".tab")
_ROLES = {
    "sample": "id_column",
    "label": "label_column",
    "group": "group_column",
    "split": "split_column",
    "fold": "fold_column",
    "picture": "file_column",
}


class NoPictures(DataError):
    """A table none of whose rows has a picture."""


def load(location: str, *, name: str | None = None, preset: str | None = None, **options) -> Dataset:
    """Read the table and find its pictures (no pixels).

    Args:
        location: the folder that holds the table and, at any depth, the pictures; or the table itself.
        name: the dataset's name; the folder's own by default.
        preset: `ham10000` or `siim-isic`: the published column names.
        **options: `table` (file name, needed where the folder holds several), `id_column`, `label_column`,
            `group_column`, `split_column`, `fold_column`, `file_column` (where the id does not name the picture),
            `metadata` (columns to keep; all others by default), `labels` (value -> label), `images` (folders that
            hold the pictures; all by default), `classes` (labels in the model's order). They add to the preset.

    Returns:
        The dataset; rows without a picture, an id or a label are in `skipped`.

    Raises:
        NoPictures: no picture for any row.
        DataError: no table, no such column, duplicate ids, paths that leave the folder.
    """
    return _loaded(location, name, preset, options, pictures_needed=True)


def load_table(location: str, *, name: str | None = None, preset: str | None = None, **options) -> Dataset:
    """The same, but rows without a picture stay, with an empty `file`: what is known before the pictures are there."""
    return _loaded(location, name, preset, options, pictures_needed=False)


def _loaded(location: str, name: str | None, preset: str | None, options: dict, *, pictures_needed: bool) -> Dataset:
    settings = _settings(preset, options)
    root, table = _table(absolute(location), settings.get("table"))
    if "table" not in settings:
        options["table"] = posixpath.basename(table)
    roles = {role: settings[option] for role, option in _ROLES.items() if settings.get(option)}
    _require(roles, table)
    rows = read_table(table, columns=roles, metadata=settings.get("metadata"), labels=settings.get("labels"))
    cells = rows.pop("picture") if "picture" in rows else rows["sample"]
    index = PictureIndex(root, settings.get("images"))
    places = [index.find(cell) for cell in cells]
    if pictures_needed and len(rows) and not any(places):
        raise _no_pictures(cells, index)
    found, skipped = _kept(rows, places, pictures_needed)
    return assemble(
        found,
        name=name or posixpath.basename(root.rstrip("/")),
        kind="csv",
        location=root,
        skipped=skipped,
        classes=settings.get("classes"),
        options={**({"preset": preset} if preset else {}), **options},
    )


def _settings(preset: str | None, options: dict) -> dict:
    known = {*_ROLES.values(), "table", "metadata", "labels", "images", "classes"}
    strangers = [option for option in options if option not in known]
    if strangers:
        raise DataError(f"A CSV dataset has no option {some(strangers)}. It has: {', '.join(sorted(known))}.")
    if preset is not None and preset not in PRESETS:
        raise DataError(f"No preset {preset!r}. There are: {', '.join(PRESETS)}.")
    return {**PRESETS.get(preset or "", {}), **options}


def _table(location: str, names: str | Sequence[str] | None) -> tuple[str, str]:
    """The dataset's folder and the table in it."""
    files, path = filesystem(location)
    if files.isfile(path):
        return location.rpartition("/")[0] or "/", location
    if not exists(location):
        raise DataError(f"No folder {location}. Wanted a CSV table and pictures in it. Check the path.")
    if names:
        candidates = [join(location, name) for name in ([names] if isinstance(names, str) else names)]
        present = [place for place in candidates if exists(place)]
        wanted = " or ".join(posixpath.basename(place) for place in candidates)
    else:
        _, _, here = next(walk(location))
        present = [join(location, file) for file in here if file.lower().endswith(TABLE_SUFFIXES)]
        wanted = "exactly one .csv file"
    if not present or (len(present) > 1 and not names):
        found = some([posixpath.basename(place) for place in present]) or "none"
        raise DataError(f"Wanted {wanted} in {location}. Found: {found}. Say which with --table FILE.")
    return location, present[0]


def _require(roles: dict[str, str], table: str) -> None:
    for role, option in (("sample", "id_column"), ("label", "label_column")):
        if role not in roles:
            flag = option.replace("_", "-")
            raise DataError(
                f"Which column of {table} is the {option.split('_')[0]}? Say it with --{flag} NAME, use a preset "
                f"({', '.join(PRESETS)}), or --kind image_folder where folders are the classes."
            )


def _no_pictures(cells: pd.Series, index: PictureIndex) -> NoPictures:
    searched = some([join(index.root, folder) for folder in index.folders])
    return NoPictures(
        f"None of the {len(cells):,} rows has a picture. Looked for names like {some(list(cells))} among "
        f"{index.size:,} pictures in {searched}. Put the pictures there, or name their column (--file-column)."
    )


def _kept(
    rows: pd.DataFrame, places: list[str | None], pictures_needed: bool
) -> tuple[pd.DataFrame, list[tuple[str, str, str]]]:
    files = [place or "" for place in places]
    reasons = [
        _reason(sample, label, file or not pictures_needed)
        for sample, label, file in zip(rows["sample"], rows["label"], files, strict=True)
    ]
    left_out = zip(rows["sample"], files, reasons, strict=True)
    skipped = [(sample, file, reason) for sample, file, reason in left_out if reason]
    return rows.assign(file=files)[[not reason for reason in reasons]], skipped


def _reason(sample: str, label: str, fits: str | bool) -> str:
    if not sample:
        return "the row has no id"
    if not label:
        return "the row has no label"
    return "" if fits else "no picture of that name"
