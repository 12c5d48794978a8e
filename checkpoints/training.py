"""Train a Keras model and keep every epoch of it, so that a stop at any instant costs one epoch at most."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from checkpoints.callbacks import show_progress, stop_at_nan
from checkpoints.contract import CheckpointError
from checkpoints.epoch_end import keep_epochs, write_history
from checkpoints.freezing import freeze
from checkpoints.options import Options
from checkpoints.resuming import State, restore
from checkpoints.saving import save_network

if TYPE_CHECKING:
    import keras
    import tensorflow as tf


@dataclass(frozen=True)
class Feed:
    """What a model is trained on.

    Attributes:
        training: gives endless batches of exactly one size, of (inputs, class numbers (b,)), from the beginning of an
            epoch on (0 for the first); what an epoch holds depends on nothing but its number.
        steps: batches of one epoch.
        validation: batches of the same form, or None.
    """

    training: Callable[[int], tf.data.Dataset]
    steps: int
    validation: tf.data.Dataset | None = None


def train(
    network: keras.Model,
    feed: Feed,
    options: Options,
    folder: str,
    *,
    transforms: Sequence[Any] = (),
    state: State | None = None,
) -> State:
    """Train a model; `epoch_000.keras` is the model as it comes in, then one file per epoch.

    Args:
        network: any Keras classifier with one sigmoid unit or a softmax, made inside the strategy's scope; uncompiled.
        feed: see `Feed`.
        options: see `Options`.
        folder: an existing folder or URL; receives the checkpoints, history.csv and resume.npz.
        transforms: of `checkpoints.augmentation`, for training pictures.
        state: of an interrupted training in that folder, to go on from; None begins one.

    Returns:
        How it went: history, seconds and where it stopped.

    Raises:
        CheckpointError: the loss or the weights became NaN or infinite, or options that do not go with the feed; the
            epochs before are kept.
    """
    from checkpoints.compiling import follow_quickly, trainable

    refuse_uneven_executions(options, feed.steps)
    follow_quickly(network, options.batch_norm_momentum)
    trained = trainable(network, transforms, options.seed)
    if state is None:
        state = State()
        save_network(network, folder, 0)
    else:
        restore(folder, {"model": trained.variables})
        write_history(folder, state)
    job = _Job(network, trained, feed, options, folder, state)
    for first, last in _phases(options):
        if state.epoch < last and not state.stopped:
            _train_phase(job, first, last)
    return state


def refuse_uneven_executions(options: Options, steps: int) -> None:
    """An execution cannot end in the middle of an epoch.

    Raises:
        CheckpointError: the steps of an epoch are no multiple of --steps-per-execution; numbers that do are named.
    """
    wanted = options.steps_per_execution
    if steps % wanted == 0:
        return
    near = sorted((n for n in range(1, steps + 1) if steps % n == 0), key=lambda n: abs(n - wanted))[:2]
    raise CheckpointError(
        f"--steps-per-execution {wanted} does not divide the {steps} steps of an epoch. Choose "
        f"{' or '.join(map(str, sorted(near)))}, or another --batch-size."
    )


@dataclass(frozen=True)
class _Job:
    network: keras.Model
    trained: keras.Model
    feed: Feed
    options: Options
    folder: str
    state: State


def _phases(options: Options) -> list[tuple[int, int]]:
    """(first epoch, the epoch it ends before) of what is trained without a break: the head alone, then everything."""
    frozen = options.freeze_epochs
    return [(0, frozen), (frozen, options.epochs)] if frozen else [(0, options.epochs)]


def _train_phase(job: _Job, first: int, last: int) -> None:
    """Each phase has an optimizer of its own: moments of weights that were frozen are no moments of their gradients."""
    from checkpoints.compiling import compile_model

    options, steps, begun = job.options, job.feed.steps, job.state.epoch
    freeze(job.network, last <= options.freeze_epochs)
    compile_model(job.trained, options, steps * options.epochs, after=steps * first)
    if begun > first:
        restore(job.folder, {"optimizer": job.trained.optimizer.variables})
    job.trained.fit(
        job.feed.training(begun),
        validation_data=job.feed.validation,
        initial_epoch=begun,
        epochs=last,
        steps_per_epoch=steps,
        shuffle=False,  # the stream does it
        class_weight=None if options.class_weights is None else dict(enumerate(options.class_weights)),
        verbose=0,
        callbacks=[
            stop_at_nan(job.folder, steps),
            keep_epochs(job.trained, job.network, options, job.state, job.folder),
            show_progress(steps, options.epochs, options.batch_size),
        ],
    )
