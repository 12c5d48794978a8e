"""The header line: its parts, and that its pickers move the shared selection."""

from tests.dashboard.conftest import words_of


def test_the_header_offers_every_page_run_and_split(open_page, tiny_runs):
    app = open_page(tiny_runs, "overview")
    labels = [link.proto.label for link in app.get("page_link")]
    assert labels == ["Overview", "Data", "Evolution", "Neighbours", "Evaluation", "Explanations"]
    assert app.selectbox(key="header_run").options == ["tiny_adam", "tiny_sgd"]
    assert app.selectbox(key="header_split").options == ["validation · 20", "test · 20", "train · 20"]
    assert "Epochscope" in words_of(app)


def test_pickers_move_the_selection_and_the_url(open_page, tiny_runs):
    app = open_page(tiny_runs, "overview", epoch=2)
    app.selectbox(key="header_run").select("tiny_sgd").run()
    app.selectbox(key="header_split").select("test").run()
    assert not app.exception
    assert {"run": "tiny_sgd", "split": "test", "epoch": "2"}.items() <= app.query_params.items()
    assert "Test, epoch 2" in words_of(app)


def test_links_in_the_header_carry_the_state(open_page, tiny_runs):
    app = open_page(tiny_runs, "overview", epoch=2, sample="ISIC_0000004")
    for link in app.get("page_link")[:6]:
        assert "epoch=2" in link.proto.query_string and "sample=ISIC_0000004" in link.proto.query_string
