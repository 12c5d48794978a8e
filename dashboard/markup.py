"""HTML for the screen in which every word from data is escaped, by construction."""

from __future__ import annotations

import html
import string

import streamlit as st


class Markup(str):
    """Text that is HTML already; anything else that enters an element is escaped."""

    __slots__ = ()


def element(name: str, *children: str, css: str = "", **attributes: str) -> Markup:
    """One HTML element.

    Args:
        name: the tag, a constant of the code.
        children: `Markup` goes in as it is, any other text is escaped.
        css: class names, constants of the code.
        attributes: values are escaped; `_` in a name becomes `-`.
    """
    named = {"class": css, **attributes} if css else attributes
    written = "".join(f' {key.replace("_", "-")}="{html.escape(value)}"' for key, value in named.items())
    return Markup(f"<{name}{written}>{join(*children)}</{name}>")


def join(*children: str) -> Markup:
    """Several pieces in a row, escaped where they are not `Markup`."""
    return Markup("".join(child if isinstance(child, Markup) else html.escape(child) for child in children))


def literal(text: str) -> str:
    """Untrusted text as Markdown that shows it letter by letter, for the few widgets whose labels are Markdown."""
    line = " ".join(text.split())
    return "".join(f"\\{letter}" if letter in string.punctuation else letter for letter in line)


def definitions(rows: dict[str, str], *, css: str = "facts") -> Markup:
    """A quiet list of terms and what they are."""
    pairs = (element("div", element("dt", term), element("dd", words)) for term, words in rows.items())
    return element("dl", *pairs, css=css)


def show(*children: str) -> None:
    """Put markup on the page."""
    st.html(join(*children))
