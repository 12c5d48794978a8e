"""Batches: right pictures, right classes, the same order for the same seed, and no Python in the graph."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from data.contract import DataError
from data.image_folder import load
from data.split import assign

pytestmark = pytest.mark.tensorflow


def batches(dataset, **options):
    from data.stream import stream

    return list(stream(dataset, **{"split": "all", "size": (9, 12), "batch_size": 4, **options}).as_numpy_iterator())


def test_pictures_and_classes_in_the_order_of_the_table(class_folder):
    dataset = load(str(class_folder), classes=["dogs", "cats"])
    (first, labels), (rest, more) = batches(dataset)
    assert first.shape == (4, 9, 12, 3) and first.dtype == np.uint8 and rest.shape == (2, 9, 12, 3)
    assert labels.dtype == np.int32 and [*labels, *more] == [1, 1, 1, 0, 0, 0]
    for row, image in enumerate([*first, *rest]):
        assert np.array_equal(image, np.asarray(Image.open(dataset.samples["file"][row])))


def test_shuffling_is_seeded_and_new_every_epoch(class_folder):
    from data.stream import stream

    def epochs(seed):
        pipeline = stream(load(str(class_folder)), split="all", size=(9, 12), batch_size=6, shuffle_seed=seed)
        return [next(pipeline.as_numpy_iterator())[0].tobytes() for _ in range(3)]

    first = epochs(5)
    assert first == epochs(5) and first != epochs(6) and len(set(first)) > 1


def test_repeating_gives_whole_batches_for_ever(class_folder):
    from data.stream import stream

    pipeline = stream(load(str(class_folder)), split="all", size=(5, 5), channels=1, batch_size=4, repeat=True)
    assert pipeline.element_spec[0].shape == (4, 5, 5, 1) and pipeline.cardinality() == -1
    labels = np.concatenate([labels for _, labels in pipeline.take(3)])
    assert list(labels) == [0, 0, 0, 1, 1, 1] * 2


def test_no_python_in_the_graph(class_folder):
    from data.stream import stream

    pipeline = stream(load(str(class_folder)), split="all", size=(9, 12), batch_size=2)
    graph = pipeline._as_serialized_graph().numpy()
    assert b"DecodeImage" in graph and b"PyFunc" not in graph


def test_a_split_of_the_dataset(class_folder):
    dataset = assign(load(str(class_folder)), validation=0, test=0.34)
    count = sum(len(labels) for _, labels in batches(dataset, split="test"))
    assert count == (dataset.samples["split"] == "test").sum() > 0


def test_a_split_that_is_not_there(class_folder):
    with pytest.raises(DataError, match=r"no samples in split 'train'. It has: all \(6\)"):
        batches(load(str(class_folder)), split="train")


def test_places_tensorflow_cannot_read():
    import fsspec

    for label in ("a", "b"):
        fsspec.filesystem("memory").pipe_file(f"/streaming/{label}/1.png", b"x")
    with pytest.raises(DataError, match=r"cannot stream memory://streaming/a/1.png"):
        batches(load("memory://streaming"))
