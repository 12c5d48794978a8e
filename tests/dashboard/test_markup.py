"""What goes in as text comes out as text."""

import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from dashboard.markup import Markup, definitions, element, join, literal


class Seen(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.words, self.attributes = [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.words.append(data)


@given(st.text())
def test_any_text_stays_text(text):
    seen = Seen(element("p", text, title=text, css="note"))
    assert seen.tags == ["p"]
    assert "".join(seen.words) == text
    assert dict(seen.attributes) == {"title": text, "class": "note"}


def test_markup_goes_in_as_it_is():
    assert element("p", element("b", "<x>"), " & ") == "<p><b>&lt;x&gt;</b> &amp; </p>"
    assert join("<", Markup("<br>")) == "&lt;<br>"
    assert isinstance(join("a"), Markup)


def test_attribute_names_and_definitions():
    assert element("p", aria_label="x") == '<p aria-label="x"></p>'
    assert definitions({"<a>": "1"}) == '<dl class="facts"><div><dt>&lt;a&gt;</dt><dd>1</dd></div></dl>'


@given(st.text())
def test_literal_text_means_nothing_to_markdown_and_stays_itself(text):
    written = literal(text)
    assert not re.search(r"[!-/:-@\[-`{-~]", re.sub(r"\\.", "", written))  # every mark stands behind a backslash
    assert re.sub(r"\\(.)", r"\1", written) == " ".join(text.split())
