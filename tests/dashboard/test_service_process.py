"""The service is gone with the dashboard, even one that was killed."""

import json
import os
import signal
import subprocess
import sys
import time
from urllib.error import URLError
from urllib.request import urlopen

from dashboard.model_service import PORT_VARIABLE
from tests.conftest import ROOT

# Becomes another process, as the dashboard becomes Streamlit, and tells where the service is.
DASHBOARD = """
import os, sys
from dashboard.service_process import start
told = start(sys.argv[1])
print(*told.values(), flush=True)
os.execv(sys.executable, [sys.executable, "-c", "import time; time.sleep(120)"])
"""


# The app without a service: two readers press the button, and a third asks.
APP = """
import sys
from dashboard import model_service, service_process
started = []
start = service_process.start
service_process.start = lambda runs: started.append(runs) or start(runs)
for _ in range(2):
    service_process.start_here(sys.argv[1])
try:
    model_service.ask("/transforms", {"transforms": ["no such"]})
except model_service.ServiceStarting:
    print(len(started), model_service.port(), flush=True)
sys.stdin.read()
"""


def test_it_is_started_once_from_within_the_app_which_waits_for_it(tiny_runs, tmp_path):
    environment = {name: one for name, one in os.environ.items() if name != PORT_VARIABLE} | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", APP, tiny_runs]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=tmp_path, env=environment, **pipes) as app:
        count, port = map(int, app.stdout.readline().split())
        assert count == 1 and until(lambda: answer(port)) == {"service": "epochscope", "engine": "idle"}
        app.stdin.close()
        app.wait(timeout=20)
    assert until(lambda: answer(port) is None)


def test_it_outlives_the_exec_and_not_the_kill(tiny_runs, tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", DASHBOARD, tiny_runs]
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True) as dashboard:
        port = int(dashboard.stdout.readline())
        assert until(lambda: answer(port)) == {"service": "epochscope", "engine": "idle"}
        dashboard.send_signal(signal.SIGKILL)
        dashboard.wait(timeout=20)
    assert until(lambda: answer(port) is None)


def answer(port):
    try:
        with urlopen(f"http://127.0.0.1:{port}/health", timeout=20) as found:
            return json.load(found)
    except (URLError, ConnectionError):
        return None


def until(condition, seconds=60):
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    return found
