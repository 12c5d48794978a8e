"""The words of `--augment`, such as `melanoma rotation=20`, as transforms."""

from __future__ import annotations

from collections.abc import Iterable

from checkpoints.augmentation.contract import Transform
from checkpoints.augmentation.registry import PRESETS, TRANSFORMS
from checkpoints.contract import CheckpointError


def parse(words: Iterable[str]) -> tuple[Transform, ...]:
    """Read names, names with a strength, and presets.

    Args:
        words: "flips", "rotation=20" or "melanoma", in any order. What is named beside a preset replaces the preset's
            own strength; a strength of 0 leaves a transform out.

    Returns:
        In the order of the registry, which is that of application.

    Raises:
        CheckpointError: an unknown name, one named twice, or a strength that is no number or out of range.
    """
    preset: dict[str, float] = {}
    named: dict[str, float] = {}
    for word in words:
        if word in PRESETS:
            preset |= dict(map(_strength, PRESETS[word]))
            continue
        name, strength = _strength(word)
        if name in named:
            raise CheckpointError(f"--augment names {name} twice. Give it once, with the strength you want.")
        named[name] = strength
    wanted = preset | named
    return tuple(Transform(name, wanted[name]) for name in TRANSFORMS if wanted.get(name))


def _strength(word: str) -> tuple[str, float]:
    name, equals, number = word.partition("=")
    if name not in TRANSFORMS:
        kind = "transform" if equals else "transform or preset"
        raise CheckpointError(
            f"There is no {kind} {name!r} for --augment. Presets: {', '.join(PRESETS)}. "
            f"Transforms: {', '.join(TRANSFORMS)}."
        )
    module = TRANSFORMS[name]
    if not equals:
        return name, module.STRENGTH
    low, high = module.LIMITS
    try:
        strength = float(number)
    except ValueError:
        strength = float("nan")
    if not low <= strength <= high:
        raise CheckpointError(
            f"--augment {name} takes a number from {low:g} to {high:g} ({module.UNIT}), as in "
            f"{name}={module.STRENGTH:g}. Found: {word!r}."
        )
    return name, strength
