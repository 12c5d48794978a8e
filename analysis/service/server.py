"""The service's HTTP server: this machine only, JSON in, JSON out, an error is a sentence."""

from __future__ import annotations

import json
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from analysis.service.contract import Endpoint, Refused, Service
from analysis.service.guard import ADDRESS, MOST_BYTES, check_caller, read_body
from analysis.service.routes import LARGER_BODIES, ROUTES
from data.contract import EpochscopeError

SECONDS = 20.0  # a caller may take to send its request


class ModelServer(ThreadingHTTPServer):
    """Listens on 127.0.0.1; a thread per request, so that /health answers while a model works."""

    daemon_threads = True

    def __init__(self, service: Service, port: int):
        self.service = service
        try:
            super().__init__((ADDRESS, port), _Handler)
        except OSError as error:
            raise EpochscopeError(
                f"Port {port} cannot be used ({error.strerror}). Is the service running already? "
                "Choose another with --port."
            ) from error


class _Handler(BaseHTTPRequestHandler):
    server: ModelServer
    timeout = SECONDS
    server_version = "Epochscope"
    sys_version = ""

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What http.server itself refuses, in the form of every other answer."""
        self._send(HTTPStatus(code), {"error": f"{message or HTTPStatus(code).phrase}."})

    def log_message(self, format: str, *values: object) -> None:
        """Say nothing: a request's line is the caller's text, and nobody reads it."""

    def _answer(self) -> None:
        status, answer = HTTPStatus.OK, {}
        try:
            check_caller(self.headers, self.server.server_port)
            endpoint = self._endpoint()
            body = self._body() if self.command == "POST" else {}
            answer = endpoint(self.server.service, body)
        except Refused as refusal:
            status, answer = refusal.status, {"error": str(refusal)}
        except EpochscopeError as error:
            status, answer = HTTPStatus.UNPROCESSABLE_ENTITY, {"error": str(error)}
        except Exception as error:
            words = f"The service failed at this request ({type(error).__name__}); its terminal says where."
            self._send(HTTPStatus.INTERNAL_SERVER_ERROR, {"error": words})
            raise
        self._send(status, answer)

    def _body(self) -> dict:
        return read_body(self.headers, self.rfile, most=LARGER_BODIES.get(urlsplit(self.path).path, MOST_BYTES))

    def _endpoint(self) -> Endpoint:
        path = urlsplit(self.path).path
        endpoint = ROUTES.get((self.command, path))
        if endpoint is None:
            known = ", ".join(f"{method} {place}" for method, place in ROUTES)
            raise Refused(f"There is no such endpoint. There are: {known}.", HTTPStatus.NOT_FOUND)
        return endpoint

    def _send(self, status: HTTPStatus, answer: dict) -> None:
        content = json.dumps(answer, ensure_ascii=True, allow_nan=False).encode()
        self.close_connection = True
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)
