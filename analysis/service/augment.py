"""POST /augment: one picture as training would have seen it, many times over."""

from __future__ import annotations

from http import HTTPStatus

from analysis.service.contract import Refused, Service
from analysis.service.fields import only, text, texts, whole
from analysis.service.open_runs import open_run
from analysis.service.sheet import png_sheet

FIELDS = ("run", "sample", "transforms", "draws", "seed")
MOST_DRAWS = 36
MOST_TRANSFORMS = 32
COLUMNS = 4


def augment(service: Service, body: dict) -> dict:
    """Draw a sample's picture with the training's own augmentation.

    Args:
        body: `run` and `sample`; `transforms`, words as `--augment` takes them; `draws` (16) and `seed` (0).

    Returns:
        `draws` (one PNG sheet, COLUMNS to a row) and `plain` (the picture alone), each as
        `analysis.service.sheet.png_sheet` gives them.

    Raises:
        Refused: a field out of range, an unknown run or sample, TensorFlow still starting.
        EpochscopeError: a transform that is not known, a picture that is gone.
    """
    only(body, FIELDS)
    run = open_run(service.runs, text(body, "run"))
    row = run.row(text(body, "sample"))
    if row is None:
        raise Refused(f"Run {run.name} has no such sample.", HTTPStatus.NOT_FOUND)
    words = texts(body, "transforms", most=MOST_TRANSFORMS)
    count = whole(body, "draws", 1, MOST_DRAWS, default=16)
    seed = whole(body, "seed", 0, 2**31 - 1, default=0)
    draws = service.loaded()
    picture = draws.picture_of(run, row)
    pictures = draws.draw(picture, words, count, seed)
    return {"plain": png_sheet(picture[None], columns=1), "draws": png_sheet(pictures, columns=COLUMNS)}
