import json

import pandas as pd
import pytest

from checkpoints.options import Options
from checkpoints.plan import Plan, facts_of
from data.contract import DataError, Dataset

SAMPLES = pd.DataFrame(
    {
        "sample": list("abcd"),
        "label": ["x", "y", "x", "y"],
        "split": ["train", "train", "train", "test"],
        "age": [10.0, 20.0, 30.0, 999.0],
    }
)
DATASET = Dataset("mine", "csv", "/pictures", ("x", "y"), SAMPLES, options={"preset": "ham10000"})
ARCHITECTURE = {"model": "small_cnn", "size": [32, 32], "channels": 3}


def plan(**choice):
    return Plan("run", "/runs/run", "mine", DATASET, ARCHITECTURE, Options(seed=4), **choice)


def test_a_plan_is_plain_json():
    facts = facts_of(plan(augment=("flips",), weigh_classes=True, fold={"fold": 1, "folds": 3}))
    assert json.loads(json.dumps(facts)) == facts
    assert facts["architecture"] == ARCHITECTURE | {"n_classes": 2}
    assert facts["dataset"] == {"spec": "mine", "name": "mine", "kind": "csv", "location": "/pictures",
        "options": {"preset": "ham10000"}}  # fmt: skip
    assert (facts["seed"], facts["fold"], facts["folds"], facts["augment"]) == (4, 1, 3, ["flips"])
    assert facts["options"]["class_weights"] is True
    assert facts["metadata"] is None


def test_metadata_are_encoded_as_the_training_split_has_them():
    facts = facts_of(plan(metadata=("age",)))
    assert facts["architecture"]["n_metadata"] == 2  # the age, and whether it is missing
    assert facts["metadata"]["columns"][0]["mean"] == pytest.approx(20)
    with pytest.raises(DataError, match="height"):
        facts_of(plan(metadata=("height",)))
