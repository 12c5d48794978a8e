"""Test-time augmentation: the mean of a model's scores over several seeded draws of every picture."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from analysis.fed_model import FedModel
from analysis.request import Request
from analysis.store.augmented_scores import write_tta
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from analysis.subject import Subject, digest
from data.contract import EpochscopeError
from data.progress import progress

if TYPE_CHECKING:
    from analysis.pictures import Decoded  # loads TensorFlow

VERSION = 1  # raised when the same draws give other scores, so that all are computed anew
BATCH = 64  # fixed: what a picture draws depends on its place in the batch, so --batch-size must not change it
LAST, ALL = "last", "all"
EPOCHS = (LAST, ALL)
SEED = 0

Draw = Callable[[np.ndarray, tuple[int, int]], np.ndarray]
Score = Callable[[np.ndarray, int], np.ndarray]


def drawing(words: str) -> Draw:
    """The function that changes a batch of pictures (BATCH, y, x, channels) uint8 by a seed, as training would.

    Args:
        words: transforms and presets separated by commas, such as "tta" or "flips,rotation=20".

    Raises:
        CheckpointError: an unknown word.
    """
    from checkpoints.augmentation import compiled, parse

    transforms = parse(word.strip() for word in words.split(",") if word.strip())
    if not transforms:
        raise EpochscopeError("--tta-augment names no transform, so all draws would be alike. Try: --tta-augment tta")
    change = compiled(transforms)

    def draw(images: np.ndarray, seed: tuple[int, int]) -> np.ndarray:
        changed = change(images.astype(np.float32), np.array(seed, np.int32))
        return np.rint(np.asarray(changed)).astype(np.uint8)

    return draw


def averaged_scores(decoded: Decoded, score: Score, draw: Draw, *, draws: int, epoch: int, n_classes: int):
    """Mean scores over draws; the plain picture is none of them, so that plain and augmented scores can be compared.

    Args:
        decoded: the n pictures at the model's size.
        score: (images (b, y, x, channels) uint8, row of the first) -> scores (b, c).
        draw: see `drawing`; draw number j of a batch that begins at row r gets the seed (SEED + j, r), at any epoch.
        draws: how many.
        epoch: for the progress bar.
        n_classes: c.

    Returns:
        (n, c) float32; rows sum to 1.
    """
    total = np.zeros((len(decoded), n_classes))
    with progress(label=f"Epoch {epoch}: {draws} augmented draws", total=len(decoded) * draws, unit="img") as bar:
        for start, images in decoded.batches(BATCH):
            whole = np.zeros((BATCH, *images.shape[1:]), np.uint8)  # one shape, so that XLA compiles once
            whole[: len(images)] = images
            for number in range(draws):
                changed = draw(whole, (SEED + number, start))[: len(images)]
                total[start : start + len(images)] += score(changed, start)
                bar.update(len(images))
    return (total / draws).astype(np.float32)


def tta_due(run: Run, subject: Subject) -> list[int]:
    """The complete epochs whose augmented scores a request wants and the store does not have."""
    known = run.manifest.get("tta") or {}
    done = known.get("epochs", []) if known.get("key") == settings(subject.request)["key"] else []
    return [epoch for epoch in wanted(subject.request, run.epochs) if epoch not in done]


def update_tta(writer: RunWriter, subject: Subject, model: FedModel) -> int:
    """Compute the augmented scores that a request wants and the store does not have.

    Returns:
        How many epochs were done.
    """
    from analysis.pictures import Decoded

    request, due = subject.request, tta_due(Run(writer.location), subject)
    if not due:
        return 0
    facts = settings(request)
    draw, decoded = drawing(request.tta_augment), Decoded(writer.location)

    def score(images: np.ndarray, start: int) -> np.ndarray:
        return model.read(images, slice(start, start + len(images)))[2]

    for epoch in due:
        model.probe.assign(subject.checkpoint(epoch))
        scores = averaged_scores(
            decoded,
            score,
            draw,
            draws=request.tta,
            epoch=epoch,
            n_classes=len(writer.manifest["classes"]),
        )
        write_tta(writer, epoch, scores, facts)
    return len(due)


def wanted(request: Request, epochs: list[int]) -> list[int]:
    """The complete epochs that a request wants augmented scores for."""
    if not request.tta:
        return []
    return epochs if request.tta_epochs == ALL else epochs[-1:]


def settings(request: Request) -> dict:
    """What the manifest says of the draws; `key` changes with anything that changes the scores."""
    facts = {"draws": request.tta, "augment": request.tta_augment, "seed": SEED, "batch": BATCH}
    return facts | {
        "asked_epochs": request.tta_epochs,
        "plain_included": False,
        "key": digest([facts, VERSION] if VERSION > 1 else facts),
    }
