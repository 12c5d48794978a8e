"""The page address: what the URL asks for, and writing the dashboard's state back into it."""

from __future__ import annotations

import re
import time

import streamlit as st

SETTLING = 1.0  # seconds in which a browser may still send the address from before our last change
LONGEST = 2_000  # characters of a value: the outline of a region; ids and labels are far shorter
MOST = 24  # values an address may carry

_NAME = re.compile(r"[a-z_]{1,24}")
_WRITTEN, _WHEN = "address_written", "address_written_at"
_PAGE, _HEADER, _FOLLOWED = "address_page", "address_header", "address_followed"


def asked(page: str) -> dict[str, str] | None:
    """What the URL asks for, if it is the URL's turn to decide; None when the session's own state stands.

    The URL decides on the first run of a session (a link was opened), after a link with values of its own to another
    page, and when it changed under our hands (back and forward buttons). It does not decide when navigation dropped
    its values, or when it is that of the header's links, which a fragment may have overtaken.

    Args:
        page: URL path of the page in view.
    """
    found = _asked(page)
    st.session_state[_FOLLOWED] = found is not None
    return found


def _asked(page: str) -> dict[str, str] | None:
    found = _read()
    first = _WRITTEN not in st.session_state
    same_page = st.session_state.get(_PAGE) == page
    st.session_state[_PAGE] = page
    if first:
        return found
    if not found or found == st.session_state[_WRITTEN]:
        return None
    if same_page:
        settled = time.monotonic() - st.session_state[_WHEN] > SETTLING
        return found if settled else None
    return None if found == st.session_state.get(_HEADER) else found


def header_links(state: dict[str, str]) -> dict[str, str]:
    """The values that the header's links carry, for readers who open one in a new tab."""
    st.session_state[_HEADER] = dict(state)
    return dict(state)


def write(state: dict[str, str]) -> None:
    """Make the URL carry this state."""
    if st.session_state.get(_WRITTEN) != state:
        st.session_state[_WHEN] = time.monotonic()
    st.session_state.setdefault(_WHEN, time.monotonic())
    st.session_state[_WRITTEN] = dict(state)
    # A link to the page that is open already reaches Python, but not the browser's address line.
    followed = st.session_state.pop(_FOLLOWED, False)
    if followed or st.query_params.to_dict() != state:
        st.query_params.from_dict(state)


def _read() -> dict[str, str]:
    pairs = [(name, value) for name, value in st.query_params.items() if _NAME.fullmatch(name)]
    return {name: value for name, value in pairs[:MOST] if value and len(value) <= LONGEST}
