"""How the converter lays a sample out as features of a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from pandas.api import types

from data.assembly import some
from data.contract import SAMPLE_COLUMNS, DataError, Dataset
from data.record_example import Value
from data.record_mapping import OWN, PRESETS

LAYOUTS = (OWN, "melanoma")
_KAGGLE_NAMES = {"age": "age_approx", "localization": "anatom_site_general_challenge"}  # as HAM10000 calls them
_RESERVED = ("label", "split", "fold", "row", "width", "height")  # features beside those that the preset names


@dataclass(frozen=True)
class Layout:
    """What is written where.

    Attributes:
        name: one of `LAYOUTS`.
        classes: labels in the model's order.
        positive: labels that the melanoma layout's `target` is 1 for; () writes the class number.
        columns: metadata column -> feature, kind ("text", "int64" or "float").
    """

    name: str
    classes: tuple[str, ...]
    positive: tuple[str, ...]
    columns: Mapping[str, tuple[str, str]]

    def feature(self, role: str) -> str:
        """The feature that holds a role ("image", "id", "label", "group")."""
        return PRESETS[self.name][f"{role}_feature"]


def layout(dataset: Dataset, name: str = OWN, positive: Sequence[str] = ()) -> Layout:
    """The layout of a dataset's records: `epochscope`, or Kaggle's of the SIIM-ISIC melanoma challenge.

    Raises:
        DataError: no such layout, or positive labels that are not classes.
    """
    if name not in LAYOUTS:
        raise DataError(f"No record layout is called {name!r}. There are: {', '.join(LAYOUTS)}.")
    strangers = [label for label in positive if label not in dataset.classes]
    if strangers or (positive and name == OWN):
        raise DataError(
            f"Positive labels are for the melanoma layout, and among the classes {some(dataset.classes, 12)}. "
            f"Found: {some(positive)} in layout {name}."
        )
    reserved = {*_RESERVED, *(feature for option, feature in PRESETS[name].items() if option.endswith("_feature"))}
    columns = {}
    for column in dataset.samples:
        if column not in SAMPLE_COLUMNS:
            feature = _KAGGLE_NAMES.get(column, column) if name == "melanoma" else column
            taken = feature in reserved
            columns[column] = (f"{feature}_in_table" if taken else feature, _kind(dataset.samples[column], name))
    return Layout(name, dataset.classes, tuple(positive), columns)


def features_of(row: Mapping[str, object], number: int, picture: bytes, chosen: Layout) -> dict[str, Value]:
    """The features of one record; what a sample does not have is left out, or marked where Kaggle's layout wants all.

    Args:
        row: of `dataset.samples`.
        number: the row's place there, so that reading gives the same order.
        picture: encoded, written as it is.
    """
    record: dict[str, Value] = {}
    for column, (feature, kind) in chosen.columns.items():
        if not pd.isna(row[column]):
            record[feature] = _value(row[column], kind)
        elif chosen.name != OWN:
            record[feature] = _value(-1, kind) if kind != "text" else b""
    place = chosen.classes.index(str(row["label"]))
    if chosen.positive:
        record.setdefault("diagnosis", str(row["label"]).encode())
        place = int(row["label"] in chosen.positive)
    if chosen.name == OWN:
        record |= {"label": place, chosen.feature("label"): str(row["label"]).encode()}
    else:
        record[chosen.feature("label")] = place
    for role, column in (("id", "sample"), ("group", "group")):
        record[chosen.feature(role)] = str(row[column]).encode()
    numbers = {name: int(str(row[name])) for name in ("fold", "width", "height")}
    record |= {name: value for name, value in numbers.items() if value > (-1 if name == "fold" else 0)}
    return record | {"split": str(row["split"]).encode(), "row": number, chosen.feature("image"): picture}


def reading_options(dataset: Dataset, chosen: Layout) -> dict:
    """Options of `data.tfrecord.load` that read the records back as they were."""
    metadata = [feature for feature, _ in chosen.columns.values()]
    carved = {"carved": list(dataset.carved)} if dataset.carved else {}
    if chosen.name == OWN:
        return {"preset": OWN, "classes": list(chosen.classes), "metadata": metadata, **carved}
    there = {"fold": -1, "width": 0, "height": 0}
    present = ["split", "row", *(name for name, none in there.items() if (dataset.samples[name] > none).any())]
    options: dict = {"preset": chosen.name, **{f"{name}_feature": name for name in present}, **carved}
    if chosen.positive:
        return {**options, "metadata": [*metadata, *({"diagnosis"} - set(metadata))]}
    labels = {str(place): label for place, label in enumerate(chosen.classes)}
    return {**options, "metadata": metadata, "labels": labels, "classes": list(chosen.classes)}


def _kind(values: pd.Series, name: str) -> str:
    if types.is_bool_dtype(values) or types.is_integer_dtype(values):
        return "int64"
    if not types.is_float_dtype(values):
        return "text"
    whole = (values.dropna() % 1 == 0).all()
    return "int64" if whole and name != OWN else "float"


def _value(cell: object, kind: str) -> Value:
    if kind == "text":
        return str(cell).encode()
    return int(cell) if kind == "int64" else float(cell)  # type: ignore[call-overload,arg-type]
