"""Training as `checkpoints` does it: its input beside its step, and its step beside a bare `tf.function`."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import keras
import tensorflow as tf

from benchmarks.interleaved import Comparison, compare
from benchmarks.training_pictures import both_forms
from checkpoints.augmentation import parse
from checkpoints.callbacks import show_progress, stop_at_nan
from checkpoints.compiling import compile_model, follow_quickly, trainable
from checkpoints.feeding import feed_of
from checkpoints.options import Options
from checkpoints.registry import build

SIZE, BATCH, STEPS, CLASSES = 128, 64, 8, 7
OPTIONS = Options(batch_size=BATCH, loss="focal", schedule="one-cycle", epochs=1)
STEP = f"fit, from memory: MobileNetV2 0.35, {SIZE} px, batch {BATCH}, melanoma"


def measure() -> Iterator[Comparison]:
    """Input, the beginning of an epoch included, and augmentation against the step; then `fit` against a bare step."""
    with tempfile.TemporaryDirectory(prefix="epochscope-") as place:
        title, *forms = both_forms(Path(place))
        feeds = [feed_of(dataset, OPTIONS, size=(SIZE, SIZE), channels=3) for dataset in forms]
        batch = next(iter(feeds[0].training(0)))
        fit = _fit(batch)
        for form, feed in zip(("JPEG folder", "TFRecord"), feeds, strict=True):
            what = f"input of {STEPS} steps, {form}"
            yield compare(what, lambda feed=feed: _drain(feed.training(0)), f"{STEP}; {title}", fit)
        yield compare(f"augmentation of {STEPS} steps", _augmentation(batch), STEP, fit)
        yield compare(f"training's fit, {STEPS} steps", fit, "bare tf.function step, no metrics", _bare(batch))


def _drain(batches: tf.data.Dataset) -> None:
    for images, _ in batches.take(STEPS):
        images[0, 0, 0].numpy()


def _model() -> keras.Model:
    keras.utils.set_random_seed(0)
    network = build({"model": "mobilenet_v2", "alpha": 0.35, "size": SIZE, "channels": 3, "n_classes": CLASSES})
    follow_quickly(network, OPTIONS.batch_norm_momentum)
    model = trainable(network, parse(["melanoma"]), 0)
    compile_model(model, OPTIONS, 1000)
    return model


def _fit(batch: tuple) -> Callable[[], object]:
    """Training's own call of `fit`, less what happens when an epoch is over.

    The clock stops with the last step: letting go of the iterator, once a training, may take TensorFlow seconds.
    """
    model, fed = _model(), tf.data.Dataset.from_tensors(batch).repeat()

    def work() -> float:
        times: list[float] = []
        clock = keras.callbacks.LambdaCallback(
            on_train_begin=lambda logs: times.append(time.perf_counter()),
            on_train_end=lambda logs: times.append(time.perf_counter()),
        )
        callbacks = [stop_at_nan("", STEPS), show_progress(STEPS, 1, BATCH), clock]
        with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
            model.fit(fed, steps_per_epoch=STEPS, shuffle=False, verbose=0, callbacks=callbacks)
        return times[1] - times[0]

    return work


def _bare(batch: tuple) -> Callable[[], object]:
    """The same maths without Keras' loop, metrics and callbacks."""
    model, fed = _model(), tf.data.Dataset.from_tensors(batch).repeat()
    optimizer, weights = model.optimizer, model.trainable_weights

    @tf.function
    def step(images: tf.Tensor, numbers: tf.Tensor) -> tf.Tensor:
        with tf.GradientTape() as tape:
            loss = model.loss(numbers, model(images, training=True))
        optimizer.apply(tape.gradient(loss, weights), weights)
        return loss

    def work() -> float:
        batches, began = iter(fed), time.perf_counter()
        for _ in range(STEPS):
            loss = step(*next(batches))
        loss.numpy()
        return time.perf_counter() - began

    return work


def _augmentation(batch: tuple) -> Callable[[], object]:
    layer = _model().get_layer("augment")

    def work() -> None:
        for _ in range(STEPS):
            changed = layer(batch[0], training=True)
        changed[0, 0, 0, 0].numpy()

    return work
