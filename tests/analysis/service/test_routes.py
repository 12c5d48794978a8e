"""The table of endpoints: plain paths, and everything that takes a body is a POST."""

import re

from analysis.service.routes import ROUTES


def test_paths_are_plain_and_methods_known():
    for method, path in ROUTES:
        assert method in ("GET", "POST") and re.fullmatch(r"/[a-z]+", path)


def test_every_endpoint_says_what_it_does_and_is_there_once():
    assert all(endpoint.__doc__ for endpoint in ROUTES.values())
    assert len(set(ROUTES.values())) == len(ROUTES)
