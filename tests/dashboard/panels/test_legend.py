"""The row of words above a figure."""

from dashboard.panels.legend import legend


def test_every_line_stands_before_its_words_and_words_are_only_words():
    made = str(legend((("solid", "kept"), ("dashed", "a <b>"))))
    assert made.index('class="solid"') < made.index("kept") < made.index('class="dashed"') < made.index("a &lt;b&gt;")
    assert made.startswith("<p") and "<b>" not in made
