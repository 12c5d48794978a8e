"""What may be read from a projection, in words: its figures at an epoch, and a plain sentence where one is low.

The limits are reasoned in docs/projections.md.
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis.projections.quality.frozen import STEADY
from dashboard.look import number, score, share

PLANE_SHARE = 0.5  # of the variance: below it two points are further apart outside the plane than in it
OWN_BEST_SHARE = 0.5  # of what the best plane of this epoch alone shows: below it, that is said too
TRUSTED = 0.9  # trustworthiness, continuity: 1 is perfect, a drawn layout has 0.5
FAITHFUL = 0.5  # motion fidelity: 1 is perfect, 0 is chance
PURITY_GAP = 0.1  # between label purity on the plane and in the embedding


@dataclass(frozen=True)
class Words:
    """What the header says of a projection at one epoch.

    Attributes:
        reads: what may be read from it and what may not, one sentence.
        numbers: its figures at this epoch, (name, value) each ready for the screen; undefined ones are left out.
        warnings: one sentence each on variance, neighbours, labels, this step's motion and steadiness, where low.
        source: which samples the figures come from; empty when there are none.
    """

    reads: str
    numbers: list[tuple[str, str]]
    warnings: list[str]
    source: str


def in_words(entry: dict, epoch: int) -> Words:
    """Judge a projection at one epoch.

    Args:
        entry: its manifest entry, `run.projections[name]`; of a store written before there was quality, too.
        epoch: the epoch in view; one that the projection does not have leaves only the sentences on the whole run.
    """
    place = entry["epochs"].index(epoch) if epoch in entry["epochs"] else None
    quality = entry.get("quality") or {}
    lists = {name: entry.get(name) for name in ("explained_variance", "own_best")} | quality
    figures = {name: _at(values, place) for name, values in lists.items()}
    return Words(str(entry.get("reads", "")), _numbers(figures), _warnings(figures), _source(quality))


def _at(values: object, place: int | None) -> float | None:
    """A figure of the whole run, or the one of the epoch at `place`; None where it is undefined."""
    if isinstance(values, list):
        values = values[place] if place is not None and place < len(values) else None
    return float(values) if isinstance(values, int | float) and not isinstance(values, bool) else None


def _numbers(figures: dict[str, float | None]) -> list[tuple[str, str]]:
    purity, full = figures.get("label_purity"), figures.get("label_purity_full")
    steps, run = figures.get("motion_fidelity"), figures.get("motion_fidelity_run")
    shown, best = figures.get("explained_variance"), figures.get("own_best")
    said = [
        ("variance shown", shown, _beside(share(shown), "this epoch's best plane", share(best), best)),
        ("trustworthiness", figures.get("trustworthiness"), number(figures.get("trustworthiness"))),
        ("continuity", figures.get("continuity"), number(figures.get("continuity"))),
        ("neighbours kept", figures.get("neighbors_kept"), share(figures.get("neighbors_kept"))),
        ("neighbours of the same label", purity, _beside(share(purity), "in the embedding", share(full), full)),
        ("motion fidelity of this step", steps, _beside(number(steps), "all steps", number(run), run)),
        ("motion fidelity of all steps", run if steps is None else None, number(run)),
        ("step when nothing happens", figures.get("frozen"), f"{score(figures.get('frozen'))} of the spread"),
    ]
    return [(name, words) for name, value, words in said if value is not None]


def _beside(words: str, name: str, other: str, value: float | None) -> str:
    return words if value is None else f"{words} ({name}: {other})"


def _warnings(figures: dict[str, float | None]) -> list[str]:
    return [*_variance(figures), *_neighborhoods(figures), *_labels(figures), *_motion(figures)]


def _variance(figures: dict[str, float | None]) -> list[str]:
    shown, best = figures.get("explained_variance"), figures.get("own_best")
    if shown is None or shown >= PLANE_SHARE:
        return []
    better = best is not None and shown < OWN_BEST_SHARE * best
    beside = f" (a plane of this epoch alone would show {share(best)})" if better else ""
    return [f"Only {share(shown)} of the variance is in this plane{beside}: points that overlap here may be far apart."]


def _neighborhoods(figures: dict[str, float | None]) -> list[str]:
    judged = {
        "trustworthiness": "points that are close here need not be close in the embedding",
        "continuity": "neighbours in the embedding may be torn apart here",
    }
    low = {name: value for name in judged if (value := figures.get(name)) is not None and value < TRUSTED}
    if not low:
        return []
    found = " and ".join(f"{name} {number(value)}" for name, value in low.items())
    return [f"Low {found} (1 is perfect, 0.5 is chance): {', and '.join(judged[name] for name in low)}."]


def _labels(figures: dict[str, float | None]) -> list[str]:
    purity, full = figures.get("label_purity"), figures.get("label_purity_full")
    if purity is None or full is None or abs(purity - full) < PURITY_GAP:
        return []
    more = "more mixed" if purity < full else "further apart"
    return [
        f"Classes look {more} than they are: {share(purity)} of the neighbours here have the same label, "
        f"{share(full)} in the embedding."
    ]


def _motion(figures: dict[str, float | None]) -> list[str]:
    step, run = figures.get("motion_fidelity"), figures.get("motion_fidelity_run")
    frozen, said = figures.get("frozen"), []
    low, which = (step, "this step") if step is not None else (run, "all steps")
    if low is not None and low < FAITHFUL:
        said.append(
            f"Motion fidelity of {which} is {number(low)} (1 is perfect): who moves far here need not have moved far."
        )
    if frozen is not None and frozen >= STEADY:
        said.append(
            f"This map moves by {score(frozen)} of the spread of its points when nothing happens: "
            "do not read small motion."
        )
    return said


def _source(quality: dict) -> str:
    subset, k = quality.get("subset") or {}, quality.get("k")
    if not subset or not k:
        return ""
    if subset["rule"] == "all samples":
        return f"{k} neighbours; all samples."
    some = f"{subset['size']:,} samples ({subset['rule']})"
    return f"{k} neighbours; trustworthiness and continuity on {some}, the rest on all."
