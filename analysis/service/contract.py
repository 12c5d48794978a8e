"""What an endpoint is, and how a request is refused."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Protocol

from analysis.service.engine import Engine
from data.contract import EpochscopeError


class Refused(EpochscopeError):
    """A request that cannot be answered.

    Attributes:
        status: the HTTP status that goes with the message.
    """

    def __init__(self, message: str, status: HTTPStatus = HTTPStatus.BAD_REQUEST):
        super().__init__(message)
        self.status = status


@dataclass(frozen=True)
class Service:
    """What endpoints answer from.

    Attributes:
        runs: a folder of run stores, or one run store.
        engine: the part that needs TensorFlow, loaded when it is first asked for.
    """

    runs: str
    engine: Engine


class Endpoint(Protocol):
    """One line in `analysis.service.routes.ROUTES`."""

    def __call__(self, service: Service, body: dict) -> dict:
        """Answer with JSON values. Raises EpochscopeError for a request that cannot be answered."""
        ...
