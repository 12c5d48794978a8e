"""What is in view as files: the picture as PNG or SVG, a GIF over the epochs, coordinates as CSV or Parquet."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import streamlit as st

from analysis.store.reader import Run
from dashboard.markup import element
from dashboard.markup import show as put
from dashboard.plane import Plane, epochs_of, positions
from dashboard.projection_film import HEIGHT, MOST_COLORS, WIDTH, Film, film, moments
from dashboard.projection_table import as_csv, as_parquet
from dashboard.provenance import Provenance, provenance_of, short
from dashboard.scatter.keeping import Fact, animated_scatter_export
from dashboard.scatter_payload import NO_CLASS, colors
from dashboard.selection import Selection
from dashboard.store_cache import key_of

MOST_CSV_ROWS = 2_000_000  # 80 MB of text; Parquet holds any number
MADE = "export_film"  # session state: the film made last and what it was made of
READING = (
    "Every file says which run, projection, seed and basis it comes from: under a picture and in its metadata, in a "
    "table's header lines or metadata. The pictures are made in your browser; nothing is sent anywhere."
)


def show(run: Run, selection: Selection, plane: Plane) -> None:
    """Draw the panel.

    Args:
        plane: what the scatter on the same page shows.
    """
    provenance = provenance_of(run, plane)
    put(element("p", READING, css="reading"))
    words = ("run", "projection", "seed", "basis")
    animated_scatter_export(
        key="scatter_export",
        run=f"{selection.run}/{plane.name}",
        title=provenance.title,
        file=provenance.file,
        facts=[
            Fact(name, value, short(name, value) if name in words else "") for name, value in provenance.facts.items()
        ],
    )
    _tables(run, selection.epoch, plane, provenance)
    _film(run, plane, provenance)


def _tables(run: Run, epoch: int, plane: Plane, provenance: Provenance) -> None:
    """Downloads that are made when they are asked for."""
    epochs, samples = epochs_of(run, plane.projection), run.samples["sample"].tolist()

    def table(make: Callable[..., bytes], wanted: list[int]) -> bytes:
        places = [epochs.index(each) for each in wanted]
        return make(samples, wanted, run.projection(plane.projection)[places], provenance)

    rows, too_long = len(samples) * len(epochs), len(samples) * len(epochs) > MOST_CSV_ROWS
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if epoch in epochs:
            _download(
                f"CSV, epoch {epoch}",
                lambda: table(as_csv, [epoch]),
                f"{provenance.file}_epoch_{epoch:03d}.csv",
                "text/csv",
            )
        if not too_long:
            _download("CSV, all epochs", lambda: table(as_csv, epochs), f"{provenance.file}.csv", "text/csv")
        _download(
            "Parquet, all epochs",
            lambda: table(as_parquet, epochs),
            f"{provenance.file}.parquet",
            "application/octet-stream",
        )
    less = f" Above {MOST_CSV_ROWS:,} rows there is Parquet alone." if too_long else ""
    none = "" if epoch in epochs else f" This projection has no epoch {epoch}."
    put(element("p", f"All epochs: {rows:,} rows of id, epoch and coordinates.{less}{none}", css="note"))


def _download(label: str, make: Callable[[], bytes], file: str, kind: str) -> None:
    st.download_button(label, make, file_name=file, mime=kind, on_click="ignore", key=f"export_{label}")


def _film(run: Run, plane: Plane, provenance: Provenance) -> None:
    """A GIF is made on request, with progress, and kept until another is made."""
    epochs, all_colors = epochs_of(run, plane.projection), colors(run)
    frames = len(moments(len(epochs)))
    if len(all_colors) > MOST_COLORS:
        put(element("p", f"A GIF has {MOST_COLORS + 2} colours, too few for {len(all_colors)} classes.", css="note"))
        return
    made_of = (key_of(run), plane.name)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if st.button("Make a GIF over the epochs", key="export_make_film"):
            names = [*run.classes, NO_CLASS][: len(all_colors)]
            labels = np.where(run.labels < 0, len(run.classes), run.labels)
            shown = Film(positions(run, plane), labels, names, all_colors, epochs)
            st.session_state[MADE] = (made_of, _with_progress(shown, provenance))
        kept = st.session_state.get(MADE)
        if kept is not None and kept[0] == made_of:
            words = f"Save the GIF, {len(kept[1]) / 1e6:.1f} MB"
            st.download_button(words, kept[1], file_name=f"{provenance.file}.gif", mime="image/gif", on_click="ignore")
    put(element("p", f"{frames} frames of {WIDTH} × {HEIGHT} pixels, coloured by label, all samples.", css="note"))


def _with_progress(shown: Film, provenance: Provenance) -> bytes:
    bar, began = st.progress(0.0, "GIF: painting"), time.monotonic()

    def tell(share: float) -> None:
        left = (time.monotonic() - began) * (1 - share) / share
        bar.progress(share, f"GIF: {share:.0%}, {left:.0f} s left")

    content = film(shown, provenance, progress=tell)
    bar.empty()
    return content
