"""What the list says, and that it leaves out what the manifest does not know."""

from types import SimpleNamespace

import pandas as pd

from analysis.store.reader import Run
from dashboard.panels.run_facts import facts


def test_the_tiny_run(tiny_run):
    found = facts(Run(tiny_run))
    assert found["Model"] == "small_cnn, 1,234 parameters, input 32 × 32 × 3, softmax head"
    assert found["Pixels"] == "none (the model rescales its input itself)"
    assert found["Embeddings"] == "global_average_pooling2d (8 features)"
    assert found["Maps"] == "conv2d_3"
    assert found["Data"] == "tiny: 60 samples, 3 classes, from /nowhere/tiny (csv)"
    assert found["Classes"] == "melanoma, mole, keratosis"
    assert found["Epochs"] == "0, 1, 2, 5"
    assert found["Neighbours"] == "10 nearest of every sample, Euclidean distance"
    assert found["Projections"] == "Joint PCA, PCA of the last epoch"
    assert found["Explanations"] == "Grad-CAM, Integrated Gradients, for 6 samples"  # SHAP cannot serve this model


def test_an_empty_manifest_leaves_little_to_say():
    run = SimpleNamespace(
        has_embeddings=True, manifest={"model": {}, "dataset": {}}, samples=pd.DataFrame({"sample": []}), classes=[],
        epochs=[], projections={}, explanations=SimpleNamespace(methods={}, samples=[]),
    )  # fmt: skip
    assert set(facts(run)) == {"Maps", "Data", "Epochs"}


def test_a_training_record_and_many_classes(tiny_run):
    run = Run(tiny_run)
    run.manifest = run.manifest | {
        "training": {
            "name": "mine",
            "weights": "/far/away/weights.h5",
            "options": {
                "optimizer": "sgd",
                "learning_rate": 0.1,
                "schedule": None,
                "augment": ["flip", "turn"],
                "w": [1 / 3],
            },
            "versions": {"keras": "3"},
        },
        "timing": {"pictures": 1.5, "epochs": 2.0},
        "peak_memory_bytes": {"pictures": 2**29, "epochs": 2**30},
        "updated": "2026-01-02T03:04:05+00:00",
    }
    run.classes = [f"c{number}" for number in range(20)]
    found = facts(run)
    assert found["Optimiser"] == "sgd, learning rate 0.1" and found["Augmentation"] == "flip and turn"
    assert found["Training"] == "weights weights.h5, w 0.333"
    assert found["Classes"].endswith("c11 and 8 more")
    assert found["Analysed"] == "2026-01-02 03:04:05 UTC, 3.50 s of work, peak memory 1.00 GiB"


def test_further_lists_and_the_recall_of_an_approximate_one_are_said():
    neighbors = {"k": 50, "metric": "euclidean", "lists": [["euclidean", "all"], ["cosine", "other_groups"]]}
    manifest = {"model": {}, "dataset": {}, "neighbors": neighbors | {"engine": "exact", "recall": None}}
    run = SimpleNamespace(
        has_embeddings=True, manifest=manifest, samples=pd.DataFrame({"sample": []}), classes=[],
        epochs=[], projections={}, explanations=SimpleNamespace(methods={}, samples=[]),
    )  # fmt: skip
    exact = "50 nearest of every sample, Euclidean distance; also cosine among other groups"
    assert facts(run)["Neighbours"] == exact
    recall = {"value": 0.9876, "low": 0.98, "high": 0.9951, "samples": 200}
    manifest["neighbors"] = neighbors | {"engine": "faiss", "recall": recall}
    assert facts(run)["Neighbours"] == (
        f"{exact}; approximate (faiss): 0.988 [0.980, 0.995] of the true ones found, over 200 samples"
    )
