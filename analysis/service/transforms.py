"""POST /transforms: what training can do to a picture, and what some words of `--augment` stand for."""

from __future__ import annotations

from analysis.service.contract import Service
from analysis.service.fields import only, texts

MOST = 32  # words in a request


def transforms(service: Service, body: dict) -> dict:
    """List the transforms; loads no TensorFlow.

    Args:
        body: `transforms`, words as `--augment` takes them, presets included.

    Returns:
        `offered`: per transform `name`, `title`, `strength` (the usual one), `unit`, `low` and `high`, in the order of
        application; `presets`: name -> words; `in_force`: name -> strength that the words ask for.

    Raises:
        Refused: a field of another form.
        CheckpointError: words that are no transforms.
    """
    from checkpoints.augmentation import PRESETS, TRANSFORMS, parse

    only(body, ("transforms",))
    offered = [
        {
            "name": name,
            "title": module.TITLE,
            "strength": module.STRENGTH,
            "unit": module.UNIT,
            "low": module.LIMITS[0],
            "high": module.LIMITS[1],
        }
        for name, module in TRANSFORMS.items()
    ]
    wanted = parse(texts(body, "transforms", most=MOST))
    return {
        "offered": offered,
        "presets": {name: list(words) for name, words in PRESETS.items()},
        "in_force": {one.name: one.strength for one in wanted},
    }
