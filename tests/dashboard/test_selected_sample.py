"""The selected sample in the header."""

from tests.dashboard.conftest import go_to, words_of


def test_it_is_named_and_can_be_let_go(open_page, tiny_runs):
    for path in ("overview", "evolution"):
        app = open_page(tiny_runs, path, sample="ISIC_0000004")
        assert "ISIC_0000004" in words_of(app)
        app.button(key="header_clear").click().run()
        assert not app.exception
        assert "sample" not in app.query_params
        assert "ISIC_0000004" not in words_of(go_to(app, path))
