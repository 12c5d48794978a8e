"""The film strip in a real browser: from a click on a neighbour until its own strip is painted, 33,126 samples."""

from __future__ import annotations

import random
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.film_store import write
from benchmarks.interleaved import Comparison
from tests.browser import chromium, streamlit

N = 33_126
EPOCHS = (10, 30)
K = 12
CLICKS = 100  # at each size
WARM_UP = 5  # clicks not counted: the first reads the scores of every epoch
BUDGET = 300.0  # ms
WAIT = 120_000  # ms
WINDOW = {"width": 1440, "height": 900}
ROOT = Path(__file__).parents[1]
PROBE = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")


def measure() -> Iterator[Comparison]:
    """Median and 95th percentile of 100 clicks on random neighbours, at 10 and at 30 epochs, against the budget."""
    if not any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")):
        print("the film strip in a browser: skipped, no Chromium on the path")
        return
    with tempfile.TemporaryDirectory() as folder:
        for epochs in EPOCHS:
            write(Path(folder), f"drawn_{epochs}", N, epochs)
        with streamlit(ROOT / "dashboard" / "app.py", EPOCHSCOPE_RUNS=folder) as address, chromium() as browser:
            for epochs in EPOCHS:
                yield from _rows(epochs, clicks(browser, address, f"drawn_{epochs}"))


def clicks(browser, address: str, run: str, count: int = CLICKS) -> list[tuple[float, float]]:
    """Milliseconds of each click: until what is in sight is painted, and until every epoch's pictures are there.

    Args:
        browser: a Chromium.
        address: of the served app.
        run: name of a run.
        count: clicks counted.
    """
    chance = random.Random(0)
    page = browser.new_page(viewport=WINDOW, color_scheme="light")
    page.set_default_timeout(WAIT)
    page.goto(f"{address}/neighbours?run={run}&k={K}&epoch=5&sample=ISIC_0000007")
    page.locator(".row.here .cell[data-shown^=blob]").nth(K - 1).wait_for()
    found = []
    for _ in range(WARM_UP + count):
        page.wait_for_timeout(400)  # a reader looks before clicking on; what the last click left to do is done
        seen = page.evaluate(PROBE, chance.randrange(10_000))
        if seen is None:
            raise RuntimeError("A click on a neighbour did not bring its strip within a minute.")
        found.append((float(seen["ms"]), float(seen["whole"])))
    page.close()
    return found[WARM_UP:]


def _rows(epochs: int, times: list[tuple[float, float]]) -> Iterator[Comparison]:
    size = f"{N:,} × {epochs}, k = {K}"
    painted, whole = zip(*times, strict=True)
    for what, values in (("click to painted", painted), ("click to every epoch's pictures", whole)):
        spread = (min(values) / BUDGET, max(values) / BUDGET)
        for of, value in (
            ("median", statistics.median(values)),
            ("95th percentile", statistics.quantiles(values, n=20)[-1]),
        ):
            name = f"film strip, {what}, {size}, {of}"
            yield Comparison(name, f"{BUDGET:.0f} ms", value, value / BUDGET, spread, "ms")
