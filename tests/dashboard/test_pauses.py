"""What was imported is set apart from the garbage collector, and threads take turns sooner; in a process of its own."""

from __future__ import annotations

import subprocess
import sys

from tests.conftest import ROOT

SERVER = """
import gc, sys, weakref
import pandas
from dashboard.pauses import shorten

class Cycle:
    def __init__(self): self.itself = self

before, wait = len(gc.get_objects()), sys.getswitchinterval()
shorten()
left = len(gc.get_objects())
shorten()
late = Cycle()
seen = weakref.ref(late)
del late
gc.collect(2)
print(left < before / 10, sys.getswitchinterval() < wait, seen() is None)
"""


def test_imports_are_searched_no_more_and_later_garbage_still_is():
    told = subprocess.run([sys.executable, "-c", SERVER], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["True", "True", "True"]
