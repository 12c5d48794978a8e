"""The client: answers, refusals, nobody there, somebody else there, and a service that breaks off."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from dashboard import model_service
from dashboard.model_service import ServiceAway, ServiceStarting, ask
from data.contract import EpochscopeError
from tests.browser import free_port

ANSWERS = {
    "/echo": (200, None),
    "/starting": (503, b'{"error": "TensorFlow is starting."}'),
    "/refused": (404, b'{"error": "There is no run <b>x</b> here."}'),
    "/silent": (500, b"{}"),
    "/page": (200, b"<html>another program</html>"),
    "/page404": (404, b"<html>another program</html>"),
    "/list": (200, b"[1, 2]"),
    "/hangs": (200, b""),
}


class Scripted(BaseHTTPRequestHandler):
    """Answers as the test says: status and body by path; None breaks off."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/breaks":
            self.connection.close()
            return
        if self.path == "/hangs":
            self.server.released.wait(20)
        status, answer = ANSWERS[self.path]
        heard = {"heard": json.loads(body), "host": self.headers["Host"], "type": self.headers["Content-Type"]}
        content = json.dumps(heard).encode() if answer is None else answer
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


@pytest.fixture
def port(monkeypatch):
    server = HTTPServer(("127.0.0.1", 0), Scripted)
    server.released = threading.Event()
    server.handle_error = lambda *_: None
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    monkeypatch.setenv(model_service.PORT_VARIABLE, str(server.server_port))
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")  # nobody there: a client that asked it would fail
    yield server.server_port
    server.released.set()
    server.shutdown()
    thread.join()
    server.server_close()


def test_an_answer_comes_back_without_a_proxy(port):
    answer = ask("/echo", {"run": "☢"})
    assert answer == {"heard": {"run": "☢"}, "host": f"127.0.0.1:{port}", "type": "application/json"}


def test_refusals_keep_the_services_words(port):
    with pytest.raises(EpochscopeError, match="There is no run <b>x</b> here") as refusal:
        ask("/refused", {})
    assert not isinstance(refusal.value, ServiceAway | ServiceStarting)
    with pytest.raises(ServiceStarting, match="TensorFlow is starting"):
        ask("/starting", {})
    with pytest.raises(EpochscopeError, match="without a word"):
        ask("/silent", {})


@pytest.mark.parametrize("path", ["/page", "/page404", "/list"])
def test_another_program_on_the_port_is_said(port, path):
    with pytest.raises(ServiceAway, match=rf"Something else answers on port {port}"):
        ask(path, {})


def test_a_service_that_breaks_off_or_hangs(port, monkeypatch):
    with pytest.raises(EpochscopeError, match="broke off"):
        ask("/breaks", {})
    monkeypatch.setattr(model_service, "SECONDS", 0.2)
    with pytest.raises(EpochscopeError, match="has not answered"):
        ask("/hangs", {})


def test_nobody_there_says_how_to_start_it(monkeypatch):
    monkeypatch.delenv(model_service.PORT_VARIABLE, raising=False)
    monkeypatch.setattr(model_service, "PORT", free_port())
    with pytest.raises(ServiceAway, match=r"python -m dashboard.*python -m analysis serve runs"):
        ask("/augment", {})


def test_a_service_that_was_just_started_is_waited_for(monkeypatch):
    monkeypatch.setenv(model_service.PORT_VARIABLE, str(free_port()))
    model_service.expect()
    with pytest.raises(ServiceStarting):
        ask("/augment", {})
    monkeypatch.setattr(model_service, "STARTING_SECONDS", 0)
    with pytest.raises(ServiceAway):
        ask("/augment", {})


@pytest.mark.parametrize("named", ["", "x", "-1", "9" * 30])
def test_a_port_that_is_none_is_the_usual_one(monkeypatch, named):
    monkeypatch.setenv(model_service.PORT_VARIABLE, named)
    assert model_service.port() == model_service.PORT
