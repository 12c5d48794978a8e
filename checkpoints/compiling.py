"""From a network to what Keras trains: augmentation in front, optimizer, loss and metrics."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import keras
import tensorflow as tf

from checkpoints.across_workers import across_workers
from checkpoints.augmentation import augmented
from checkpoints.contract import CheckpointError
from checkpoints.device import needs_whole_batches
from checkpoints.losses import loss_of
from checkpoints.optimizers import optimizer_of
from checkpoints.options import Options
from checkpoints.schedules import rate_of
from checkpoints.watching import leaves


def trainable(network: keras.Model, transforms: Sequence[Any], seed: int) -> keras.Model:
    """The model to compile and train in a network's place; they share weights, and the network stays uncompiled.

    Args:
        network: what will be saved.
        transforms: of `checkpoints.augmentation`, for training pictures.
        seed: of them.
    """
    if transforms:
        return across_workers(augmented(network, transforms, seed))
    inputs = [keras.Input(batch_shape=tensor.shape, dtype=tensor.dtype, name=tensor.name) for tensor in network.inputs]
    given = inputs[0] if len(inputs) == 1 else inputs
    return across_workers(keras.Model(given, network(given), name=f"trained_{network.name}"))


def follow_quickly(network: keras.Model, momentum: float) -> None:
    """Set the momentum of all batch normalization, nested models included.

    Args:
        momentum: how slowly moving statistics follow, in [0, 1).
    """
    for layer in leaves(network).values():
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.momentum = momentum


def compile_model(trained: keras.Model, options: Options, steps: int, *, after: int = 0) -> None:
    """Compile for training as the options say, the optimizer built for the weights that may change now.

    Args:
        steps: of the whole training, for the schedule.
        after: steps that went before; the schedule goes on from there.

    Raises:
        CheckpointError: XLA together with several replicas.
    """
    units = trained.output_shape[-1]
    rate = rate_of(options, steps, after=after)
    trained.compile(
        optimizer=optimizer_of(options, rate, trained.trainable_variables),
        loss=loss_of(options, units),
        # batches that were filled up carry weights; elsewhere class weights must not change the accuracy
        **{"weighted_metrics" if needs_whole_batches() else "metrics": _metrics(units)},
        steps_per_execution=options.steps_per_execution,
        jit_compile=jit_of(options),
        auto_scale_loss=False,
    )


def jit_of(options: Options) -> bool | str:
    """What Keras is told about XLA: a TPU compiles everything anyway, and a step of several replicas cannot be.

    Raises:
        CheckpointError: XLA was asked for where replicas are kept in step.
    """
    if isinstance(tf.distribute.get_strategy(), tf.distribute.TPUStrategy):
        return False
    if options.jit and needs_whole_batches():
        raise CheckpointError("--jit goes with one device: XLA cannot compile a step of several. Leave it out.")
    return "auto" if options.jit is None else options.jit


def _metrics(units: int) -> list[keras.metrics.Metric]:
    if units == 1:
        return [keras.metrics.BinaryAccuracy(name="accuracy"), keras.metrics.AUC(name="auc")]
    return [keras.metrics.SparseCategoricalAccuracy(name="accuracy")]
