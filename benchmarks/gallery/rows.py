"""Interleaved clicks in one browser, and what they cost."""

from __future__ import annotations

import shutil
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np

from analysis.store.thumbnails import Thumbnails
from benchmarks.gallery.atlas import write
from benchmarks.interleaved import Comparison, compare
from tests.browser import chromium, streamlit

CLICKS = 9
STRIP = 360  # pictures: twelve neighbors at thirty epochs
STALL = 200  # ms, the limit
PAGE = Path(__file__).with_name("page.py")
PROBE = Path(__file__).with_name("probe.js").read_text(encoding="utf-8")
ROOT = Path(__file__).parents[2]
WINDOW = {"width": 1440, "height": 1000}


def measure() -> Iterator[Comparison]:
    """Thumbnails from disk; 50 pictures beside `st.columns` of `st.image`; the longest stall with 500."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        count = write(folder)
        yield _from_disk(folder, count)
        if not any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")):
            print("the gallery in a browser: skipped, no Chromium on the path")
            return
        address = stack.enter_context(streamlit(PAGE, PYTHONPATH=str(ROOT), EPOCHSCOPE_ATLAS=folder))
        browser = stack.enter_context(chromium())
        yield _beside_columns(browser, address, 50)
        yield from _hundreds(browser, address, 500)


def _from_disk(folder: str, count: int) -> Comparison:
    rows = np.random.default_rng(0).choice(count, STRIP, replace=False)
    return compare(
        f"thumbnails of {STRIP} of {count:,} samples, as files",
        lambda: Thumbnails(folder, count).encoded(rows),
        "decoding their pages",
        lambda: Thumbnails(folder, count).many(rows),
    )


def _beside_columns(browser: Any, address: str, count: int) -> Comparison:
    pages = {design: _open(browser, address, design, count) for design in ("ours", "columns")}
    rounds = []
    for turn in range(CLICKS + 2):
        designs = ("ours", "columns")[:: (-1) ** turn]
        rounds.append({design: _click(pages[design], design, count, turn + 1) for design in designs})
    for page in pages.values():
        page.close()
    ratios = sorted(each["ours"] / each["columns"] for each in rounds[2:])
    middle = statistics.median(each["ours"] for each in rounds[2:])
    what, against = f"gallery of {count}: click to all painted", f"st.columns and {count} st.image"
    return Comparison(what, against, middle, statistics.median(ratios), (ratios[0], ratios[-1]), "ms")


def _hundreds(browser: Any, address: str, count: int) -> Iterator[Comparison]:
    page = _open(browser, address, "ours", count)
    times, stalls = [], []
    for turn in range(CLICKS):
        times.append(_click(page, "ours", count, turn + 1))
        stalls.append(page.evaluate("epochscopeProbe.scrollThrough()"))
    page.close()
    ratios = sorted(stall / STALL for stall in stalls)
    against = f"the limit of {STALL} ms"
    what = f"gallery of {count}: longest stall, scrolled through"
    yield Comparison(what, against, statistics.median(stalls), statistics.median(ratios), (ratios[0], ratios[-1]), "ms")
    nobody, whole = float("nan"), f"gallery of {count}: click to a windowful painted"
    yield Comparison(whole, "nobody", statistics.median(times), nobody, (nobody, nobody), "ms")


def _open(browser: Any, address: str, design: str, count: int) -> Any:
    page = browser.new_page(viewport=WINDOW, color_scheme="light")
    page.set_default_timeout(120_000)
    page.add_init_script(PROBE)
    page.goto(f"{address}/?design={design}&n={count}")
    page.get_by_role("button", name="Others").wait_for()
    page.wait_for_timeout(2500)
    return page


def _click(page: Any, design: str, count: int, turn: int) -> float:
    page.bring_to_front()
    page.wait_for_timeout(300)
    return float(page.evaluate("([design, count, turn]) => epochscopeProbe.others(design, count, turn)",
                               [design, count, turn]))  # fmt: skip
