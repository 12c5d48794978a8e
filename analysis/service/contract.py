"""What an endpoint is, and how a request is refused."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from types import ModuleType
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

    def loaded(self) -> ModuleType:
        """The part that needs TensorFlow.

        Raises:
            Refused: it is still starting, or cannot be loaded here.
        """
        try:
            module = self.engine.ready()
        except ImportError as error:
            raise Refused(
                f"TensorFlow cannot be loaded here ({error}). Install it with: pip install -r requirements.txt",
                HTTPStatus.NOT_IMPLEMENTED,
            ) from error
        if module is None:
            raise Refused("TensorFlow is starting; ask again in a second.", HTTPStatus.SERVICE_UNAVAILABLE)
        return module


class Endpoint(Protocol):
    """One line in `analysis.service.routes.ROUTES`."""

    def __call__(self, service: Service, body: dict) -> dict:
        """Answer with JSON values. Raises EpochscopeError for a request that cannot be answered."""
        ...
