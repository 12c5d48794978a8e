"""Exports downloaded in a real Chromium and read back: pixels, words inside the files, ids and coordinates."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from analysis.store.reader import Run
from dashboard.panels import export
from tests import browser
from tests.conftest import ROOT
from tests.tiny_store import build

PAGE = Path(__file__).with_name("export_page.py")
NAME = '=<b>naïve</b> "run" 日本/..'
BASIS = "ab12" * 16
READY = 20_000  # ms
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def location(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A run with a hostile name and a class that looks like a tag; its basis and seed are stored."""
    folder = Path(build(tmp_path_factory.mktemp("export") / "run", name=NAME, classes=["<i>mel</i>", "nv", "bkl"]))
    manifest = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    manifest["projections"]["pca_joint"]["settings"] |= {"seed": 0, "basis": BASIS, "subset": None}
    (folder / "run.json").write_text(json.dumps(manifest), encoding="utf-8")
    return str(folder)


@pytest.fixture(scope="module")
def page(chromium, location: str) -> Iterator:
    with browser.streamlit(PAGE, PYTHONPATH=str(ROOT), EPOCHSCOPE_TEST_RUN=location) as address:
        opened = chromium.new_page(
            viewport={"width": 1100, "height": 1000}, color_scheme="light", accept_downloads=True
        )
        errors: list[str] = []
        opened.on("pageerror", lambda error: errors.append(str(error)))
        opened.on("dialog", lambda dialog: (errors.append(dialog.message), dialog.dismiss()))
        opened.goto(address)
        opened.locator(".status", has_text="60 samples").wait_for(timeout=READY)
        opened.get_by_role("button", name="PNG of the view").wait_for(timeout=READY)
        yield opened
        opened.close()
        assert errors == []


def download(page, button: str) -> tuple[str, bytes]:
    """The suggested file name and the content."""
    with page.expect_download(timeout=READY) as started:
        page.get_by_role("button", name=button).click()
    return started.value.suggested_filename, Path(started.value.path()).read_bytes()


@pytest.mark.browser
def test_a_png_holds_the_view_and_says_where_it_comes_from(page) -> None:
    name, content = download(page, "PNG of the view")
    assert name == "b_na_ve_b_run_pca_joint_epoch_005.png"
    image = Image.open(io.BytesIO(content))
    image.load()
    assert image.text["run"] == NAME and image.text["epoch"] == "5" and image.text["seed"] == "0"
    assert image.text["basis"] == BASIS and "pca_joint" in image.text["projection"]
    canvas = page.locator(".plot > canvas")
    shown = np.asarray(Image.open(io.BytesIO(canvas.screenshot())).convert("RGB")).astype(int)
    kept = np.asarray(image.convert("RGB")).astype(int)
    assert kept.shape[0] > shown.shape[0] + 60 and kept.shape[1] > shown.shape[1]
    middle = shown[80:-80, 80:-80]  # buttons and scale bar lie over the edges on screen
    assert (middle != 255).any(axis=2).sum() > 200
    places = [
        (y, x)
        for y in range(kept.shape[0] - middle.shape[0])
        for x in (20 + 80,)
        if np.abs(kept[y : y + middle.shape[0], x : x + middle.shape[1]] - middle).max() <= 2
    ]
    assert len(places) == 1
    assert (kept[-30:] < 200).any() and (kept[:40] < 120).any()  # caption and title


@pytest.mark.browser
def test_an_svg_holds_a_circle_for_every_sample_and_no_markup_of_data(page) -> None:
    name, content = download(page, "SVG of the view")
    assert name.endswith("_epoch_005.svg")
    root = ElementTree.fromstring(content)
    groups = root.find(f"{SVG}svg").findall(f"{SVG}g")
    assert sum(len(group) for group in groups) == 60
    assert root.find(f"{SVG}title").text.startswith(NAME)
    description = root.find(f"{SVG}desc").text
    assert f"run: {NAME}" in description and f"basis: {BASIS}" in description and "epoch: 5" in description
    words = [element.text for element in root.findall(f"{SVG}text")]
    assert any(word.startswith("<i>mel</i>") for word in words)
    assert any("epoch 5" in word and "seed 0" in word for word in words)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "title", "desc", "rect", "g", "circle", "path", "text",
    }  # fmt: skip


@pytest.mark.browser
def test_tables_hold_every_id_and_coordinate(page, location: str) -> None:
    run = Run(location)
    name, content = download(page, "CSV, epoch 5")
    assert name == "b_na_ve_b_run_pca_joint_epoch_005.csv" and f"# run: {NAME}" in content.decode()
    table = pd.read_csv(io.BytesIO(content), comment="#")
    assert table["sample"].tolist() == run.samples["sample"].tolist()
    assert np.array_equal(table[["x", "y"]].to_numpy(np.float32), run.projection("pca_joint")[-1])
    name, content = download(page, "Parquet, all epochs")
    assert name.endswith(".parquet")
    table = pq.read_table(io.BytesIO(content))
    facts = json.loads(table.schema.metadata[b"epochscope"])
    assert facts["run"] == NAME and facts["basis"] == BASIS and facts["epochs"] == "0, 1, 2, 5"
    assert np.array_equal(table["x"].to_numpy().reshape(4, 60), run.projection("pca_joint")[..., 0])


@pytest.mark.browser
def test_a_gif_is_made_on_request(page) -> None:
    page.get_by_role("button", name="Make a GIF over the epochs").click()
    page.get_by_role("button", name="Save the GIF").wait_for(timeout=READY)
    name, content = download(page, "Save the GIF")
    assert name == "b_na_ve_b_run_pca_joint.gif"
    with Image.open(io.BytesIO(content)) as image:
        assert image.n_frames == 31 and f"basis: {BASIS}" in image.info["comment"].decode()


@pytest.fixture
def app(location: str, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("EPOCHSCOPE_TEST_RUN", location)
    return AppTest.from_file(str(PAGE), default_timeout=30)


def test_an_epoch_that_the_projection_lacks_is_said(app: AppTest) -> None:
    app.query_params["epoch"] = "4"
    app.run()
    assert not app.exception
    labels = [button.proto.label for button in app.get("download_button")]
    assert labels == ["CSV, all epochs", "Parquet, all epochs"]
    assert any("no epoch 4" in block.proto.body for block in app.get("html"))


def test_too_many_rows_for_text_are_offered_as_parquet_alone(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "MOST_CSV_ROWS", 100)
    app.run()
    labels = [button.proto.label for button in app.get("download_button")]
    assert labels == ["CSV, epoch 5", "Parquet, all epochs"]
    assert any("Parquet alone" in block.proto.body for block in app.get("html"))


def test_more_classes_than_a_gif_has_colours_are_said(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "MOST_COLORS", 2)
    app.run()
    assert not app.exception and not [button for button in app.button if "GIF" in button.label]
    assert any("too few for 3 classes" in block.proto.body for block in app.get("html"))
