"""A small run store without any model: numpy arrays through the real writer."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.decomposition import PCA
from sklearn.metrics import accuracy_score, balanced_accuracy_score, roc_auc_score
from sklearn.neighbors import NearestNeighbors

from analysis.store import layout
from analysis.store.thumbnails import AtlasWriter, thumbnail
from analysis.store.writer import RunWriter
from data.locations import join

CLASSES = ["melanoma", "mole", "keratosis"]
EPOCHS = [0, 1, 2, 5]
SAMPLES = 60
FEATURES = 8
NEIGHBORS = 10
EXPLAINED = 6


def build(location: str | Path, *, name: str = "tiny", seed: int = 0, classes: list[str] | None = None) -> str:
    """Write a complete run of 60 samples, three classes and epochs 0, 1, 2, 5; returns its location."""
    location, classes = str(location), classes or CLASSES
    random = np.random.default_rng(seed)
    samples = _samples(classes, random)
    labels = pd.Categorical(samples["label"], categories=classes).codes
    writer = RunWriter(location, name)
    _describe(writer, name, classes)
    writer.table(layout.SAMPLES, samples)
    pictures = [_picture(label, random) for label in labels]
    atlas = AtlasWriter(join(location, layout.THUMBNAILS))
    for picture in pictures:
        atlas.add(thumbnail(picture))
    writer.manifest["thumbnails"] = atlas.close()
    embeddings = _write_epochs(writer, samples, classes, labels, random)
    _write_projections(writer, samples, classes, embeddings)
    _write_explanations(writer, samples, classes, pictures, random)
    history = pd.DataFrame({"epoch": EPOCHS[1:], "loss": [0.9, 0.6, 0.3], "val_loss": [1.0, 0.8, 0.7]})
    writer.table(layout.HISTORY, history.assign(accuracy=[0.5, 0.7, 0.9], val_accuracy=[0.45, 0.6, 0.75]))
    return location


def _samples(classes: list[str], random: np.random.Generator) -> pd.DataFrame:
    labels = np.array(classes)[random.choice(len(classes), SAMPLES, p=[0.2, 0.5, 0.3])]
    labels[: len(classes) * 3] = np.repeat(classes, 3)
    splits = np.array(["train", "validation", "test"])[np.arange(SAMPLES) % 3]
    return pd.DataFrame(
        {
            "sample": [f"ISIC_{row:07d}" for row in range(SAMPLES)],
            "label": labels,
            "split": splits,
            "fold": -1,
            "group": [f"lesion_{row // 2}" for row in range(SAMPLES)],
            "file": [f"ISIC_{row:07d}.jpg" for row in range(SAMPLES)],
            "width": 40,
            "height": 30,
            "age": np.where(np.arange(SAMPLES) % 7 == 0, np.nan, 40.0 + np.arange(SAMPLES) % 40),
            "sex": np.where(np.arange(SAMPLES) % 2, "female", "male"),
        }
    )


def _describe(writer: RunWriter, name: str, classes: list[str]) -> None:
    writer.manifest |= {
        "classes": classes,
        "dataset": {"name": "tiny", "kind": "csv", "location": "/nowhere/tiny", "fingerprint": "0" * 64, "options": {}},
        "model": {
            "name": "small_cnn",
            "input_size": [32, 32],
            "channels": 3,
            "head": "softmax",
            "embedding_layer": "global_average_pooling2d",
            "map_layer": "conv2d_3",
            "n_features": FEATURES,
            "parameters": 1234,
            "preprocess": "none",
            "preprocess_source": "the model rescales its input itself",
        },
        "checkpoints": f"checkpoints/{name}",
        "neighbors": {"k": NEIGHBORS, "metric": "euclidean"},
        "skipped": [{"sample": "broken", "file": "broken.jpg", "reason": "zero bytes"}],
        "warnings": [],
        "seeds": {"training": 0},
        "versions": {"keras": "3.15.1"},
    }
    writer.save()


def _picture(label: int, random: np.random.Generator) -> np.ndarray:
    color = np.array([[200, 120, 90], [220, 190, 170], [150, 110, 80], [90, 90, 160]])[label % 4]
    return np.clip(random.normal(color, 12, (30, 40, 3)), 0, 255).astype(np.uint8)


def _write_epochs(writer: RunWriter, samples, classes, labels, random) -> dict[int, np.ndarray]:
    arrays = writer.arrays(list(samples["sample"]), classes)
    centers = random.normal(0, 1, (len(classes), FEATURES))
    noise = random.normal(0, 1, (SAMPLES, FEATURES))
    embeddings, metrics = {}, []
    for epoch in EPOCHS:
        pull = epoch / max(EPOCHS)
        values = (centers[labels] * (0.5 + 2 * pull) + noise * (2.2 - 0.6 * pull)).astype(np.float32)
        logits = -((values[:, None] - centers[None] * (0.5 + 2 * pull)) ** 2).sum(-1)
        scores = np.exp(logits - logits.max(1, keepdims=True))
        scores = (scores / scores.sum(1, keepdims=True)).astype(np.float32)
        distances, neighbors = NearestNeighbors(n_neighbors=NEIGHBORS + 1).fit(values).kneighbors(values)
        arrays.add_epoch(epoch)
        for array, spec, part in (
            ("embeddings", layout.EMBEDDINGS, values),
            ("scores", layout.SCORES, scores),
            ("neighbors", layout.NEIGHBORS, neighbors[:, 1:]),
            ("neighbor_distances", layout.NEIGHBOR_DISTANCES, distances[:, 1:]),
        ):
            arrays.create(array, spec, part.shape)
            arrays.write(array, epoch, part)
        writer.finish_epoch(arrays, {"epoch": epoch, "checkpoint": f"epoch_{epoch:03d}.keras", "sha256": "0" * 64})
        embeddings[epoch] = values
        metrics.append({"epoch": epoch, **_metrics(samples, labels, scores)})
    writer.table(layout.EPOCHS, pd.DataFrame(metrics))
    return embeddings


def _metrics(samples, labels, scores) -> dict[str, float]:
    row = {}
    for split in ("train", "validation", "test"):
        inside = (samples["split"] == split).to_numpy()
        truth, guess = labels[inside], scores[inside].argmax(1)
        values = {
            "accuracy": accuracy_score(truth, guess),
            "balanced_accuracy": balanced_accuracy_score(truth, guess),
            "macro_auroc": roc_auc_score(
                truth, scores[inside] if scores.shape[1] > 2 else scores[inside, 1], multi_class="ovr"
            ),
        }
        for metric, value in values.items():
            row |= {
                f"{split}_{metric}": value,
                f"{split}_{metric}_low": value - 0.05,
                f"{split}_{metric}_high": value + 0.05,
            }
    return row


def _write_projections(writer: RunWriter, samples, classes, embeddings) -> None:
    arrays = writer.arrays(list(samples["sample"]), classes)
    bases = {"pca_joint": np.concatenate(list(embeddings.values())), "pca_last": embeddings[EPOCHS[-1]]}
    for name, pooled in bases.items():
        pca = PCA(2).fit(pooled)
        share = np.linspace(0, 1, SAMPLES, dtype=np.float32)
        parts = {
            epoch: (pca.transform(values).astype(np.float32), share, share[::-1])
            for epoch, values in embeddings.items()
        }
        facts = {
            "title": "Joint PCA" if name == "pca_joint" else "PCA of the last epoch",
            "reads": "Distances and motion: one linear view for all epochs.",
            "explained_variance": [0.4, 0.5, 0.6, 0.7],
            "own_best": [0.6, 0.6, 0.65, 0.7],
            "settings": {"components": 2},
        }
        writer.projection(arrays, name, facts, parts)


def _write_explanations(writer: RunWriter, samples, classes, pictures, random) -> None:
    chosen = list(samples["sample"][:EXPLAINED])
    images = np.stack([picture[:30, :30] for picture in pictures[:EXPLAINED]])
    arrays = writer.explanations(images, chosen, classes)
    for epoch in EPOCHS:
        arrays.add_epoch(epoch)
    methods = {
        "grad_cam": ("Grad-CAM", False, (4, 4), "Selvaraju et al. 2017"),
        "integrated_gradients": ("Integrated Gradients", True, (30, 30), "Sundararajan et al. 2017"),
    }
    for method, (title, signed, shape, source) in methods.items():
        maps = random.normal(0, 1, (len(EPOCHS), EXPLAINED, len(classes), *shape)).astype(np.float32)
        maps = maps if signed else np.abs(maps)
        arrays.create(method, layout.map_spec(method), maps.shape[1:])
        if signed:
            arrays.create(f"{method}_residual", layout.RESIDUAL, maps.shape[1:3])
        facts = {"title": title, "signed": signed, "source": source, "settings": {"steps": 16}}
        for place, epoch in enumerate(EPOCHS):
            arrays.write(method, epoch, maps[place])
            if signed:
                arrays.write(f"{method}_residual", epoch, np.full(maps.shape[1:3], 0.004, np.float32))
            writer.finish_maps(arrays, method, facts, epoch)
    reason = "SHAP needs a model with one input; this one has two."
    writer.finish_maps(arrays, "shap", {"title": "SHAP", "signed": True, "unsupported": reason}, None)
