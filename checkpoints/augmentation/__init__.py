"""Augmentation: random changes to the pictures while training, inside the graph, one transform a module."""

from checkpoints.augmentation.applying import apply, compiled
from checkpoints.augmentation.contract import Transform
from checkpoints.augmentation.in_front import augmented
from checkpoints.augmentation.registry import PRESETS, TRANSFORMS
from checkpoints.augmentation.words import parse

__all__ = ["PRESETS", "TRANSFORMS", "Transform", "apply", "augmented", "compiled", "parse"]
