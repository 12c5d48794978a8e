"""What is written when an epoch is complete, in an order that a kill at any instant cannot spoil."""

from __future__ import annotations

import csv
import io
import math
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from checkpoints.contract import CheckpointError
from checkpoints.options import Options
from checkpoints.patience import Patience
from checkpoints.resuming import State, save_state
from checkpoints.saving import save_network
from data.locations import join, write_atomically

if TYPE_CHECKING:
    import keras

HISTORY = "history.csv"
EARLY, PLATEAU = "early_stopping", "plateau"


def keep_epochs(
    trained: keras.Model, network: keras.Model, options: Options, state: State, folder: str
) -> keras.callbacks.Callback:
    """After every epoch: the checkpoint, then the state to go on from (which makes the epoch count), then the history.

    Args:
        trained: what `fit` is called on; its and its optimizer's variables are the state.
        network: what is saved as the checkpoint.
        options: of early stopping and reduce-on-plateau.
        state: is brought up to date.
        folder: path or URL.

    Raises:
        CheckpointError: out of `fit`, where the weights or the validation loss are NaN or infinite.
    """
    import keras

    begun: dict[str, float] = {}
    waiting = _waiting(options, state)

    def begin(epoch: int, logs: dict | None) -> None:
        begun["at"] = time.perf_counter()
        begun["rate"] = float(keras.ops.convert_to_numpy(trained.optimizer.learning_rate))

    def end(epoch: int, logs: dict) -> None:
        _refuse_nan(network, logs, epoch + 1, folder)
        logs["learning_rate"] = begun["rate"]
        _be_patient(trained, options, waiting, epoch + 1, logs)
        save_network(network, folder, epoch + 1)
        state.epoch = epoch + 1
        state.history.append({name: float(value) for name, value in logs.items()})
        state.seconds.append(round(time.perf_counter() - begun["at"], 3))
        state.patience = {name: each.to_json() for name, each in waiting.items()}
        state.stopped = trained.stop_training
        save_state(folder, state, {"model": trained.variables, "optimizer": trained.optimizer.variables})
        write_history(folder, state)

    return keras.callbacks.LambdaCallback(on_epoch_begin=begin, on_epoch_end=end)


def write_history(folder: str, state: State) -> None:
    """Write history.csv as Keras' CSVLogger does: epochs from 0, metrics by name."""
    if not state.history:
        return
    columns = ["epoch", *sorted({name for row in state.history for name in row})]
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="NA", lineterminator="\n")
    writer.writeheader()
    writer.writerows({"epoch": number, **row} for number, row in enumerate(state.history))
    write_atomically(join(folder, HISTORY), text.getvalue().encode())


def _waiting(options: Options, state: State) -> dict[str, Patience]:
    epochs = {}
    if options.early_stopping is not None:
        epochs[EARLY] = options.early_stopping
    if options.schedule == "reduce-on-plateau":
        epochs[PLATEAU] = options.plateau_patience
    return {
        name: Patience(**state.patience[name]) if name in state.patience else Patience(options.monitor, wait)
        for name, wait in epochs.items()
    }


def _be_patient(
    trained: keras.Model, options: Options, waiting: Mapping[str, Patience], epoch: int, logs: Mapping[str, float]
) -> None:
    if PLATEAU in waiting and waiting[PLATEAU].used_up(epoch, logs):
        optimizer = getattr(trained.optimizer, "inner_optimizer", trained.optimizer)
        optimizer.learning_rate = float(optimizer.learning_rate) * options.plateau_factor
    if EARLY in waiting and waiting[EARLY].used_up(epoch, logs):
        trained.stop_training = True


def _refuse_nan(network: keras.Model, logs: Mapping[str, float], epoch: int, folder: str) -> None:
    """The last step of an epoch may spoil weights that no loss has seen yet."""
    spoiled = [weight.path for weight in network.weights if not np.isfinite(np.asarray(weight)).all()]
    if spoiled:
        what = f"The weights {spoiled[0]} became NaN or infinite in epoch {epoch}"
    elif not math.isfinite(logs.get("val_loss", 0.0)):
        what = f"The validation loss became {logs['val_loss']} after epoch {epoch}"
    else:
        return
    raise CheckpointError(
        f"{what}, so training stopped. {folder} keeps the epochs before. Lower --learning-rate, clip gradients with "
        "--clip-norm, or look for odd pictures with python -m data check."
    )
