"""What an explainer is: a module with constants and one function."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import numpy as np

from checkpoints.probe import Probe


class Explainer(Protocol):
    """A module that explains logits by pixels; one line in `registry.EXPLAINERS` adds it.

    What is explained is the same for every method: the logit of the target class, or its log odds where the model has
    one sigmoid unit (see `targets.explained_logits`), of the picture in the model's own pixel range.

    A method that promises completeness (its map sums to what the picture adds to the logit) also has
    `residual(probe, images, classes, maps) -> (m,) float32`: how far the sum is off, as a share of the logit range.
    """

    TITLE: str  # on the screen
    SIGNED: bool  # whether a map says for and against (drawn around zero) or only where
    SOURCE: str  # the paper
    SETTINGS: Mapping[str, Any]  # the defaults of `explain`, JSON values only, for the run's manifest

    def explain(self, probe: Probe, images: np.ndarray, classes: np.ndarray, /) -> np.ndarray:
        """Map the pixels that matter.

        Several classes of one picture are cheapest one after the other: what they share is computed once.

        Args:
            probe: the model at the epoch in view.
            images: (m, y, x, channels) float32 in the model's own pixel range, as `probe.prepare` gives them.
            classes: (m,) int, the class to explain each picture by.

        A method's options are keywords of its own, with `SETTINGS` as defaults.

        Returns:
            (m, h, w) float32: raw maps at the method's own resolution, in units of the explained logit; NaN where
            the model itself gives no numbers.

        Raises:
            Unsupported: this method cannot serve this model; the message says why.
        """
        ...
