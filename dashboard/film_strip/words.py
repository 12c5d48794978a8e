"""What the film strip says, as JSON: who stands where, and the words and figures under each picture."""

from __future__ import annotations

from typing import Any

import numpy as np

from analysis.store.reader import Run
from dashboard.film import NOBODY, Film
from dashboard.judged_sample import courses
from dashboard.look import number
from dashboard.palette import class_colors

GAINED, LOST, SAME_LABEL, WRONG = 1, 2, 4, 8  # bits of a cell


def view(run: Run, row: int, film: Film, epoch: int) -> dict[str, Any]:
    """The strip in words.

    Args:
        run: the open run.
        row: the sample whose neighbors these are.
        film: its neighbors.
        epoch: the one in view.

    Returns:
        `sample` (its id), `epoch`; `labels`: [name, color]; `samples`: [id, index of label], each once; `rows`, one per
        epoch: `epoch`, `cells` of [index of sample, score of its own label, distance, bits, class that the model
        names], `same`, `gained`, `lost` (counts; lost since the epoch before).
    """
    shown = _each_once(film.rows)
    places = {int(row): place for place, row in enumerate(shown)}
    names = run.samples["label"].iloc[shown].to_numpy()
    labels = list(dict.fromkeys(str(name) for name in names))
    colors = class_colors(run)
    ids = run.samples["sample"].iloc[shown]
    return {
        "sample": str(run.samples["sample"].iat[row]),
        "epoch": epoch,
        "labels": [[name, colors.get(name)] for name in labels],
        "samples": [[str(each), labels.index(str(name))] for each, name in zip(ids, names, strict=True)],
        "classes": list(run.classes),
        "rows": _rows(run, row, film, places),
    }


def _rows(run: Run, row: int, film: Film, places: dict[int, int]) -> list[dict[str, Any]]:
    said = courses(run)
    gained, lost, there = film.gained, film.lost, film.there
    same = (run.samples["label"] == run.samples["label"].iat[row]).to_numpy()[film.rows] & there
    found = []
    for place, epoch in enumerate(film.epochs):
        seen = film.rows[place][there[place]]
        wrong = said.predicted[place][seen] != run.labels[seen]
        flags = GAINED * gained[place] + LOST * lost[place] + SAME_LABEL * same[place]
        cells = [
            [places[int(each)], _score(said.own[place][each]), _distance(distance), int(bits) + WRONG * int(miss), says]
            for each, distance, bits, miss, says in zip(
                seen,
                film.distances[place][there[place]],
                flags[there[place]],
                wrong,
                said.predicted[place][seen].tolist(),
                strict=True,
            )
        ]
        before = int(lost[place - 1].sum()) if place else 0
        counts = {"same": int(same[place].sum()), "gained": int(gained[place].sum()), "lost": before}
        found.append({"epoch": int(epoch), "cells": cells, **counts})
    return found


def _each_once(rows: np.ndarray) -> np.ndarray:
    found = np.unique(rows)
    return found[found != NOBODY]


def _score(value: float) -> str:
    """Two decimals, and never a 0 or 1 that is not one."""
    if not np.isfinite(value):
        return "–"
    if 0 < value < 0.005:
        return "<0.01"
    if 0.995 <= value < 1:
        return ">0.99"
    return f"{value:.2f}"


def _distance(value: float) -> str:
    return "identical" if value == 0 else number(float(value))
