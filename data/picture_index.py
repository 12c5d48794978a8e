"""Finding the picture that a cell of a table means, in whatever folders the pictures lie."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Sequence

from data.assembly import is_picture, some
from data.contract import DataError
from data.locations import absolute, exists, join, walk

_BESIDE = ("mask", "segment", "mark")  # folders of pictures that belong to a sample but are not the sample


class PictureIndex:
    """All pictures below a dataset's folder, found by path or by name, with or without extension.

    Args:
        root: the dataset's folder; nothing outside it is ever returned.
        folders: folders below `root` to search; all by default, those of masks and marks only if nothing else fits.
    """

    def __init__(self, root: str, folders: Sequence[str] | None = None):
        self.root = absolute(root)
        self.folders = list(folders or [""])
        self._places: dict[str, list[str]] = defaultdict(list)
        self.size = 0
        for folder in self.folders:
            self._add(folder)

    def find(self, cell: str) -> str | None:
        """The location of the picture a cell means; None where there is none.

        Raises:
            DataError: the cell points out of the dataset's folder, or several pictures fit.
        """
        path = posixpath.normpath(cell.replace("\\", "/")) if "/" in cell or "\\" in cell else cell
        if path.startswith(f"{self.root}/"):
            path = path[len(self.root) + 1 :]
        if path.startswith("/") or path.split("/", 1)[0] == ".." or path[1:3] == ":/":
            raise DataError(
                f"A row names the picture {cell!r}, which lies outside the dataset's folder {self.root}. "
                "Wanted paths inside it: move the pictures there, or correct the row."
            )
        places = self._places.get(path, [])
        if len(places) > 1:
            places = [place for place in places if not _beside(place)] or places
        if len(places) > 1:
            raise DataError(
                f"Several pictures are called {cell!r}: {some(places)} in {self.root}. "
                "Say which folder holds the pictures (--images FOLDER)."
            )
        return join(self.root, places[0]) if places else None

    def _add(self, folder: str) -> None:
        below = _inside(self.root, folder)
        start = join(self.root, below) if below else self.root
        if not exists(start):
            raise DataError(f"No folder {start}. Wanted the pictures there. Check --images, or leave it out.")
        for inner, _, files in walk(start):
            for file in filter(is_picture, files):
                self._enter(posixpath.join(below, inner, file), posixpath.join(inner, file))

    def _enter(self, place: str, path: str) -> None:
        self.size += 1
        for key in {place, path, posixpath.basename(path)}:
            for name in {key, posixpath.splitext(key)[0]}:
                self._places[name].append(place)


def _inside(root: str, folder: str) -> str:
    path = posixpath.normpath(folder) if folder else ""
    if path.startswith(f"{root}/"):
        path = path[len(root) + 1 :]
    if path.startswith("/") or path.split("/", 1)[0] == "..":
        raise DataError(f"The picture folder {folder} lies outside the dataset's folder {root}. Wanted one inside it.")
    return "" if path == "." else path


def _beside(place: str) -> bool:
    return any(word in part.lower() for part in place.split("/")[:-1] for word in _BESIDE)
