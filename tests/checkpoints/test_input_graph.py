"""What training reads runs without Python, whatever it reads: on a TPU's host Python would be the bottleneck."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from checkpoints.feeding import feed_of
from checkpoints.options import Options
from tests.checkpoints.small_feed import draw_pictures

pytestmark = pytest.mark.tensorflow

PYTHON = {"PyFunc", "PyFuncStateless", "EagerPyFunc", "GeneratorDataset"}


@pytest.fixture(scope="module")
def forms(tmp_path_factory):
    """The same pictures as JPEGs in folders and as TFRecord shards."""
    from data.catalog import open_dataset
    from data.record_layout import layout
    from data.record_writer import write_records

    place = tmp_path_factory.mktemp("input")
    for path in list(Path(draw_pictures(place / "pictures")).glob("*/*.png")):
        Image.open(path).save(path.with_suffix(".jpg"))
        path.unlink()
    folder = open_dataset(str(place / "pictures"))
    write_records(folder, str(place / "records"), layout(folder), shards=2)
    return {"folder": folder, "records": open_dataset(str(place / "records"))}


def operations(dataset):
    """Names of all operations in a dataset's graph, those in its functions too."""
    import tensorflow as tf

    graph = tf.compat.v1.GraphDef.FromString(dataset._as_serialized_graph().numpy())
    nodes = [*graph.node, *(node for function in graph.library.function for node in function.node_def)]
    return {node.op for node in nodes}


@pytest.mark.parametrize("balanced", [False, True])
@pytest.mark.parametrize("with_metadata", [False, True])
@pytest.mark.parametrize("form", ["folder", "records"])
def test_no_python_in_the_graph(forms, form, with_metadata, balanced):
    dataset = forms[form]
    metadata = np.zeros((len(dataset), 3), np.float32) if with_metadata else None
    feed = feed_of(dataset, Options(batch_size=4, balanced=balanced), size=(8, 8), channels=3, metadata=metadata)
    for stream in (feed.training(0), feed.validation):
        found = operations(stream)
        assert "DecodeJpeg" in found and (
            "TFRecordDatasetV2" in found or "TFRecordDataset" in found or form == "folder"
        )
        assert not found & PYTHON


def test_python_would_be_found():
    import tensorflow as tf

    numbers = tf.data.Dataset.range(2)
    inside = numbers.map(lambda n: tf.numpy_function(lambda x: x, [n], tf.int64))
    generated = tf.data.Dataset.from_generator(lambda: iter([1]), output_signature=tf.TensorSpec((), tf.int64))
    for dataset in (inside, numbers.flat_map(lambda n: generated), numbers.interleave(lambda n: inside)):
        assert operations(dataset) & PYTHON
