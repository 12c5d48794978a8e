"""`python -m dashboard`: what it prints, what it refuses, and the server it becomes."""

import os
import signal
import socket
import subprocess
import sys

import pytest

from dashboard import __main__ as command
from data.command_line import run
from data.contract import EpochscopeError
from tests.browser import free_port, wait_until_healthy
from tests.conftest import ROOT


def test_a_missing_folder_is_one_message_and_exit_code_2(capsys, tmp_path):
    assert run(command.main, [str(tmp_path / "none")]) == 2
    said = capsys.readouterr().err
    assert "There is no" in said and "python -m analysis run" in said and "Traceback" not in said


def test_a_taken_port_names_the_address_and_the_option(tiny_runs):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(EpochscopeError, match=rf"Port {port} cannot be used.*--port"):
            command.main([tiny_runs, "--port", str(port)])


@pytest.mark.parametrize("port", ["0", "70000", "-1"])
def test_impossible_ports(tiny_runs, port):
    with pytest.raises(EpochscopeError, match="must be 1 to 65535"):
        command.main([tiny_runs, f"--port={port}"])


def test_settings_that_must_hold_are_given_as_flags(monkeypatch, capsys, tiny_runs):
    became = {}
    monkeypatch.setattr(command.os, "execve", lambda *call: became.update(call=call))
    monkeypatch.setattr(command.service_process, "start", lambda runs: {"EPOCHSCOPE_SERVICE_PORT": runs})
    command.main([tiny_runs, "--port", str(free_port()), "--no-browser"])
    program, arguments, environment = became["call"]
    assert program == sys.executable
    assert {"--server.address=127.0.0.1", "--server.headless=true", "--browser.gatherUsageStats=false"} <= set(
        arguments
    )
    assert environment["EPOCHSCOPE_RUNS"] == environment["EPOCHSCOPE_SERVICE_PORT"] == tiny_runs
    said = capsys.readouterr().out
    assert "http://127.0.0.1:" in said and "tiny_adam, tiny_sgd" in said
    command.main([tiny_runs, "--port", str(free_port()), "--no-service"])
    assert "EPOCHSCOPE_SERVICE_PORT" not in became["call"][2]


def test_it_serves_this_machine_only_and_stops_on_interrupt(tiny_runs, tmp_path):
    port = free_port()
    arguments = [sys.executable, "-m", "dashboard", tiny_runs, "--port", str(port), "--no-browser"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    server = subprocess.Popen(
        arguments, cwd=tmp_path, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_until_healthy(port)
        assert "101" in upgraded(port, host=f"127.0.0.1:{port}")
        assert "403" in upgraded(port, host="evil.example")  # DNS rebinding
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=20)


def upgraded(port, host):
    """The status line of an attempt to open the app's WebSocket under a host name."""
    lines = ["GET /_stcore/stream HTTP/1.1", f"Host: {host}", "Connection: Upgrade", "Upgrade: websocket"]
    lines += ["Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "", ""]
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall("\r\n".join(lines).encode())
        return line.recv(200).decode().splitlines()[0]
