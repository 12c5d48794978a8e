"""The words of the checkpoint floor: what a series of checkpoints and a model's anatomy are."""

from __future__ import annotations

from data.contract import EpochscopeError


class CheckpointError(EpochscopeError):
    """Checkpoints that cannot be read as the epochs of one model."""
