"""All that endpoints ask of TensorFlow, in the one module that `analysis.service.engine` loads when it is needed."""

from __future__ import annotations

from analysis.service.draws import draw, picture_of
from analysis.service.epoch_model import seen_by

__all__ = ["draw", "picture_of", "seen_by"]
