"""Presets, and features that are missing or of the wrong type."""

from __future__ import annotations

import pandas as pd
import pytest

from data.contract import DataError
from data.record_mapping import PRESETS, mapping, recognised

KINDS = {"image": "bytes", "id": "text", "label": "int64", "age": "float", "boxes": "list"}


def test_roles_of_a_preset():
    found = mapping("cifar10", {}).features(KINDS, "here")
    assert found == {"picture": "image", "sample": "id", "label": "label"}


def test_a_feature_of_ones_own():
    chosen = mapping("cifar10", {"group_feature": "id", "label_feature": "age"})
    with pytest.raises(DataError, match=r"Feature 'age' of here is float; as the label it has to be text or int64"):
        chosen.features(KINDS, "here")
    assert mapping("cifar10", {"group_feature": "id"}).features(KINDS, "here")["group"] == "id"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"image_feature": "label"}, r"Feature 'label' of here is int64; as the picture it has to be bytes"),
        ({"image_feature": "boxes"}, r"'boxes' of here is a list of several values"),
        (
            {"image_feature": "img"},
            r"No record of here has a feature 'img' \(picture\). Its features are: age \(float\)",
        ),
        ({"fold_feature": "fold"}, r"no feature|has a feature 'fold' \(fold\).*--fold-feature NAME"),
    ],
)
def test_missing_features_and_wrong_types(options, words):
    with pytest.raises(DataError, match=words):
        mapping("cifar10", options).features(KINDS, "here")


def test_what_a_preset_may_lack():
    kinds = {"image": "bytes", "image_name": "text", "target": "int64"}
    assert "group" not in mapping("melanoma", {}).features(kinds, "here")
    with pytest.raises(DataError, match=r"no .*feature 'target'|has a feature 'target'"):
        mapping("melanoma", {}).features({"image": "bytes", "image_name": "text"}, "here")


def test_metadata():
    values = pd.DataFrame({"id": ["a"], "label": [1], "age": [1.0], "site": ["x"]})
    roles = {"picture": "image", "sample": "id", "label": "label"}
    assert mapping("cifar10", {}).metadata(values, roles) == ["age", "site"]
    assert mapping("cifar10", {"metadata": ["site"]}).metadata(values, roles) == ["site"]
    assert mapping("melanoma", {}).metadata(values, roles) == []
    with pytest.raises(DataError, match=r"no metadata 'sex'\. They have: 'id', 'label', 'age', 'site'"):
        mapping("cifar10", {"metadata": ["sex"]}).metadata(values, roles)


@pytest.mark.parametrize(
    ("names", "preset"),
    [
        (["id", "label", "image"], "cifar10"),
        (["image_raw", "label", "height"], "flowers"),
        (["image", "image_name"], "melanoma"),
        (["image", "sample", "label_name", "label"], "epochscope"),
    ],
)
def test_layouts_are_recognised(names, preset):
    assert recognised(names, "here") == preset


def test_what_nobody_knows():
    with pytest.raises(DataError, match=r"Which feature of here is the picture.*Its records have: 'x', 'y'"):
        recognised(["y", "x"], "here")
    with pytest.raises(DataError, match=r"No TFRecord preset 'movies'. There are: melanoma, cifar10, flowers"):
        mapping("movies", {})
    with pytest.raises(DataError, match="no option 'nonsense'"):
        mapping(None, {"nonsense": 1})


def test_every_preset_names_picture_and_label():
    assert all({"image_feature", "label_feature"} <= set(preset) for preset in PRESETS.values())
