"""Interleaved visits of the designs, and the rows that come of them."""

from __future__ import annotations

import math
import shutil
import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from benchmarks.interleaved import Comparison
from benchmarks.scatter.regl import bundle
from benchmarks.scatter.visit import Visit, visit
from tests.browser import chromium, streamlit

ROUNDS = 3
EPOCHS = 10
PAGE = Path(__file__).with_name("page.py")
ROOT = Path(__file__).parents[2]


def measure() -> Iterator[Comparison]:
    """Ours beside Plotly at 33,126 × 10 and beside regl-scatterplot at 200,000 × 10; ours alone at 1,000,000 × 10."""
    if not any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")):
        print("the scatter in a browser: skipped, no Chromium on the path")
        return
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        peer = bundle(folder)
        script = str(peer) if isinstance(peer, Path) else ""
        address = stack.enter_context(streamlit(PAGE, PYTHONPATH=str(ROOT), EPOCHSCOPE_REGL=script))
        browser = stack.enter_context(chromium())

        def rounds(n: int, *designs: str) -> list[dict[str, Visit]]:
            for design in designs:
                visit(browser, address, design, n, EPOCHS)  # the server packs, Chromium compiles
            return [
                {design: visit(browser, address, design, n, EPOCHS) for design in designs[:: (-1) ** turn]}
                for turn in range(ROUNDS)
            ]

        yield from _rows(33_126, "plotly", "Plotly with frames", rounds(33_126, "ours", "plotly"))
        if script:
            yield from _rows(200_000, "regl", "regl-scatterplot 1.16.0", rounds(200_000, "ours", "regl"))
        else:
            print(f"the scatter beside regl-scatterplot: skipped, {peer}")
        yield from _alone(1_000_000, rounds(1_000_000, "ours"))


QUANTITIES: dict[str, tuple[str, Callable[[Visit], float]]] = {
    "first points": ("s", lambda seen: seen.first),
    "frame, 95th percentile": ("ms", lambda seen: seen.frame[1]),
    "frame, 99th percentile": ("ms", lambda seen: seen.frame[2]),
    "frame at twice the pace, 95th percentile": ("ms", lambda seen: seen.fast),
    "pictures while playing": ("", lambda seen: seen.pictures),
    "click to picture": ("ms", lambda seen: seen.click),
}


def _rows(n: int, other: str, name: str, visits: list[dict[str, Visit]]) -> Iterator[Comparison]:
    yield from _floor(n, visits)
    for what, (unit, value) in QUANTITIES.items():
        if math.isnan(value(visits[0][other])):
            continue
        ratios = [value(seen["ours"]) / value(seen[other]) for seen in visits]
        yield _row(n, what, name, [value(seen["ours"]) for seen in visits], ratios, unit)


def _floor(n: int, visits: list[dict[str, Visit]]) -> Iterator[Comparison]:
    floor = n * EPOCHS * 4
    received = [seen["ours"].received for seen in visits]
    ratios = [count / floor for count in received]
    yield _row(n, "bytes received", f"N·E·4 = {floor / 1e6:.2f} MB", [count / 1e6 for count in received], ratios, "MB")


def _alone(n: int, visits: list[dict[str, Visit]]) -> Iterator[Comparison]:
    yield from _floor(n, visits)
    for what, unit, limit, value in (
        ("first points", "s", None, lambda seen: seen.first),
        ("frame, median", "ms", 60, lambda seen: seen.frame[0]),
        ("click to picture", "ms", None, lambda seen: seen.click),
        ("JavaScript heap", "MB", 200, lambda seen: seen.heap),
    ):
        values = [value(seen["ours"]) for seen in visits]
        ratios = [each / limit for each in values] if limit else [float("nan")]
        yield _row(n, what, f"the limit of {limit} {unit}" if limit else "nobody", values, ratios, unit)
    strangers = {host for seen in visits for host in seen["ours"].hosts}
    print(f"other hosts asked: {', '.join(sorted(strangers)) or 'none'}")


def _row(n: int, what: str, against: str, values: list[float], ratios: list[float], unit: str) -> Comparison:
    ordered = sorted(ratios)
    middle = statistics.median(ordered)
    return Comparison(
        f"scatter {n:,} × {EPOCHS}: {what}", against, statistics.median(values), middle, (ordered[0], ordered[-1]), unit
    )
