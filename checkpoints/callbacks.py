"""What happens beside training, as Keras' own `LambdaCallback`s: a stop at NaN, notes for the history, progress."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING, Any

from checkpoints.contract import CheckpointError
from data.progress import progress

if TYPE_CHECKING:
    import keras


def stop_at_nan(folder: str) -> keras.callbacks.Callback:
    """Stop before the epoch's checkpoint is written, which Keras' TerminateOnNaN does not.

    Args:
        folder: where the epochs before are kept, for the message.

    Raises:
        CheckpointError: out of `fit`, where the loss is NaN or infinite.
    """
    import keras

    epochs: list[int] = [0]

    def check(batch: int, logs: dict | None) -> None:
        loss = float((logs or {}).get("loss", 0.0))
        if not math.isfinite(loss):
            raise CheckpointError(
                f"The loss became {loss} at step {batch + 1} of epoch {epochs[-1] + 1}, so training stopped. "
                f"{folder} keeps the epochs before. Lower --learning-rate, or look for odd pictures with "
                "python -m data check."
            )

    return keras.callbacks.LambdaCallback(
        on_epoch_begin=lambda epoch, logs: epochs.append(epoch), on_train_batch_end=check
    )


def note_learning_rate(model: keras.Model) -> keras.callbacks.Callback:
    """Put the learning rate of the epoch's first step beside the metrics, for the loggers that come after."""
    import keras

    rates: list[float] = []

    def read(epoch: int, logs: dict | None) -> None:
        rates.append(float(keras.ops.convert_to_numpy(model.optimizer.learning_rate)))

    def note(epoch: int, logs: dict) -> None:
        logs["learning_rate"] = rates[-1]

    return keras.callbacks.LambdaCallback(on_epoch_begin=read, on_epoch_end=note)


def progress_lines(steps: int, epochs: int) -> keras.callbacks.Callback:
    """Progress with the time left where output is no terminal: now and then a line, in place of Keras' moving bar.

    The clock starts after an epoch's first step, which for the first epoch is mostly the compiling of the graph.
    """
    import keras

    bars: dict[str, Any] = {}

    def step(batch: int, logs: dict | None) -> None:
        if batch == 0:
            bars["now"] = progress(label=f"Epoch {bars['epoch'] + 1} of {epochs}", total=steps, unit="steps")
        bars["now"].update(1)

    return keras.callbacks.LambdaCallback(
        on_epoch_begin=lambda epoch, logs: bars.update(epoch=epoch),
        on_train_batch_end=step,
        on_epoch_end=lambda epoch, logs: bars["now"].close(),
    )


def note_seconds(seconds: list[float]) -> keras.callbacks.Callback:
    """Append how long every epoch took, validation and what earlier callbacks did included."""
    import keras

    started: list[float] = []
    return keras.callbacks.LambdaCallback(
        on_epoch_begin=lambda epoch, logs: started.append(time.perf_counter()),
        on_epoch_end=lambda epoch, logs: seconds.append(round(time.perf_counter() - started[-1], 3)),
    )
