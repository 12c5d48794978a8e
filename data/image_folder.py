"""Dataset source: one folder per class, with train/validation/test folders above them or not."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence

import pandas as pd

from data.assembly import SPLIT_NAMES, assemble, is_picture, some
from data.contract import UNSPLIT, DataError, Dataset
from data.locations import absolute, exists, join, walk

TITLE = "Image folder"

_LITTER = ("__MACOSX",)  # what archives of other systems leave behind
_Tree = dict[str, tuple[list[str], list[str]]]  # folder, relative to the root -> (its folders, its files)


def load(location: str, *, name: str | None = None, classes: Sequence[str] | None = None) -> Dataset:
    """Read the names below a folder (no pixels).

    Below the root lies one folder per class, or train/validation/test folders (any of the usual spellings) holding one
    folder per class each. Folders inside a class folder are searched too; hidden files are ignored; files that are no
    pictures are listed in `skipped`. A sample's id is its path below the root without extension.

    Args:
        location: the root, a path or URL.
        name: the dataset's name; the root folder's own by default.
        classes: class folders in the order of the model's outputs; sorted by default.

    Raises:
        DataError: missing folder, no class folders, an empty class folder, only one class.
    """
    root = absolute(location)
    if not exists(root):
        raise DataError(f"No folder {location}. Wanted one folder per class with pictures in it. Check the path.")
    name = name or posixpath.basename(root.rstrip("/")) or root
    tree: _Tree = {folder: (folders, files) for folder, folders, files in walk(root)}
    rows, skipped = [], []
    for level, split in _levels(tree, location).items():
        for label in _class_folders(tree, level, location):
            for path in _files_below(tree, posixpath.join(level, label)):
                if not is_picture(path):
                    skipped.append((path, join(root, path), "not a picture (jpg, png, bmp, gif, webp)"))
                elif not _is_text(path):
                    skipped.append((ascii(path), ascii(join(root, path)), "its name is not valid UTF-8"))
                else:
                    rows.append((path, label, split))
    table = pd.DataFrame(rows, columns=["file", "label", "split"])
    table.insert(0, "sample", _ids(table["file"]))
    table["file"] = [join(root, path) for path in table["file"]]
    options = {"classes": list(classes)} if classes else {}
    return assemble(
        table, name=name, kind="image_folder", location=root, skipped=skipped, classes=classes, options=options
    )


def _levels(tree: _Tree, location: str) -> dict[str, str]:
    folders = _folders(tree, "")
    splits = {folder: SPLIT_NAMES[folder.lower()] for folder in folders if folder.lower() in SPLIT_NAMES}
    if "train" not in splits.values() and len(splits) < len(folders):
        return {"": UNSPLIT}  # a class may well be called "valid" or "test"
    if not any(_folders(tree, folder) for folder in splits):
        return {"": UNSPLIT}
    others = [folder for folder in folders if folder not in splits]
    if others:
        raise DataError(
            f"{location} holds split folders ({some(list(splits))}) beside others ({some(others)}). "
            "Wanted either splits or classes at the top: move the others away, or rename them."
        )
    return splits


def _class_folders(tree: _Tree, level: str, location: str) -> list[str]:
    folders = _folders(tree, level)
    where = join(str(location), level) if level else str(location)
    if not folders:
        loose = sum(map(is_picture, tree[level][1]))
        raise DataError(
            f"No class folders in {where}. Found {loose:,} pictures directly in it. "
            "Wanted one folder per class: move the pictures into folders named by their class, or add a CSV table "
            "of labels (python -m data add NAME FOLDER --kind csv --id-column … --label-column …)."
        )
    for folder in folders:
        if not any(is_picture(path) for path in _files_below(tree, posixpath.join(level, folder))):
            raise DataError(
                f"Class folder {folder!r} in {where} holds no picture (jpg, png, bmp, gif, webp). "
                "Put pictures into it, or remove it."
            )
    return folders


def _folders(tree: _Tree, level: str) -> list[str]:
    return [folder for folder in tree[level][0] if folder not in _LITTER]


def _files_below(tree: _Tree, folder: str) -> list[str]:
    folders, files = tree.get(folder, ([], []))
    here = [posixpath.join(folder, file) for file in files]
    return here + [path for inner in folders for path in _files_below(tree, posixpath.join(folder, inner))]


def _ids(paths: pd.Series) -> list[str]:
    stems = paths.map(lambda path: posixpath.splitext(path)[0])
    shared = stems.duplicated(keep=False)
    return [path if twice else stem for path, stem, twice in zip(paths, stems, shared, strict=True)]


def _is_text(path: str) -> bool:
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
