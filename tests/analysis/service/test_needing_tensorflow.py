"""The engine's module holds exactly what endpoints ask of it."""

import pytest

from analysis.service.engine import MODULE
from tests.analysis.service.conftest import STAND_IN

pytestmark = pytest.mark.tensorflow


def test_it_has_what_the_stand_in_of_the_tests_stands_in_for():
    import analysis.service.needing_tensorflow as module

    assert module.__name__ == MODULE and set(module.__all__) == set(vars(STAND_IN))
    assert all(callable(getattr(module, name)) for name in module.__all__)
