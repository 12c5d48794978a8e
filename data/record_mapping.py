"""Which feature of a record is the picture, the id, the label and the group: published layouts, and a user's own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from data.assembly import some
from data.contract import DataError

_CIFAR10 = ("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck")
OWN = "epochscope"  # what the converter writes
PRESETS: dict[str, dict] = {
    # Kaggle, SIIM-ISIC Melanoma Classification (2020), train00-2071.tfrec: numbers stand for sex, site and diagnosis.
    "melanoma": {
        "image_feature": "image",
        "id_feature": "image_name",
        "label_feature": "target",
        "group_feature": "patient_id",
        "metadata": ["sex", "age_approx", "anatom_site_general_challenge", "diagnosis"],
        "labels": {"0": "benign", "1": "malignant"},
        "missing": -1,
    },
    # TensorFlow Extended, CIFAR-10 example (Krizhevsky 2009).
    "cifar10": {
        "files": ["cifar10*", "cifar*", "*"],
        "image_feature": "image",
        "id_feature": "id",
        "label_feature": "label",
        "labels": {str(number): label for number, label in enumerate(_CIFAR10)},
    },
    # TensorFlow Extended, flowers example: numbers for labels.
    "flowers": {
        "files": ["flowers*", "*"],
        "image_feature": "image_raw",
        "label_feature": "label",
        "width_feature": "width",
        "height_feature": "height",
        "metadata": [],
    },
    OWN: {
        "image_feature": "image",
        "id_feature": "sample",
        "label_feature": "label_name",
        "group_feature": "group",
        "split_feature": "split",
        "fold_feature": "fold",
        "width_feature": "width",
        "height_feature": "height",
        "row_feature": "row",
        "beside": ["label"],
    },
}
ROLES = {  # option -> role, the kinds of feature that can have it
    "image_feature": ("picture", ("bytes",)),
    "id_feature": ("sample", ("text", "int64")),
    "label_feature": ("label", ("text", "int64")),
    "group_feature": ("group", ("text", "int64")),
    "split_feature": ("split", ("text",)),
    "fold_feature": ("fold", ("int64",)),
    "width_feature": ("width", ("int64",)),
    "height_feature": ("height", ("int64",)),
    "row_feature": ("row", ("int64",)),
}
_MAY_BE_ABSENT = {"group_feature", "split_feature", "fold_feature", "width_feature", "height_feature", "row_feature"}
_OTHERS = ("files", "metadata", "labels", "classes", "missing", "beside", "carved")


@dataclass(frozen=True)
class Mapping:
    """How records become samples.

    Attributes:
        preset: its name, None for a mapping of the user's own.
        options: what the user said.
        settings: both together.
    """

    preset: str | None
    options: dict
    settings: dict

    @property
    def picture(self) -> str:
        """The feature that holds the encoded picture."""
        return self.settings["image_feature"]

    def features(self, kinds: dict[str, str], location: str) -> dict[str, str]:
        """Role -> feature, of those that the records have.

        Raises:
            DataError: a feature that is needed is not in any record, or is of a type its role cannot have.
        """
        present = {}
        for option, (role, wanted) in ROLES.items():
            name = self.settings.get(option)
            if name is None or (name not in kinds and option in _MAY_BE_ABSENT and option not in self.options):
                continue
            flag = "--" + option.replace("_", "-")
            if name not in kinds:
                raise DataError(
                    f"No record of {location} has a feature {name!r} ({role}). Its features are: {_listed(kinds)}. "
                    f"Say which it is with {flag} NAME."
                )
            if kinds[name] not in wanted:
                found = "a list of several values" if kinds[name] == "list" else kinds[name]
                raise DataError(
                    f"Feature {name!r} of {location} is {found}; as the {role} it has to be {' or '.join(wanted)}. "
                    f"Its features are: {_listed(kinds)}. Name another one with {flag}."
                )
            present[role] = name
        return present

    def metadata(self, values: pd.DataFrame, roles: dict[str, str]) -> list[str]:
        """Features that are kept as metadata.

        Raises:
            DataError: one that the user asked for is not in any record.
        """
        wanted = self.settings.get("metadata")
        if wanted is None:
            used = {*roles.values(), *self.settings.get("beside", [])}
            return [name for name in values if name not in used]
        absent = [name for name in self.options.get("metadata", []) if name not in values]
        if absent:
            raise DataError(f"The records have no metadata {some(absent)}. They have: {some(list(values), 12)}.")
        return [name for name in wanted if name in values]


def mapping(preset: str | None, options: dict) -> Mapping:
    """Put preset and options together.

    Raises:
        DataError: no such preset or option.
    """
    known = [*ROLES, *_OTHERS]
    strangers = [option for option in options if option not in known]
    if strangers:
        raise DataError(f"A TFRecord dataset has no option {some(strangers)}. It has: {', '.join(sorted(known))}.")
    if preset is not None and preset not in PRESETS:
        raise DataError(f"No TFRecord preset {preset!r}. There are: {', '.join(PRESETS)}.")
    return Mapping(preset, options, {**PRESETS.get(preset or "", {}), **options})


def recognised(names: Iterable[str], location: str) -> str:
    """The preset whose features a record has.

    Raises:
        DataError: none fits.
    """
    there = set(names)
    for preset in (OWN, "melanoma", "cifar10", "flowers"):
        needed = {name for option, name in PRESETS[preset].items() if option in ROLES and option not in _MAY_BE_ABSENT}
        if preset == "melanoma":
            needed.discard(PRESETS[preset]["label_feature"])  # its test files have none
        if needed <= there:
            return preset
    raise DataError(
        f"Which feature of {location} is the picture, which the label? Its records have: {some(sorted(there), 12)}. "
        f"Say it with --image-feature NAME and --label-feature NAME, or use a preset ({', '.join(PRESETS)})."
    )


def _listed(kinds: dict[str, str]) -> str:
    return ", ".join(f"{name} ({kind})" for name, kind in sorted(kinds.items())[:12]) or "none"
