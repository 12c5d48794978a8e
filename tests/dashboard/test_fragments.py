"""A fragment whose drawing Streamlit drops leaves no gap: the rest of the page stays where it was drawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

import pytest
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.testing.v1 import AppTest, app_test
from streamlit.testing.v1.local_script_runner import LocalScriptRunner

from tests.dashboard.conftest import APP


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list:
    """The messages of the last run under AppTest."""
    messages: list = []

    class Kept(LocalScriptRunner):
        def join(self) -> None:
            super().join()
            messages[:] = self.forward_msgs()

    monkeypatch.setattr(app_test, "LocalScriptRunner", Kept)
    return messages


def fragments(messages: Sequence) -> set[str]:
    return {message.delta.fragment_id for message in messages if message.WhichOneof("type") == "delta"} - {""}


def gaps(messages: Sequence, dropped: str) -> list[tuple[int, ...]]:
    """Places that stay empty when a fragment starts before what the page's run drew of it has been sent."""
    queue = ForwardMsgQueue()
    for message in messages:
        queue.enqueue(message)
    queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=[dropped])
    children = defaultdict(set)
    for message in queue.flush():
        if message.WhichOneof("type") == "delta":
            *parent, place = message.metadata.delta_path
            children[tuple(parent)].add(place)
    return [(*parent, k) for parent, places in children.items() for k in range(max(places)) if k not in places]


def page_of_streamlits() -> None:
    import streamlit as st

    st.text("above")
    st.fragment(lambda: st.text("within"))()
    st.text("below")


def page_of_ours() -> None:
    import streamlit as st

    from dashboard.fragments import fragment

    st.text("above")
    fragment(lambda first, *, second: st.text(first + second))("with", second="in")
    st.text("below")


@pytest.mark.parametrize(("page", "found"), [(page_of_streamlits, [(0, 1)]), (page_of_ours, [])])
def test_a_dropped_fragment_leaves_no_gap(sent: list, page: Callable[[], None], found: list) -> None:
    app = AppTest.from_function(page, default_timeout=60).run()
    assert [text.value for text in app.text] == ["above", "within", "below"]
    (only,) = fragments(sent)
    assert gaps(sent, only) == found


@pytest.mark.parametrize(("path", "asked", "count"), [("evolution", {}, 2), ("data", {"part": "augmentation"}, 1)])
def test_no_page_of_the_app_leaves_one(
    sent: list, open_page, tiny_runs: str, path: str, asked: dict, count: int
) -> None:
    app = open_page(tiny_runs, path, run="tiny_adam", **asked)
    assert not app.exception
    assert len(fragments(sent)) == count
    assert {name: gaps(sent, name) for name in fragments(sent)} == {name: [] for name in fragments(sent)}


def test_the_app_makes_fragments_in_one_way() -> None:
    makers = [path.name for path in APP.parent.rglob("*.py") if "st.fragment(" in path.read_text(encoding="utf-8")]
    assert makers == ["fragments.py"]
