"""What happens beside training, as Keras' own `LambdaCallback`s: a stop at NaN, and progress."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING, Any

from checkpoints.contract import CheckpointError
from data.progress import progress

if TYPE_CHECKING:
    import keras

EVERY = 16  # steps between two looks at the metrics: each look waits for the device


def stop_at_nan(folder: str, steps: int) -> keras.callbacks.Callback:
    """Stop before the epoch's checkpoint is written, which Keras' TerminateOnNaN does not.

    The loss is looked at every `EVERY` steps, all of them since the last look, so the step named is the right one.

    Args:
        folder: where the epochs before are kept, for the message.
        steps: of one epoch.

    Raises:
        CheckpointError: out of `fit`, where the loss is NaN or infinite.
    """
    import keras

    epochs: list[int] = [0]
    losses: list[tuple[int, Any]] = []  # (step, loss), not looked at yet

    def check(batch: int, logs: dict | None) -> None:
        losses.append((batch, (logs or {}).get("loss", 0.0)))
        if len(losses) < EVERY and batch + 1 < steps:
            return
        for step, loss in losses:
            if not math.isfinite(float(loss)):
                raise CheckpointError(
                    f"The loss became {float(loss)} at step {step + 1} of epoch {epochs[-1] + 1}, so training "
                    f"stopped. {folder} keeps the epochs before. Lower --learning-rate, or look for odd pictures with "
                    "python -m data check."
                )
        losses.clear()

    return keras.callbacks.LambdaCallback(
        on_epoch_begin=lambda epoch, logs: epochs.append(epoch), on_train_batch_end=check
    )


def show_progress(steps: int, epochs: int, batch_size: int) -> keras.callbacks.Callback:
    """A bar an epoch with images per second, time left and metrics, and a line when it is over.

    The bar's clock starts after an epoch's first step, which for the first epoch is mostly the compiling of the graph.

    Args:
        steps: of one epoch.
        epochs: of the whole training.
        batch_size: images of a step.
    """
    import keras

    now: dict[str, Any] = {}
    seconds: list[float] = []

    def begin(epoch: int, logs: dict | None) -> None:
        now.update(label=f"Epoch {epoch + 1} of {epochs}", bar=None, seen=0, started=time.perf_counter())

    def step(batch: int, logs: dict | None) -> None:
        made, now["seen"] = batch + 1 - now["seen"], batch + 1
        if now["bar"] is None:
            bar = now["bar"] = progress(label=now["label"], total=steps * batch_size, unit="images")
            bar.leave = False  # the epoch's line takes its place
        elif now["seen"] % EVERY < made:
            now["bar"].set_description_str(f"{now['label']}, {_in_words(logs or {})}", refresh=False)
        now["bar"].update(made * batch_size)

    def end(epoch: int, logs: dict | None) -> None:
        if now["bar"] is not None:
            now["bar"].close()
        seconds.append(time.perf_counter() - now["started"])
        left = sum(seconds) / len(seconds) * (epochs - epoch - 1)
        speed = f"{_clock(seconds[-1])}, {steps * batch_size / seconds[-1]:,.0f} images/s, {_clock(left)} left"
        print(f"{now['label']}: {_in_words(logs or {})}; {speed}", flush=True)

    return keras.callbacks.LambdaCallback(on_epoch_begin=begin, on_train_batch_end=step, on_epoch_end=end)


def _in_words(metrics: dict) -> str:
    return ", ".join(f"{name} {float(value):.3g}" for name, value in metrics.items())


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{rest:02d}" if minutes >= 60 else f"{minutes}:{rest:02d}"
