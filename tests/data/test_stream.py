"""Batches: right pictures, right classes, the same order for the same seed, and no Python in the graph."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from data.catalog import open_dataset
from data.contract import DataError
from data.image_folder import load
from data.split import assign
from tests.data.conftest import draw

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
    dataset = load(str(class_folder))

    def epochs(seed):
        options = {"batch_size": 6, "shuffle_seed": seed}
        return [batches(dataset, first_epoch=epoch, **options)[0][0].tobytes() for epoch in range(3)]

    first = epochs(5)
    assert first == epochs(5) and first != epochs(6) and len(set(first)) > 1


def test_the_order_does_not_depend_on_tensorflows_own_seed(class_folder):
    import tensorflow as tf

    dataset, options = load(str(class_folder)), {"batch_size": 6, "shuffle_seed": 5}
    before = batches(dataset, **options)[0][0]
    tf.random.set_seed(99)
    assert np.array_equal(batches(dataset, **options)[0][0], before)


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


def test_places_tensorflow_cannot_read(class_folder):
    import fsspec

    memory = fsspec.filesystem("memory")
    for path in sorted(Path(class_folder).rglob("*.*")):
        memory.pipe_file(f"/streaming/{path.relative_to(class_folder)}", path.read_bytes())
    far, near = (batches(load(place)) for place in ("memory://streaming", str(class_folder)))
    assert [labels.tolist() for _, labels in far] == [labels.tolist() for _, labels in near]
    assert all((one == other).all() for (one, _), (other, _) in zip(far, near, strict=True))


def rows_of(batches):
    return np.concatenate([rows for (_, rows), _ in batches])[:, 0].astype(int)


def test_epochs_are_a_function_of_seed_and_number(class_folder):
    from data.stream import steps_per_epoch, stream

    dataset = load(str(class_folder))
    positions = np.arange(6, dtype=np.float32)[:, None]

    def rows(steps, **options):
        settings = {"split": "all", "size": (5, 5), "batch_size": 4, "repeat": True, "metadata": positions, **options}
        return rows_of(stream(dataset, **settings).take(steps).as_numpy_iterator())

    assert steps_per_epoch(dataset, split="all", batch_size=4) == 1
    undisturbed = rows(6, shuffle_seed=3).reshape(6, 4)
    assert all(len(set(epoch)) == 4 for epoch in undisturbed) and len({tuple(epoch) for epoch in undisturbed}) > 3
    assert np.array_equal(rows(3, shuffle_seed=3, first_epoch=3).reshape(3, 4), undisturbed[3:])
    assert not np.array_equal(rows(6, shuffle_seed=4).reshape(6, 4), undisturbed)
    assert list(rows(3, first_epoch=1)) == [number % 6 for number in range(4, 16)]


def test_balanced_batches(class_folder):
    from data.stream import stream

    for number in range(3, 13):
        draw(class_folder / "dogs" / f"{number}.png", seed=number)
    options = {"split": "all", "size": (5, 5), "batch_size": 8, "repeat": True, "balanced": True, "shuffle_seed": 0}
    for _, labels in stream(load(str(class_folder)), **options).take(4).as_numpy_iterator():
        assert list(labels).count(0) == 4


def test_metadata_stays_with_its_picture(class_folder):
    from data.stream import stream

    dataset = load(str(class_folder))
    metadata = np.arange(12, dtype=np.float32).reshape(6, 2)
    pipeline = stream(dataset, split="all", size=(9, 12), batch_size=3, shuffle_seed=1, metadata=metadata)
    assert pipeline.element_spec[0][1].shape[1:] == (2,)
    for (images, values), labels in pipeline.as_numpy_iterator():
        for image, value, label in zip(images, values, labels, strict=True):
            row = int(value[0]) // 2
            assert list(value) == list(metadata[row]) and label == row // 3
            assert np.array_equal(image, np.asarray(Image.open(dataset.samples["file"][row])))
    with pytest.raises(DataError, match=r"metadata of shape \(6, m\).*Found: \(5, 2\)"):
        stream(dataset, split="all", size=(9, 12), batch_size=3, metadata=metadata[:5])


def test_not_one_whole_batch(class_folder):
    from data.stream import steps_per_epoch

    with pytest.raises(DataError, match="has 6 samples, not a whole batch of 7"):
        batches(load(str(class_folder)), batch_size=7, repeat=True)
    with pytest.raises(DataError, match="not a whole batch of 0"):
        steps_per_epoch(load(str(class_folder)), split="all", batch_size=0)


def operations(pipeline) -> set[str]:
    """The names of all operations of a pipeline, those in its functions included."""
    import tensorflow as tf

    graph = tf.compat.v1.GraphDef.FromString(pipeline._as_serialized_graph().numpy())
    inner = [node.op for function in graph.library.function for node in function.node_def]
    return {node.op for node in graph.node} | set(inner)


PYTHON = {"PyFunc", "PyFuncStateless", "EagerPyFunc", "GeneratorDataset"}


@pytest.fixture
def datasets(class_folder, tmp_path):
    """The same pictures as files and as records."""
    from data.record_layout import layout
    from data.record_writer import write_records

    files = load(str(class_folder))
    write_records(files, str(tmp_path / "records"), layout(files), shards=2)
    return {"files": files, "records": open_dataset(str(tmp_path / "records"), validation=0, test=0)}


@pytest.mark.parametrize("kind", ["files", "records"])
@pytest.mark.parametrize(
    "options", [{}, {"shuffle_seed": 1}, {"repeat": True, "shuffle_seed": 1}, {"repeat": True, "balanced": True}]
)
def test_no_python_operation_anywhere(datasets, kind, options):
    from data.stream import stream

    dataset = datasets[kind]
    metadata = np.zeros((6, 1), np.float32)
    split = dataset.samples["split"][0]
    pipeline = stream(dataset, split=split, size=(9, 12), batch_size=2, metadata=metadata, **options)
    found = operations(pipeline)
    assert not found & PYTHON and "DecodeImage" in found
    assert ("TFRecordDataset" in found or "TFRecordDatasetV2" in found) == (kind == "records")


def test_a_python_operation_would_be_found():
    import tensorflow as tf

    inner = tf.data.Dataset.range(2).map(lambda x: tf.py_function(lambda y: y, [x], tf.int64))
    assert operations(tf.data.Dataset.range(2).flat_map(lambda _: inner)) & PYTHON


def test_files_and_records_give_the_same_pictures(datasets):
    def by_row(dataset):
        positions = np.arange(6, dtype=np.float32)[:, None]
        split = dataset.samples["split"][0]
        found = batches(dataset, split=split, metadata=positions, shuffle_seed=2)
        images = np.concatenate([images for (images, _), _ in found])
        return images[np.argsort(rows_of(found))]

    assert np.array_equal(by_row(datasets["files"]), by_row(datasets["records"]))
