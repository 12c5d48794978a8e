"""The parts below the scatter: each opens, and only the open one is computed."""

from dashboard.panels import evolution_parts
from tests.dashboard.views.test_evolution import told


def test_only_the_open_part_is_drawn(open_page, tiny_runs, monkeypatch):
    opened = []
    for name in ("selected_many", "movers", "key_epochs", "points_table"):
        monkeypatch.setattr(evolution_parts, name, lambda *_, name=name: opened.append(name))
    for module in ("similarity", "separation", "export"):
        monkeypatch.setattr(getattr(evolution_parts, module), "show", lambda *_, name=module: opened.append(name))
    app = open_page(tiny_runs, "evolution")
    for part in list(evolution_parts.PARTS)[1:]:
        app.session_state["shared_state"] = app.session_state["shared_state"] | {"below": part}
        app.run()
        assert not app.exception and app.query_params["below"] == part
    assert sorted(opened) == sorted(set(opened)) and len(opened) == len(evolution_parts.PARTS)
    assert told(app)["trails"] is None
