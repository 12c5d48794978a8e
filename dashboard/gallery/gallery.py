"""A gallery of a run's samples, from the run's thumbnails."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from analysis.store.reader import Run
from dashboard.gallery.grid import picture_grid
from dashboard.gallery.tile import Caption, Tile
from dashboard.markup import element, show
from dashboard.sample_thumbnails import thumbnails
from dashboard.zoomed_sample import zoom


def gallery(
    run: Run,
    rows: Sequence[int],
    *,
    captions: Sequence[Caption],
    marks: Sequence[str] | None = None,
    key: str,
    cell: int = 96,
    label: str = "Samples",
    on_pick: Callable[[str], None] | None = None,
    on_several: Callable[[list[str]], None] | None = None,
) -> str | None:
    """Show some samples of a run as buttons, each of which also opens its full picture in a dialog.

    Args:
        run: the open run.
        rows: sample row numbers n, in the order shown; no row twice; hundreds are fine.
        captions: one per row.
        marks: one of `MARKS` per row; None for none.
        key: one per place on the page.
        cell: edge of a picture on screen, CSS pixels.
        label: what the gallery holds, in words, for a screen reader.
        on_pick: called with the sample id before the script runs.
        on_several: the same with the ids picked together with Shift, the last one picked last; None: one at a time.

    Returns:
        The sample id picked just now, None otherwise.
    """
    rows = [int(row) for row in rows]
    ids = run.samples["sample"].to_numpy()
    marks = marks if marks is not None else [""] * len(rows)
    tiles = [
        Tile(str(ids[row]), caption, note=str(ids[row]), mark=mark)
        for row, caption, mark in zip(rows, captions, marks, strict=True)
    ]
    details = [caption.detail for caption in captions]

    def enlarge(sample: str) -> None:
        place = next(place for place, tile in enumerate(tiles) if tile.id == sample)
        zoom(run, rows, place, details=details, on_select=on_pick)

    pictures, trouble = thumbnails(run, rows)
    if trouble:
        show(element("p", trouble, css="note"))
    return picture_grid(
        pictures, tiles, key=key, label=label, cell=cell,
        on_pick=on_pick, on_several=on_several, on_enlarge=enlarge,
    )  # fmt: skip
