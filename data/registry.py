"""The kinds of dataset there are: one line adds one."""

from __future__ import annotations

from types import ModuleType

from data import csv_images, image_folder, record_mapping, synthetic_lesions, tfrecord
from data.contract import DataError, Dataset

# Each module keeps `data.contract.Source`: TITLE and load(location, **options).
SOURCES: dict[str, ModuleType] = {
    "image_folder": image_folder,
    "csv": csv_images,
    "tfrecord": tfrecord,
    "synthetic_lesions": synthetic_lesions,
}
PRESETS = {**dict.fromkeys(csv_images.PRESETS, "csv"), **dict.fromkeys(record_mapping.PRESETS, "tfrecord")}  # -> kind


def read(kind: str, location: str, **options) -> Dataset:
    """Read a dataset of a kind.

    Raises:
        DataError: no such kind, an option the kind does not have, or what the source itself raises.
    """
    return _called("load", kind, location, options)


def read_table(kind: str, location: str, **options) -> Dataset:
    """The same; rows of a table whose picture is not there stay, with an empty `file`, where the kind knows such rows.

    Raises:
        DataError: as `read` does.
    """
    return _called("load_table", kind, location, options)


def _called(function: str, kind: str, location: str, options: dict) -> Dataset:
    if kind not in SOURCES:
        raise DataError(f"No kind of dataset is called {kind!r}. There are: {', '.join(SOURCES)}.")
    module = SOURCES[kind]
    try:
        return getattr(module, function, module.load)(location, **options)
    except TypeError as error:
        if "unexpected keyword argument" not in str(error):
            raise
        raise DataError(f"A dataset of kind {kind} cannot take this: {error}.") from error
