"""The errors of the analysis floor."""

from __future__ import annotations

from data.contract import EpochscopeError


class StoreError(EpochscopeError):
    """A run store that cannot be opened or written."""


class Unsupported(EpochscopeError):
    """An explainer or projection that cannot serve this run; the reason is stored and shown in place of the picture."""
