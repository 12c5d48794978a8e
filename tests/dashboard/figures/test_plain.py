"""Untrusted words stay words."""

import html

import pytest

from dashboard.figures.plain import distinct, plain


@pytest.mark.parametrize("text", ["<b>x</b>", "<a href='javascript:alert(1)'>x</a>", "a & b < c > d", "&lt;i&gt;"])
def test_what_plotly_would_read_as_markup_is_escaped(text):
    shown = plain(text, longest=99)
    assert "<" not in shown and ">" not in shown
    assert html.unescape(shown) == text


def test_control_characters_and_newlines_become_one_space():
    assert plain("a\n\t\x00b\u2028c\u202ed") == "a b c d"


def test_cut_before_escaping_so_that_no_entity_is_halved():
    assert plain("&" * 50, longest=10) == "&amp;" * 9 + "…"


def test_nothing_visible_is_said():
    assert plain(" \n") == "(blank)"


def test_names_that_are_cut_alike_stay_different():
    assert len(set(distinct(["a" * 40 + "1", "a" * 40 + "2", "b"]))) == 3
