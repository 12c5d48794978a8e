"""From drawn lesions to a click in the browser: data, training, analysis and the app, all of it real."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis.store.reader import Run
from tests.browser import address_says, streamlit
from tests.conftest import ROOT

pytestmark = [pytest.mark.tensorflow, pytest.mark.browser, pytest.mark.timeout(900)]


def command(*arguments: str) -> str:
    environment = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3"}
    done = subprocess.run([sys.executable, "-m", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two runs that started from the same weights, made by the four commands' own code."""
    from data.lesion_plan import Settings
    from data.synthetic_lesions import make

    home = tmp_path_factory.mktemp("demo")
    make(str(home / "lesions"), "lesions", Settings(n=200, size=48))
    start = str(home / "checkpoints" / "demo_sgd" / "epoch_000.keras")
    for optimizer, more in (("sgd", []), ("adam", ["--initial-weights", start])):
        folder = str(home / "checkpoints" / f"demo_{optimizer}")
        settings = [
            "--name",
            f"demo_{optimizer}",
            "--model",
            "small_cnn",
            "--size",
            "32",
            "--epochs",
            "2",
            "--optimizer",
            optimizer,
        ]
        command("checkpoints", "train", str(home / "lesions"), "--folder", folder, *settings, *more)
        out = str(home / "runs" / f"demo_{optimizer}")
        command("analysis", "run", folder, "--out", out, "--explain", "6", "--neighbors", "20")
        assert "nothing to do" in command(
            "analysis", "run", folder, "--out", out, "--explain", "6", "--neighbors", "20"
        )
    return home / "runs"


@pytest.fixture(scope="module")
def page(runs: Path, chromium) -> Iterator:
    with streamlit(ROOT / "dashboard" / "app.py", EPOCHSCOPE_RUNS=str(runs)) as address:
        opened = chromium.new_page(viewport={"width": 1440, "height": 900})
        opened.goto(f"{address}/?run=demo_adam")
        yield opened
        opened.close()


def until(page, condition: str, value: object = None) -> None:
    page.wait_for_function(condition, arg=value, timeout=60_000)


def canvas_pixels(page) -> bytes:
    return page.locator("canvas").first.screenshot()


def test_both_runs_start_from_the_same_weights(runs):
    sgd, adam = Run(str(runs / "demo_sgd")), Run(str(runs / "demo_adam"))
    assert sgd.epochs == adam.epochs == [0, 1, 2]
    assert (sgd.scores(0) == adam.scores(0)).all()
    assert (sgd.scores(2) != adam.scores(2)).any()


def test_play_click_neighbours_cell_explanations_reload(page, runs):
    run = Run(str(runs / "demo_adam"))
    page.get_by_role("link", name="Evolution").click()
    page.get_by_role("button", name="Play").wait_for(timeout=60_000)
    page.get_by_role("slider", name="Epoch").last.focus()
    page.keyboard.press("Home")
    until(page, "() => new URL(location.href).searchParams.get('epoch') === '0'")
    page.locator("[title^='At epoch 0.']").wait_for(timeout=60_000)  # the page has caught up with the key
    first = canvas_pixels(page)
    page.get_by_role("button", name="Play").click()
    until(page, "() => new URL(location.href).searchParams.get('epoch') === '2'")
    assert canvas_pixels(page) != first

    click_a_point(page)
    until(page, "() => new URL(location.href).searchParams.has('sample')")
    sample = address_says(page)["sample"]
    row = run.row(sample)
    assert row is not None
    page.get_by_role("heading", name=re.compile(r"nearest at epoch 2")).wait_for(timeout=60_000)

    follow(page, "Its neighbours", sample, "neighbours")
    nearest = run.samples["sample"].iloc[run.neighbors(2)[row, 0]]
    page.get_by_role("button", name=re.compile(re.escape(nearest))).first.click(timeout=60_000)
    until(page, "wanted => new URL(location.href).searchParams.get('sample') === wanted", nearest)

    follow(page, "Others judged alike", nearest, "evaluation")
    chosen = run.row(nearest)
    label = run.classes[run.labels[chosen]]
    predicted = run.classes[run.scores(2)[chosen].argmax()]
    until(page, "() => new URL(location.href).searchParams.has('true')")
    assert (address_says(page)["true"], address_says(page)["predicted"]) == (label, predicted)
    page.get_by_role("button", name=re.compile(re.escape(nearest))).first.wait_for(timeout=60_000)

    follow(page, "Its explanations", nearest, "explanations")
    if nearest not in run.explanations.samples:
        page.get_by_text("This sample was not explained").wait_for(timeout=60_000)
        explained = run.explanations.samples[0]
        page.get_by_role("button", name=re.compile(re.escape(explained))).first.click()
        until(page, "wanted => new URL(location.href).searchParams.get('sample') === wanted", explained)
    for title in ("Grad-CAM", "Integrated Gradients", "SHAP"):
        page.get_by_text(title).first.wait_for(timeout=60_000)

    before, address = address_says(page), page.url
    page.reload()
    page.get_by_text("Grad-CAM").first.wait_for(timeout=60_000)
    assert page.url == address
    assert address_says(page) == before
    page.get_by_text(before["sample"]).first.wait_for(timeout=60_000)


def follow(page, words: str, sample: str, path: str) -> None:
    """Follow a link of the panel once the panel shows this sample, and wait for the page it leads to.

    The address changes a moment before the page does, and the page before has pictures with the same names.
    """
    page.locator(f"a[href*='sample={sample}']").filter(has_text=words).first.click(timeout=60_000)
    page.locator(f".st-key-page_{path}").wait_for(timeout=60_000)
    until(page, "path => location.pathname.endsWith('/' + path)", path)


def click_a_point(page) -> None:
    """Click where the canvas shows a point: its most coloured pixel, away from the border."""
    import io

    import numpy as np
    from PIL import Image

    canvas = page.locator("canvas").first
    pixels = np.asarray(Image.open(io.BytesIO(canvas.screenshot())).convert("RGB")).astype(int)
    color = np.ptp(pixels, axis=2)
    color[:20], color[-20:], color[:, :20], color[:, -20:] = 0, 0, 0, 0
    y, x = np.unravel_index(color.argmax(), color.shape)
    canvas.click(position={"x": int(x), "y": int(y)})
