"""The service over a real socket: who is let in, what is refused, and that every refusal is a sentence in JSON."""

from __future__ import annotations

import json
import socket

import pytest

from analysis.service.contract import Service
from analysis.service.engine import Engine
from analysis.service.guard import MOST_BYTES
from analysis.service.routes import ROUTES
from analysis.service.server import ModelServer
from data.contract import EpochscopeError
from tests.analysis.service.conftest import STAND_IN, running, send


def test_it_listens_on_this_machine_only(server):
    assert server.server_address[0] == "127.0.0.1"


def test_health_says_who_answers(ask):
    assert ask("GET", "/health") == (200, {"service": "epochscope", "engine": "ready"})


def test_unknown_places_and_methods(ask):
    for method, path in (("GET", "/"), ("GET", "/augment"), ("POST", "/health"), ("POST", "/../health")):
        status, answer = ask(method, path, {})
        assert status == 404 and "POST /augment" in answer["error"], path
    for method in ("PUT", "DELETE", "OPTIONS"):
        status, answer = ask(method, "/health")
        assert status == 501 and answer["error"].endswith(".")


def test_the_query_is_not_the_path(ask):
    assert ask("GET", "/health?x=/../../etc")[0] == 200


@pytest.mark.parametrize("host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "", None])
def test_foreign_hosts_are_refused(ask, server, host):
    named = host.format(port=server.server_port) if host else host
    status, answer = ask("GET", "/health", headers={"Host": named})
    assert status == 403 and f"http://127.0.0.1:{server.server_port}" in answer["error"]


def test_the_other_name_of_this_machine(ask, server):
    assert ask("GET", "/health", headers={"Host": f"localhost:{server.server_port}"})[0] == 200


@pytest.mark.parametrize(
    "header", [{"Origin": "http://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_pages_of_other_sites_are_refused(ask, header):
    status, answer = ask("POST", "/augment", {"run": "tiny_adam", "sample": "ISIC_0000003"}, headers=header)
    assert status == 403 and "other sites" in answer["error"]


def test_no_answer_invites_other_sites(server):
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=20) as line:
        line.sendall(f"GET /health HTTP/1.1\r\nHost: 127.0.0.1:{server.server_port}\r\n\r\n".encode())
        head = line.makefile("rb").read().decode().split("\r\n\r\n")[0].lower()
    assert "access-control" not in head and "nosniff" in head and "python" not in head


def test_a_body_too_large_is_not_read(ask):
    status, answer = ask("POST", "/augment", b"", headers={"Content-Length": str(MOST_BYTES + 1)})
    assert status == 413 and f"{MOST_BYTES:,} are the most" in answer["error"]
    assert ask("POST", "/augment", b"", headers={"Content-Length": "9" * 400})[0] == 413


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content-Length": None}, 411),
        ({"Content-Length": "-1"}, 411),
        ({"Content-Length": "ten"}, 411),
        ({"Transfer-Encoding": "chunked"}, 411),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": None}, 415),
    ],
)
def test_headers_that_a_form_of_another_page_could_send(ask, headers, status):
    assert ask("POST", "/augment", b"{}", headers=headers)[0] == status


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff\xfe", b"[1]", b'"run"', b"null", b"[" * 3000, b'{"a":' * 3000 + b"1" + b"}" * 3000]
)
def test_bodies_that_are_no_object(ask, body):
    status, answer = ask("POST", "/augment", body)
    assert status == 400 and "JSON" in answer["error"]


def test_errors_of_an_endpoint_are_sentences(ask):
    status, answer = ask(
        "POST", "/augment", {"run": "tiny_adam", "sample": "ISIC_0000003", "transforms": ["melt<script>"]}
    )
    assert (status, answer["error"]) == (422, "No transform melt<script>. Known: spin.")


def test_a_taken_port_is_a_message(tiny_runs, server):
    with pytest.raises(EpochscopeError, match="--port"):
        ModelServer(Service(tiny_runs, Engine()), server.server_port)


def test_a_slow_start_answers_at_once_and_health_too(tiny_runs):
    import threading

    started = threading.Event()
    engine = Engine(lambda: started.wait(20) and STAND_IN)  # type: ignore[arg-type, return-value]
    with running(Service(tiny_runs, engine)) as server:
        assert send(server, "GET", "/health")[1]["engine"] == "idle"
        status, answer = send(server, "POST", "/augment", {"run": "tiny_adam", "sample": "ISIC_0000003"})
        assert status == 503 and "starting" in answer["error"]
        assert send(server, "GET", "/health")[1]["engine"] == "starting"
        started.set()
        engine._thread.join()
        assert send(server, "POST", "/augment", {"run": "tiny_adam", "sample": "ISIC_0000003"})[0] == 200


def test_json_is_plain_ascii(ask):
    _, answer = ask("POST", "/augment", {"run": "☢", "sample": "x"})
    assert "☢" in answer["error"] and json.dumps(answer)


def test_a_failure_of_its_own_is_a_sentence_too(ask, monkeypatch, capsys):
    def failing(service, body):
        raise KeyError("epoch")

    monkeypatch.setitem(ROUTES, ("GET", "/health"), failing)
    status, answer = ask("GET", "/health")
    assert status == 500 and answer["error"].startswith("The service failed at this request (KeyError)")
