"""`python -m benchmarks.projection_quality RUN ...`: the table of docs/projections.md, for stored runs, read only."""

from __future__ import annotations

import argparse
import sys
import time
from itertools import pairwise
from statistics import mean, median

from analysis.contract import Unsupported
from analysis.projecting import embeddings_of
from analysis.projections.quality.measuring import measure
from analysis.projections.registry import PROJECTIONS
from analysis.store.reader import Run
from data.command_line import run as run_command

COLUMNS = (
    "projection",
    "motion, all steps",
    "motion, median step",
    "trustworthiness",
    "continuity",
    "neighbors kept",
    "frozen",
    "seconds (of processor)",
    "quality, too",
)


def main(argv: list[str]) -> int:
    """Print one Markdown table a run, and whether joint PCA keeps motion better than PCA per epoch."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.projection_quality", description=__doc__)
    parser.add_argument("runs", nargs="+", metavar="RUN", help="a run store; nothing is written into it")
    parser.add_argument("--projections", default=",".join(PROJECTIONS), help="default %(default)s")
    arguments = parser.parse_args(argv)
    for location in arguments.runs:
        _table(Run(location), [name for name in arguments.projections.split(",") if name in PROJECTIONS])
    return 0


def _table(run: Run, names: list[str]) -> None:
    features = run.embeddings(run.epochs[0]).shape[1]
    print(f"\n**{run.name}**: {len(run.samples):,} samples × {len(run.epochs)} epochs × {features:,} features\n")
    print(f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}")
    motion = {}
    for name in names:
        module = PROJECTIONS[name]
        try:
            quality, seconds = _measured(run, name)
        except Unsupported as reason:
            print(f"| {module.TITLE} | {reason} |{' |' * (len(COLUMNS) - 2)}", flush=True)
            continue
        motion[name] = quality["motion_fidelity_run"]
        print(f"| {module.TITLE} | {' | '.join([*_figures(quality), *seconds])} |", flush=True)
    if {"pca_joint", "pca_epoch"} <= motion.keys():
        better = (motion["pca_joint"] or 0) > (motion["pca_epoch"] or 0)
        print(f"\nJoint PCA {'beats' if better else 'does not beat'} PCA per epoch in motion fidelity over all steps.")


def _measured(run: Run, name: str) -> tuple[dict, list[str]]:
    module, embeddings, clock = PROJECTIONS[name], embeddings_of(run), [_now()]
    planes = {epoch: positions[:, :2] for epoch, positions in module.project(embeddings).parts}
    clock.append(_now())
    quality = measure(module, embeddings, planes.__getitem__, run.neighbors)
    clock.append(_now())
    spent = [(after[0] - before[0], after[1] - before[1]) for before, after in pairwise(clock)]
    return quality, [f"{wall:.1f} ({processor:.1f})" for wall, processor in spent]


def _now() -> tuple[float, float]:
    """Seconds that have passed, and seconds that all processors together have worked on this."""
    return time.perf_counter(), time.process_time()


def _figures(quality: dict) -> list[str]:
    steps = [value for value in quality["motion_fidelity"] if value is not None]
    means = [_mean(quality[name]) for name in ("trustworthiness", "continuity", "neighbors_kept")]
    figures = [quality["motion_fidelity_run"], median(steps) if steps else None, *means, quality["frozen"]]
    return ["–" if figure is None else f"{figure:.3f}" for figure in figures]


def _mean(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return mean(known) if known else None


if __name__ == "__main__":
    sys.exit(run_command(main))
