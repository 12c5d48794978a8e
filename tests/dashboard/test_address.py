"""When the URL decides, and when the session does."""

from types import SimpleNamespace

import pytest

from dashboard import address


class Query(dict):
    written = 0

    def to_dict(self):
        return dict(self)

    def from_dict(self, values):
        self.clear()
        self.update(values)
        self.written += 1


@pytest.fixture
def browser(monkeypatch):
    """A session and its address line; `clock` moves by hand."""
    fake = SimpleNamespace(session_state={}, query_params=Query(), clock=100.0)
    monkeypatch.setattr(address, "st", fake)
    monkeypatch.setattr(address.time, "monotonic", lambda: fake.clock)
    return fake


def visit(browser, page, **query):
    browser.query_params.clear()
    browser.query_params.update(query)
    return address.asked(page)


def test_the_first_run_of_a_session_follows_the_link(browser):
    assert visit(browser, "a", epoch="3") == {"epoch": "3"}


def test_navigation_that_drops_everything_changes_nothing(browser):
    visit(browser, "a", epoch="3")
    address.write({"epoch": "3"})
    browser.clock += 10
    assert visit(browser, "b") is None
    address.write({"epoch": "3"})
    assert browser.query_params == {"epoch": "3"}


def test_back_and_forward_on_one_page_are_followed_but_not_an_address_from_before_our_last_change(browser):
    visit(browser, "a", epoch="3")
    address.write({"epoch": "3"})
    address.write({"epoch": "4"})
    assert visit(browser, "a", epoch="3") is None  # the browser had not heard of epoch 4 yet
    browser.clock += 2
    assert visit(browser, "a", epoch="3") == {"epoch": "3"}


def test_header_links_drawn_before_a_fragment_ran_do_not_undo_it(browser):
    visit(browser, "a", epoch="3")
    address.write({"epoch": "3"})
    carried = address.header_links({"epoch": "3"})
    address.write({"epoch": "3", "sample": "x"})  # the fragment
    browser.clock += 10
    assert visit(browser, "b", **carried) is None


def test_links_with_values_of_their_own_are_followed_and_written_to_the_address_line(browser):
    visit(browser, "a", epoch="3")
    address.write({"epoch": "3"})
    address.header_links({"epoch": "3"})
    browser.clock += 10
    for page in ("b", "b"):
        asked = visit(browser, page, epoch="3", true="mole")
        if page == "b" and asked is not None:
            before = browser.query_params.written
            address.write(asked)
            assert browser.query_params.written == before + 1


def test_junk_is_left_alone(browser):
    found = visit(browser, "a", **{"Bad-Name": "1", "long": "x" * (address.LONGEST + 1), "empty": "", "fine": "ok"})
    assert found == {"fine": "ok"}
    many = {f"v{'abcdefghijklmnopqrstuvwxyz'[place % 26]}{'x' * (place // 26)}": "1" for place in range(60)}
    browser.session_state.clear()
    assert len(visit(browser, "a", **many)) == address.MOST
