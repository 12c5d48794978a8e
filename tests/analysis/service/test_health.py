"""GET /health answers without loading anything."""

from analysis.service.contract import Service
from analysis.service.engine import Engine
from analysis.service.health import health


def test_asking_for_health_starts_nothing():
    engine = Engine()
    assert health(Service("nowhere", engine), {}) == {"service": "epochscope", "engine": "idle"}
    assert engine.state == "idle"
