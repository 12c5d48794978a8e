"""`analysis verify`: anybody's own check that a run's neighbors are the nearest ones."""

from __future__ import annotations

import argparse
from math import isfinite
from typing import TYPE_CHECKING

from analysis.contract import StoreError
from data.command_line import printable
from data.contract import EpochscopeError

if TYPE_CHECKING:
    from analysis.neighbors.verifying import Verdicts
    from analysis.store.reader import Run

SAMPLES = 500
NAMED = 5  # lists that differ, at most


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the sub-command."""
    parser.add_argument("run", help="a run store, such as runs/mine")
    words = "how many are drawn at every epoch (default %(default)s)"
    parser.add_argument("--samples", type=int, default=SAMPLES, metavar="N", help=words)
    parser.set_defaults(action=_verify)


def _verify(arguments: argparse.Namespace) -> int:
    """Print one line a list; the exit code is 1 where a list of an exact search is not what brute force finds."""
    if arguments.samples < 1:
        raise EpochscopeError(f"--samples must be 1 or more. Received: {arguments.samples}.")
    from analysis.neighbors.verifying import DIFFERS, verify
    from analysis.store.reader import Run

    run = Run(arguments.run)
    if not run.neighbor_lists or not run.epochs:
        raise StoreError(f"Run {run.name} has no neighbours to verify: no complete epoch with embeddings.")
    found = verify(run, arguments.samples)
    exact = (run.manifest.get("neighbors") or {}).get("engine", "exact") == "exact"
    wrong = False
    for metric, among in run.neighbor_lists:
        mine = [each for each in found if (each.metric, each.among) == (metric, among)]
        print(f"{metric}, {among}: {_words(run, mine, exact=exact)}")
        wrong |= exact and any((each.said == DIFFERS).any() for each in mine)
    if wrong:
        print(f"Something changed this store since it was written. Delete {printable(arguments.run)} and analyse anew.")
    return int(wrong)


def _words(run: Run, found: list[Verdicts], *, exact: bool) -> str:
    from analysis.neighbors.verifying import DIFFERS, REORDERED

    said = [verdict for each in found for verdict in each.said]
    whole = f"{len(said):,} lists ({len(found[0].said):,} samples × {len(found)} epochs)"
    if not exact:
        known = [share for each in found for share in each.recall if isfinite(share)]
        recall = sum(known) / max(len(known), 1)
        return f"{whole} of an approximate search have {recall:.4f} of the neighbours that brute force finds."
    moved = said.count(REORDERED)
    but = f", but for the order of neighbours equally far away in {moved:,}" if moved else ""
    if DIFFERS not in said:
        return f"{whole} equal brute force in float64{but}."
    ids = run.samples["sample"]
    named = [f"{ids.iat[row]} at epoch {each.epoch}" for each in found for row in each.samples[each.said == DIFFERS]]
    more = ", …" if len(named) > NAMED else "."
    return f"{len(named):,} of {whole} differ from brute force in float64: {printable(', '.join(named[:NAMED]))}{more}"
