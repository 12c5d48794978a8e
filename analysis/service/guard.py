"""What is refused before a request is read: other hosts' pages, bodies too large, anything that is not JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from email.message import Message
from http import HTTPStatus
from io import BufferedIOBase

from analysis.service.contract import Refused

ADDRESS = "127.0.0.1"
Headers = Message | Mapping[str, str]

NAMES = (ADDRESS, "localhost")
MOST_BYTES = 64 * 1024  # of a request's body, where an endpoint does not need more
DEEPEST = 200  # "[" and "{" in a body; more would exhaust the parser before any field is looked at


def check_caller(headers: Headers, port: int) -> None:
    """Let only callers through that meant this service: no page of another site, no name that was bent to this address.

    Args:
        headers: of the request.
        port: the service's own.

    Raises:
        Refused: a foreign `Host` (DNS rebinding), or an `Origin` or `Sec-Fetch-Site` of another site.
    """
    known = {f"{name}:{port}" for name in NAMES}
    if headers.get("Host", "") not in known:
        raise Refused(f"This service answers at http://{ADDRESS}:{port} only.", HTTPStatus.FORBIDDEN)
    origin = headers.get("Origin")
    foreign = origin is not None and origin not in {f"http://{name}" for name in known}
    if foreign or headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
        raise Refused("This service does not answer pages of other sites.", HTTPStatus.FORBIDDEN)


def read_body(headers: Headers, stream: BufferedIOBase, *, most: int = MOST_BYTES) -> dict:
    """The body of a POST: a JSON object of at most so many bytes.

    Raises:
        Refused: no or a wrong length, too large, another content type, no JSON object.
    """
    if headers.get("Transfer-Encoding") or not headers.get("Content-Length", "").isdecimal():
        raise Refused("Send the body with a Content-Length.", HTTPStatus.LENGTH_REQUIRED)
    if headers.get("Content-Type", "").split(";")[0].strip().lower() != "application/json":
        raise Refused("Send JSON: Content-Type: application/json.", HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    length = int(headers["Content-Length"][:20])
    if length > most:
        raise Refused(f"The body has {length:,} bytes; {most:,} are the most.", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    content = stream.read(length)
    try:
        if len(content) < length or content.count(b"[") + content.count(b"{") > DEEPEST:
            raise ValueError("it is cut short or nested too deep")
        body = json.loads(content)
    except ValueError as error:
        raise Refused(f"The body is not JSON: {error}.") from error
    if not isinstance(body, dict):
        raise Refused("The body must be a JSON object.")
    return body
