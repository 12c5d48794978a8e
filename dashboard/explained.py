"""The maps of one sample at one epoch for one class, with what must be said where there is none."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, field

import numpy as np

from analysis.store.reader import Run


@dataclass(frozen=True)
class Explained:
    """One method's map, or why there is none.

    Attributes:
        name: the method's name in the store.
        title: its name on the screen.
        signed: whether its values have a sign.
        values: (h, w) float32 raw map; None where there is none.
        missing: why there is no map, in words; "" where there is one.
        residual: completeness gap as a share of the logit range; None where the method promises no completeness.
        facts: what it was computed with, in words.
    """

    name: str
    title: str
    signed: bool
    values: np.ndarray | None = None
    missing: str = ""
    residual: float | None = None
    facts: dict[str, str] = field(default_factory=dict)


def explained(run: Run, epoch: int, sample: str, target: int) -> list[Explained]:
    """Every method of the run, in the run's order.

    Args:
        run: the open run.
        epoch: a complete epoch.
        sample: id of an explained sample.
        target: class index whose logit is explained.
    """
    return [_one(run, name, epoch, (sample, target)) for name in run.explanations.methods]


def _one(run: Run, name: str, epoch: int, what: tuple[str, int]) -> Explained:
    entry = run.explanations.methods[name]
    found = Explained(name, str(entry.get("title", name)), bool(entry.get("signed", False)), facts=_facts(entry))
    missing, values = str(entry.get("unsupported", "")), None
    if not missing and epoch not in entry.get("epochs", []):
        done = ", ".join(map(str, entry.get("epochs", []))) or "none"
        missing = f"Not computed at epoch {epoch}. Epochs with maps: {done}."
    if not missing:
        values = run.explanations.map(name, epoch, *what)
        if not np.isfinite(values).any():
            missing, values = _not_for_this_class(run.classes[what[1]]), None
    residual = None if values is None else run.explanations.residual(name, epoch, *what)
    return Explained(name, found.title, found.signed, values, missing, residual, found.facts)


def _not_for_this_class(name: str) -> str:
    return (
        f"Not computed for {name}. In a run with many classes only the label and the predicted class of each sample "
        "are explained: choose one of them as the target."
    )


def _facts(entry: dict) -> dict[str, str]:
    facts = {"Layer": str(entry["layer"])} if entry.get("layer") else {}
    if entry.get("settings"):
        facts["Settings"] = ", ".join(
            f"{name} {value}" for name, value in entry["settings"].items() if value is not None
        )
    if entry.get("source"):
        facts["Source"] = str(entry["source"])
    return facts


def command(run: Run, sample: str) -> str:
    """The command that explains one more sample of this run, ready to paste into a shell."""
    manifest = run.manifest
    dataset, training = manifest.get("dataset", {}), manifest.get("training") or {}
    words = ["python", "-m", "analysis", "run", str(manifest.get("checkpoints", "CHECKPOINTS"))]
    if not (training.get("dataset") or {}).get("spec"):
        place = "location" if dataset.get("kind") == "image_folder" else "name"
        words += ["--data", str(dataset.get(place, "DATASET"))]
    words += ["--out", run.location, "--explain", sample]
    return shlex.join(words)
