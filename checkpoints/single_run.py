"""One run from its plan to its folder: begun, continued after an interruption, or found complete."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from checkpoints.augmentation import parse
from checkpoints.contract import CheckpointError
from checkpoints.device import choose_strategy
from checkpoints.epoch_end import EARLY
from checkpoints.feeding import balanced_weights, count_classes, feed_of
from checkpoints.options import Options
from checkpoints.plan import Plan, facts_of
from checkpoints.quiet_start import start_tensorflow
from checkpoints.reading import load_model
from checkpoints.registry import build
from checkpoints.resuming import State, forget_state, read_state
from checkpoints.run_folder import COMPLETE, INTERRUPTED, claim, standing, write_split, write_training
from checkpoints.training import Feed, refuse_uneven_executions, train
from checkpoints.weights import assign_weights
from checkpoints.workers import place_to_write, refuse_disagreement
from data.locations import absolute
from data.metadata_encoding import Encoding, encode

if TYPE_CHECKING:
    import keras


def train_run(plan: Plan, *, overwrite: bool = False) -> None:
    """Train what was planned and say where the checkpoints are; an interrupted run goes on where it stopped.

    Args:
        plan: see `Plan`.
        overwrite: replace an earlier run in that folder.

    Raises:
        EpochscopeError: data, model, options or folder that do not go.
    """
    transforms, facts = parse(plan.augment), facts_of(plan)
    earlier = standing(plan.folder, facts)
    if earlier == COMPLETE and not overwrite:
        print(f"{plan.folder} holds this very training, complete: nothing to do. Train it anew with --overwrite.")
        return
    state = read_state(plan.folder) if earlier == INTERRUPTED and not overwrite else None
    if earlier == INTERRUPTED and not overwrite:
        goes = "starts over" if state is None else f"goes on after epoch {state.epoch}"
        print(f"{plan.folder} holds an interrupted training with these settings: it {goes}.")
    start_tensorflow()
    strategy, facts["device"] = choose_strategy(plan.options.device, plan.options.tpu)
    refuse_uneven_replicas(plan.options.batch_size, strategy.num_replicas_in_sync, facts["device"])
    refuse_disagreement(strategy, 0 if state is None else state.epoch, plan.folder)
    with _computing_in(plan.options.precision), strategy.scope(), place_to_write(absolute(plan.folder)) as folder:
        network, feed, options = _prepared(plan, facts)
        if state is None:
            folder = claim(folder, overwrite=overwrite or earlier == INTERRUPTED)
            write_split(folder, plan.dataset.samples)
            write_training(folder, facts)
        print(_summary(plan, facts), flush=True)
        state = train(network, feed, options, folder, transforms=transforms, state=state)
        write_training(folder, facts | _outcome(state))
        forget_state(folder)
    print(f"\n{state.epoch + 1} checkpoints in {absolute(plan.folder)}")
    print(f"Next: python -m analysis run {absolute(plan.folder)}")


def refuse_uneven_replicas(batch_size: int, replicas: int, device: str) -> None:
    """Every replica takes the same share of a batch.

    Raises:
        CheckpointError: the batch size is no multiple of the number of replicas.
    """
    if batch_size % replicas:
        below = batch_size // replicas * replicas
        choices = [str(size) for size in (below, below + replicas) if size]
        raise CheckpointError(
            f"--batch-size {batch_size} cannot be divided evenly among {replicas} replicas ({device}). "
            f"Choose {' or '.join(choices)}."
        )


@contextmanager
def _computing_in(precision: str) -> Iterator[None]:
    import keras

    keras.backend.clear_session()  # layers are named alike in every run; inside a strategy's scope it would end that
    before = keras.config.dtype_policy()
    keras.config.set_dtype_policy(precision)
    try:
        yield
    finally:
        keras.config.set_dtype_policy(before)


def _prepared(plan: Plan, facts: dict[str, Any]) -> tuple[keras.Model, Feed, Options]:
    """All that can go wrong while there is no folder yet; the facts learn what only the model and the data know."""
    import keras

    from checkpoints.compiling import jit_of
    from checkpoints.losses import loss_of
    from checkpoints.schedules import curve

    keras.utils.set_random_seed(plan.options.seed)
    architecture, options = facts["architecture"], plan.options
    metadata = (
        None if facts["metadata"] is None else encode(Encoding.from_json(facts["metadata"]), plan.dataset.samples)
    )
    size, channels = tuple(architecture["size"]), architecture["channels"]
    feed = feed_of(plan.dataset, options, size=size, channels=channels, metadata=metadata)
    if plan.weigh_classes:
        options = replace(options, class_weights=balanced_weights(count_classes(plan.dataset)))
    network = build(architecture | {"weights": plan.weights})
    if plan.initial_weights:
        initial = load_model(plan.initial_weights, architecture=architecture)
        assign_weights(network, initial, plan.initial_weights)
    loss_of(options, network.output_shape[-1])
    jit_of(options)
    refuse_uneven_executions(options, feed.steps)
    facts |= {
        "options": asdict(options),
        "parameters": network.count_params(),
        "steps_per_epoch": feed.steps,
        "schedule": curve(options, feed.steps),
    }
    return network, feed, options


def _outcome(state: State) -> dict[str, Any]:
    found: dict[str, Any] = {"seconds_per_epoch": state.seconds, "stopped_early": state.stopped}
    if EARLY in state.patience:
        found["chosen_epoch"] = state.patience[EARLY]["best_epoch"]
    return found


def _summary(plan: Plan, facts: dict[str, Any]) -> str:
    splits = plan.dataset.samples["split"].value_counts()
    sizes = ", ".join(f"{splits[name]:,} {name}" for name in ("train", "validation", "test") if name in splits)
    architecture = facts["architecture"]
    return (
        f"{plan.name} on {plan.dataset.name}: {sizes}; {len(plan.dataset.classes)} classes\n"
        f"{architecture['model']} at {architecture['size'][0]} px, {facts['parameters']:,} parameters, "
        f"on {facts['device']}"
    )
