"""A file given to the page in a real Chromium, through the real model service, found again among its own set."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from analysis.store.reader import Run
from dashboard.model_service import PORT_VARIABLE
from tests.browser import address_says, streamlit, until
from tests.conftest import ROOT
from tests.dashboard.stand_in_service import service

pytestmark = [pytest.mark.tensorflow, pytest.mark.browser]

WAIT = 60_000  # ms
COLORS = {"blue": (60, 70, 180), "red": (190, 60, 60)}


@pytest.fixture(scope="module")
def runs(tmp_path_factory) -> str:
    """A folder with one run: 24 pictures as the analysis reads them, under two sets of weights of one small model."""
    import keras

    from analysis.pipeline import analyse
    from analysis.request import Request

    home, random = tmp_path_factory.mktemp("new_image"), np.random.default_rng(0)
    for label, color in COLORS.items():
        (home / "set" / label).mkdir(parents=True)
        for number in range(12):
            pixels = np.clip(random.normal(color, 45, (30, 40, 3)), 0, 255).astype(np.uint8)
            Image.fromarray(pixels).save(home / "set" / label / f"{label}_{number:02d}.jpg", quality=90)
    (home / "weights").mkdir()
    for epoch in (0, 1):
        keras.utils.set_random_seed(epoch)
        layers = [
            keras.layers.Input((16, 16, 3)),
            keras.layers.Rescaling(1 / 255),
            keras.layers.Flatten(),
            keras.layers.Dense(8, name="embedding"),
            keras.layers.Dense(2, activation="softmax"),
        ]
        keras.Sequential(layers).save(home / "weights" / f"epoch_{epoch:03d}.keras")
    settings = {"neighbors": 6, "projections": ("pca_joint",), "methods": (), "explain": 0, "baselines": False}
    out = home / "runs" / "small"
    analyse(Request(checkpoints=str(home / "weights"), data=str(home / "set"), out=str(out), **settings))
    return str(home / "runs")


@pytest.fixture(scope="module")
def page(runs, chromium) -> Iterator:
    from analysis.service.engine import Engine

    with service(runs, Engine()) as port:
        served = streamlit(ROOT / "dashboard" / "app.py", EPOCHSCOPE_RUNS=runs, **{PORT_VARIABLE: str(port)})
        with served as address:
            opened = chromium.new_page(viewport={"width": 1440, "height": 900})
            errors: list[str] = []
            opened.on("pageerror", lambda error: errors.append(str(error)))
            opened.goto(f"{address}/neighbours?near=new&epoch=0&k=6")
            opened.locator("input[type=file]").wait_for(state="attached", timeout=WAIT)
            yield opened
            opened.close()
            assert errors == []


def near(page, epoch: int) -> list[str]:
    """Ids of the tiles, once the page shows those of an epoch."""
    page.get_by_role("heading", name=f"Nearest at epoch {epoch}").wait_for(timeout=WAIT)
    page.locator("button[data-id]").first.wait_for(timeout=WAIT)
    return [tile.get_attribute("data-id") for tile in page.locator("button[data-id]").all()]


def test_a_file_of_the_set_finds_itself_at_every_epoch_and_another_file_is_refused(page, runs, tmp_path):
    run = Run(f"{runs}/small")
    row = 17
    own = run.samples["sample"].iat[row]
    page.set_input_files("input[type=file]", run.samples["file"].iat[row])
    for epoch in (0, 1):
        wanted = [own, *run.samples["sample"].iloc[run.neighbors(epoch)[row, :5]]]
        until(page, lambda at=epoch, ids=wanted: near(page, at) == ids, f"epoch {epoch} shows others than {wanted}")
        words = page.locator(f"button[data-id='{own}']").inner_text().split("\n")
        distance = next(line.split(" · ")[1] for line in words if line.startswith("1 · "))
        assert float(distance) < 1e-3
        page.get_by_text(f"To this model, the picture is {own} of the set").wait_for(timeout=WAIT)
        if epoch == 0:
            page.get_by_role("slider", name="Epoch").last.press("End")

    other = wanted[2]
    page.locator(f"button[data-id='{other}']").click()
    until(page, lambda: address_says(page).get("sample") == other, "the neighbour was not selected")

    drawing = Path(tmp_path / "drawing.jpg")
    drawing.write_text("<svg xmlns='http://www.w3.org/2000/svg' onload='document.title=1'/>")
    page.set_input_files("input[type=file]", drawing)
    page.get_by_text("The file is an SVG drawing").wait_for(timeout=WAIT)
