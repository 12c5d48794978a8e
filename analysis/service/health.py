"""GET /health: whether the service is there, and how far its TensorFlow is."""

from __future__ import annotations

from analysis.service.contract import Service

NAME = "epochscope"


def health(service: Service, body: dict) -> dict:
    """Say who answers; loads nothing.

    Returns:
        `service` (NAME) and `engine`: `idle` until it is first needed, then `starting`, `ready` or `failed`.
    """
    return {"service": NAME, "engine": service.engine.state}
