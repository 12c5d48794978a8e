"""Several selected samples: the last one is the shared selection, and a pick elsewhere ends the set."""

from analysis.store.reader import Run
from dashboard import selected_set
from dashboard.selection import Selection


def chosen(monkeypatch):
    changes, state = [], {}
    monkeypatch.setattr(selected_set, "choose", lambda **values: changes.append(values))
    monkeypatch.setattr(selected_set.st, "session_state", state)
    return changes


def test_the_last_of_the_set_is_the_shared_selection(monkeypatch, tiny_run):
    changes, run = chosen(monkeypatch), Run(tiny_run)
    selected_set.select(run, "tiny", ["ISIC_0000003", "ISIC_0000009", "ISIC_0000005"])
    assert changes == [{"sample": "ISIC_0000005"}]
    found = selected_set.selected_set(Selection("tiny", 0, "ISIC_0000005", "test"))
    assert found == ("ISIC_0000003", "ISIC_0000009", "ISIC_0000005")


def test_another_of_the_set_comes_last_and_a_pick_elsewhere_ends_it(monkeypatch, tiny_run):
    chosen(monkeypatch)
    selected_set.select(Run(tiny_run), "tiny", ["ISIC_0000003", "ISIC_0000009"])
    assert selected_set.selected_set(Selection("tiny", 0, "ISIC_0000003", "test")) == ("ISIC_0000009", "ISIC_0000003")
    assert selected_set.selected_set(Selection("tiny", 0, "ISIC_0000001", "test")) == ("ISIC_0000001",)
    assert selected_set.selected_set(Selection("other", 0, "ISIC_0000003", "test")) == ("ISIC_0000003",)
    assert selected_set.selected_set(Selection("tiny", 0, None, "test")) == ()


def test_only_what_the_run_has_is_taken_over_from_the_browser(monkeypatch, tiny_run):
    changes, run = chosen(monkeypatch), Run(tiny_run)
    selected_set.select(run, "tiny", ["<script>", "ISIC_0000002", "ISIC_0000002"])
    selected_set.select(run, "tiny", ["<script>"])
    selected_set.select(run, "tiny", [])
    assert changes == [{"sample": "ISIC_0000002"}, {"sample": None}]
