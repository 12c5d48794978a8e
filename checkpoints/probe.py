"""One model, any epoch's weights: embeddings, logits, scores and maps, traced once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

import numpy as np

from checkpoints.anatomy import Anatomy
from checkpoints.configuration import Configuration, read_configuration
from checkpoints.contract import CheckpointError
from checkpoints.files import local_copy
from checkpoints.held_metadata import HeldMetadata
from checkpoints.naming import format_of
from checkpoints.preprocessing import preprocessing
from checkpoints.reading import load_model
from checkpoints.series import Checkpoint
from checkpoints.watching import watch
from checkpoints.weights import exchange_weights, load_weights

if TYPE_CHECKING:
    import keras

_SMALLEST = 1e-30  # scores are clipped here before the logarithm; float32 goes down to 1.2e-38


class Probe:
    """Reads what a model computes. Each function is traced once, for any batch and any epoch.

    Where a model takes metadata beside the picture, `read` wants those of every picture; everything that explains
    pictures asks about pictures alone, with one sample's metadata held fixed by `holding`.

    Attributes:
        model: the Keras model; `assign` exchanges its weights.
        anatomy: where its parts are.
        preprocess: name of the preprocessing.
        traces: how often each function was traced (once, for those used).
    """

    def __init__(self, model: keras.Model, anatomy: Anatomy, preprocess: str = "none") -> None:
        """Raises CheckpointError: unknown preprocessing."""
        self.model, self.anatomy, self.preprocess = model, anatomy, preprocess
        self.traces: dict[str, int] = {}
        self._to_model_range = preprocessing(preprocess, anatomy.channels)
        self._functions: dict[str, Any] = {}
        self._lock = threading.RLock()
        self._read_from: Configuration | None = None
        self._held = HeldMetadata(anatomy.n_metadata)

    def prepare(self, images: np.ndarray) -> np.ndarray:
        """Bring pictures into the model's own pixel range.

        Args:
            images: (b, y, x, channels) uint8, of the model's size.

        Returns:
            (b, y, x, channels) float32.
        """
        return np.asarray(self._to_model_range(np.asarray(images).astype(np.float32)), np.float32)

    def read(self, images: np.ndarray, metadata: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Read embeddings (b, d), logits (b, c) and scores (b, c), all float32; scores are the softmax of the logits.

        Args:
            images: (b, y, x, channels) uint8, of the model's size.
            metadata: (b, m) float32, encoded as in training; None for a model without, or to read with what is held.

        Raises:
            CheckpointError: the model takes metadata and there is none.
        """
        if self.anatomy.n_metadata and metadata is None and not self._held.known:
            raise CheckpointError(f"The model takes {self.anatomy.n_metadata} numbers of metadata beside each picture.")
        given = () if metadata is None else (np.asarray(metadata, np.float32),)
        name, kinds = ("read_with", ("metadata",)) if given else ("read", ())
        embeddings, logits, scores = self._function(name, self._trace_read, "pixels", *kinds)(images, *given)
        return embeddings.numpy(), logits.numpy(), scores.numpy()

    def holding(self, metadata: np.ndarray) -> AbstractContextManager[None]:
        """Give every picture the same metadata as long as a `with` block lasts; one thread at a time.

        Args:
            metadata: (m,) float32, one sample's.
        """
        return self._held.holding(metadata)

    def logits(self, inputs: Any) -> Any:
        """The logits, differentiable to the pixels.

        Args:
            inputs: (b, y, x, channels) float32 tensor in the model's range.

        Returns:
            (b, c) float32 tensor: what stands before the softmax; (0, z) for one sigmoid unit with logit z; the
            logarithm of the scores for probabilities that come from neither.
        """
        return self._function("logits", self.trace_logits, "image")(inputs)

    def features(self, inputs: Any) -> Any:
        """The map layer's output, (b, h, w, f) float32 tensor, of inputs in the model's range.

        Raises:
            CheckpointError: the model has no map.
        """
        return self._function("features", self._trace_features, "image")(inputs)

    def logits_of_features(self, inputs: Any, features: Any) -> Any:
        """The logits (b, c) as if the map layer had given these features; what lies before it is not computed.

        Args:
            inputs: (b, y, x, channels) as in `features`; they only matter to paths that go around the map layer.
            features: (b, h, w, f) float32 tensor.
        """
        trace = self._trace_logits_of_features
        return self._function("logits_of_features", trace, "image", "map")(inputs, features)

    def features_and_logits(self, inputs: Any) -> tuple[Any, Any]:
        """Features (b, h, w, f) and logits (b, c), differentiable from the logits to the features.

        A gradient tape around it must watch the inputs: then `tape.gradient(logits, features)` is there for frozen
        models too.
        """
        features = self.features(inputs)
        return features, self.logits_of_features(inputs, features)

    def assign(self, source: Checkpoint | str | keras.Model) -> None:
        """Put another epoch's weights in; nothing is traced anew.

        Raises:
            CheckpointError: not a checkpoint, or one of another architecture (file and first layer are named).
        """
        if not isinstance(source, Checkpoint | str):
            exchange_weights(self.model, source, f"The model {source.name!r}")
            return
        location = source if isinstance(source, str) else source.location
        with self._lock, local_copy(location) as path:
            whole = format_of(path.name) == "model"
            configuration = read_configuration(path) if whole else None
            known = configuration is not None and configuration == self._read_from
            self._read_from = None  # until the weights are in: a damaged file leaves the model half changed
            if known:
                load_weights(self.model, path, location)
            else:
                exchange_weights(self.model, load_model(source), location)
            self._read_from = configuration

    def _function(self, name: str, trace: Callable, *kinds: str) -> Any:
        """The traced function of a name; traced when it is needed first, by one thread."""
        with self._lock:
            if name not in self._functions:
                import tensorflow as tf

                picture = (None, *self.anatomy.input_size, self.anatomy.channels)
                specs = {
                    "pixels": tf.TensorSpec(picture, tf.uint8),
                    "image": tf.TensorSpec(picture, tf.float32),
                    "map": tf.TensorSpec((None, None, None, None), tf.float32),
                    "metadata": tf.TensorSpec((None, self.anatomy.n_metadata), tf.float32),
                }
                signature = [specs[kind] for kind in kinds]
                function = tf.function(
                    lambda *inputs: trace(*inputs), input_signature=signature, autograph=False, jit_compile=False
                )
                self._functions[name] = function.get_concrete_function()
            return self._functions[name]

    def _count(self, name: str) -> None:
        self.traces[name] = self.traces.get(name, 0) + 1

    def _outputs(self, inputs: Any, metadata: Any = None) -> Any:
        """What the model gives for pictures in its range, with their own metadata or those that are held."""
        import tensorflow as tf

        if not self.anatomy.n_metadata:
            return self.model(inputs, training=False)
        rows = self._held.rows(tf.shape(inputs)[0]) if metadata is None else metadata
        return self.model([inputs, rows], training=False)

    def _trace_read(self, images: Any, metadata: Any = None) -> tuple[Any, Any, Any]:
        import tensorflow as tf

        self._count("read")
        inputs = self._to_model_range(tf.cast(images, tf.float32))
        with watch(self.model) as watched:
            output = self._outputs(inputs, metadata)
        embeddings = tf.cast(watched.tensor(self.anatomy.embedding_layer), tf.float32)
        if embeddings.shape.rank > 2:
            embeddings = tf.reduce_mean(embeddings, axis=list(range(1, embeddings.shape.rank - 1)))
        logits = self._logits(watched, output)
        return embeddings, logits, tf.nn.softmax(logits)

    def trace_logits(self, inputs: Any, metadata: Any = None) -> Any:
        """The logits, as `logits` gives them, for a function that is being traced: gradients stay with the inputs.

        A gradient through the finished function `logits` also computes what the weights would need: twice the work.

        Args:
            inputs: (b, y, x, channels) float32 symbolic tensor in the model's range.
            metadata: (b, m) float32 symbolic tensor; None takes what is held.
        """
        self._count("logits")
        with watch(self.model) as watched:
            output = self._outputs(inputs, metadata)
        return self._logits(watched, output)

    def _trace_features(self, inputs: Any) -> Any:
        import tensorflow as tf

        self._count("features")
        with watch(self.model) as watched:
            self._outputs(inputs)
        return tf.cast(watched.tensor(self._map_layer()), tf.float32)

    def _trace_logits_of_features(self, inputs: Any, features: Any) -> Any:
        self._count("logits_of_features")
        with watch(self.model, replace={self._map_layer(): features}) as watched:
            output = self._outputs(inputs)
        return self._logits(watched, output)

    def _map_layer(self) -> str:
        if self.anatomy.map_layer is None:
            raise CheckpointError("The model has no layer with a map (h, w, features) before its head.")
        return self.anatomy.map_layer

    def _logits(self, watched: Any, output: Any) -> Any:
        import tensorflow as tf

        point = self.anatomy.logits_point
        values = tf.cast(output if point is None else watched.tensor(point), tf.float32)
        if self.anatomy.head == "softmax" and point is None:
            values = tf.math.log(tf.maximum(values, _SMALLEST))
        if values.shape[1] == 1:
            values = tf.concat([tf.zeros_like(values), values], axis=1)
        return values
