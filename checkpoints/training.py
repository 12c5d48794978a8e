"""Train a Keras model and keep every epoch of it, with Keras' own callbacks."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from checkpoints.callbacks import note_learning_rate, note_seconds, progress_lines, stop_at_nan
from checkpoints.contract import CheckpointError
from checkpoints.options import SGD_MOMENTUM, Options
from checkpoints.run_folder import CHECKPOINTS, HISTORY, save_untrained
from checkpoints.watching import leaves
from data.locations import join

if TYPE_CHECKING:
    import keras
    import tensorflow as tf


def train(
    model: keras.Model,
    training: tf.data.Dataset,
    validation: tf.data.Dataset | None,
    options: Options,
    folder: str,
    *,
    network: keras.Model | None = None,
) -> list[float]:
    """Train a model; `epoch_000.keras` is the model as it comes in, then one file per epoch.

    Where the data come from does not matter here: anything that gives batches will do.

    Args:
        model: any Keras classifier with one sigmoid unit or a softmax, made inside the strategy's scope.
        training: batches of (images (b, y, x, channels), class numbers (b,)), one epoch long.
        validation: the same, or None.
        options: see `Options`.
        folder: an existing folder or URL; receives the checkpoints and history.csv.
        network: the part of the model that is saved; None saves the model as it is.

    Returns:
        Seconds of every epoch, validation and saving included.

    Raises:
        CheckpointError: the loss became NaN or infinite; the epochs before that are kept.
    """
    import keras

    prepare(model, options, steps=len(training))
    saved = network or model
    save_untrained(saved, folder)
    save = keras.callbacks.LambdaCallback(
        on_epoch_end=lambda epoch, logs: saved.save(join(folder, CHECKPOINTS.format(epoch=epoch + 1)))
    )
    seconds: list[float] = []
    history = keras.callbacks.CSVLogger(join(folder, HISTORY))
    try:
        model.fit(
            training,
            validation_data=validation,
            epochs=options.epochs,
            shuffle=False,  # the stream does it
            class_weight=None if options.class_weights is None else dict(enumerate(options.class_weights)),
            verbose=1 if sys.stdout.isatty() else 2,
            callbacks=[
                stop_at_nan(folder),
                note_learning_rate(model),
                save,
                history,
                note_seconds(seconds),
                *([] if sys.stdout.isatty() else [progress_lines(len(training), options.epochs)]),
            ],
        )
    except BaseException:
        if history.csv_file:
            history.on_train_end()  # Keras closes the file only where training ends well
        raise
    return seconds


def prepare(model: keras.Model, options: Options, *, steps: int) -> None:
    """Compile a model for training as the options say.

    Args:
        steps: of one epoch, for the schedule.
    """
    import keras

    from checkpoints.losses import loss_of

    for layer in leaves(model).values():
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.momentum = options.batch_norm_momentum
    units = model.output_shape[-1]
    model.compile(
        optimizer=_optimizer(options, steps), loss=loss_of(options, units), metrics=_metrics(units), jit_compile=False
    )


def balanced_weights(counts: list[int]) -> tuple[float, ...]:
    """Weights that make every class count alike: n / (c * count), as scikit-learn's "balanced".

    Args:
        counts: training samples per class, in class order.

    Raises:
        CheckpointError: a class has no samples.
    """
    empty = [number for number, count in enumerate(counts) if count == 0]
    if empty:
        raise CheckpointError(
            f"Class number {empty[0]} has no samples in the training split: leave out --class-weights."
        )
    return tuple(sum(counts) / (len(counts) * count) for count in counts)


def _optimizer(options: Options, steps: int) -> keras.optimizers.Optimizer:
    import keras

    rate: Any = options.starting_rate
    if options.schedule == "cosine":
        rate = keras.optimizers.schedules.CosineDecay(rate, decay_steps=steps * options.epochs)
    if options.optimizer == "sgd":
        return keras.optimizers.SGD(rate, momentum=SGD_MOMENTUM)
    return keras.optimizers.Adam(rate)


def _metrics(units: int) -> list[keras.metrics.Metric]:
    import keras

    if units == 1:
        return [keras.metrics.BinaryAccuracy(name="accuracy"), keras.metrics.AUC(name="auc")]
    return [keras.metrics.SparseCategoricalAccuracy(name="accuracy")]
