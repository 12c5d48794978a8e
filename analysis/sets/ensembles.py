"""`analysis ensemble`: several runs put together into one run of scores."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analysis.contract import StoreError
from analysis.sets.comparing import compare
from analysis.sets.members import PLAIN, Aligned, Member, align, open_member
from analysis.sets.publishing import publish
from analysis.sets.rules import RULES
from analysis.store.reader import RANKS
from analysis.store.score_run import ENSEMBLE, ScoreRun, check_place, is_current
from analysis.subject import digest


def make_ensemble(
    locations: Sequence[str],
    out: str,
    *,
    rule: str = "mean",
    epoch: int | None = None,
    use: str = PLAIN,
    intersect: bool = False,
) -> bool:
    """Put runs of any kind together and write the result as a run.

    Args:
        locations: two or more run stores.
        out: the run store to write.
        rule: a name of `RULES`.
        epoch: of every member that has epochs; None: each at its own last one.
        use: scores of plain or of augmented pictures.
        intersect: keep the samples that all members have in the same split, instead of refusing others.

    Returns:
        False when `out` was up to date.

    Raises:
        StoreError: runs that do not fit together, or `out` holds something else.
    """
    if len(set(locations)) < 2:
        raise StoreError(f"An ensemble needs two different runs or more. Received: {', '.join(locations)}.")
    check_place(out)
    members = [open_member(location, epoch=epoch, use=use) for location in locations]
    key = digest([ENSEMBLE, rule, intersect, [member.key() for member in members]])
    if is_current(out, key):
        return False
    _refuse_ranks(members, rule)
    aligned = align(members, intersect=intersect)
    scores, how = RULES[rule](aligned)
    made = _described(members, aligned, scores, {**how, "rule": rule}, key)
    publish(out, made, members[0].run)
    return True


def _refuse_ranks(members: Sequence[Member], rule: str) -> None:
    ranked = [member.run.name for member in members if member.run.has_ranks]
    if ranked and rule != "rank_mean":
        raise StoreError(
            f"The scores of {', '.join(ranked)} are ranks, no probabilities: they go into a rank mean only. "
            "Use --rule rank_mean, or put its own members in."
        )


def _described(members: Sequence[Member], aligned: Aligned, scores: np.ndarray, how: dict, key: str) -> ScoreRun:
    groups = aligned.samples["group"].to_numpy()
    found = compare(aligned.labels, list(aligned.scores), scores, aligned.splits, groups)
    entries = [member.facts() | figures for member, figures in zip(members, found, strict=True)]
    for entry, weight in zip(entries, how.get("weights", []), strict=False):
        entry["weight"] = weight
    ranks = how.pop("scores_are", None)
    if ranks == RANKS:
        for entry in entries:
            for figures in entry["gain"].values():
                figures.pop("log_loss", None)
    facts: dict = {"members": entries, "set": how | {"left_out": aligned.left_out}}
    facts |= {"scores_are": ranks} if ranks else {}
    if aligned.left_out:
        facts["warnings"] = [
            f"{aligned.left_out} samples are left out: not every member has them in the same split (--intersect)."
        ]
    epoch = max(member.epoch for member in members)
    return ScoreRun(ENSEMBLE, epoch, aligned.classes, aligned.samples, scores, key=key, facts=facts)
