"""Asking the model service, a process of its own on this machine, for what needs a model."""

from __future__ import annotations

import http.client
import json
import os
import time
from http import HTTPStatus
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, Request, build_opener

from data.contract import EpochscopeError

PORT_VARIABLE = "EPOCHSCOPE_SERVICE_PORT"  # set by `python -m dashboard`, which starts the service
PORT = 8502  # of a service started by hand: `python -m analysis serve runs`
ADDRESS = "127.0.0.1"
SECONDS = 30.0  # an answer may take
STARTING_SECONDS = 20.0  # after our own start, in which a service that does not answer is taken to be starting, too
MOST_BYTES = 64 * 1024 * 1024  # of an answer

HOW_TO_START = (
    "The model service is not running: start the app with python -m dashboard, or run python -m analysis serve runs "
    "beside it."
)

_began = [time.monotonic()]  # when a service was last started for this app
_direct = build_opener(ProxyHandler({}))  # a proxy set for the outside must not see what stays on this machine


class ServiceAway(EpochscopeError):
    """Nobody answers on the service's port."""


class ServiceStarting(EpochscopeError):
    """The service is there, but not ready; ask again in a second."""


def ask(path: str, body: dict) -> dict:
    """Send one question and wait for its answer.

    Args:
        path: of the endpoint, such as "/augment".
        body: JSON values.

    Raises:
        ServiceAway: nobody is there, or somebody else is.
        ServiceStarting: not ready yet.
        EpochscopeError: refused, in the service's own words, or broken off.
    """
    question = Request(
        f"http://{ADDRESS}:{port()}{path}",
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
    )
    try:
        with _direct.open(question, timeout=SECONDS) as answer:
            return _json(answer)
    except HTTPError as error:
        with error:
            raise _refused(error.code, _json(error)) from error
    except TimeoutError as error:
        raise EpochscopeError(f"The model service has not answered for {SECONDS:.0f} seconds. Try again.") from error
    except URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise EpochscopeError(f"The model service has not answered for {SECONDS:.0f} seconds.") from error
        raise _away() from error
    except (http.client.HTTPException, ConnectionError) as error:
        raise EpochscopeError(
            "The model service broke off without an answer; the window it was started from says why."
        ) from error


def port() -> int:
    """Where the service is looked for."""
    named = os.environ.get(PORT_VARIABLE, "")
    return int(named) if named.isdecimal() and len(named) <= 5 else PORT


def expect() -> None:
    """From now on, for STARTING_SECONDS, a service that does not answer is taken to be starting."""
    _began[0] = time.monotonic()


def is_expected() -> bool:
    """Whether a service was started for this app a moment ago."""
    return PORT_VARIABLE in os.environ and time.monotonic() - _began[0] < STARTING_SECONDS


def _away() -> EpochscopeError:
    """Who started the app with its service waits a moment for it; who did not is told how."""
    if is_expected():
        return ServiceStarting("The model service is starting.")
    return ServiceAway(HOW_TO_START)


def _json(answer) -> dict:
    try:
        found = json.loads(answer.read(MOST_BYTES))
    except ValueError as error:
        raise ServiceAway(f"Something else answers on port {port()}. {HOW_TO_START}") from error
    if not isinstance(found, dict):
        raise ServiceAway(f"Something else answers on port {port()}. {HOW_TO_START}")
    return found


def _refused(status: int, answer: dict) -> EpochscopeError:
    words = str(answer.get("error", "The model service refused without a word."))
    return ServiceStarting(words) if status == HTTPStatus.SERVICE_UNAVAILABLE else EpochscopeError(words)
