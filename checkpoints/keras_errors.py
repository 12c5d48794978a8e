"""What Keras raises for a file that is not what it should be, and how to say it in one paragraph."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

KERAS_ERRORS = (  # ValueError, KeyError … are Keras', h5py's and zipfile's way of refusing a file
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ImportError,
    OSError,
    RuntimeError,
    zipfile.BadZipFile,
)

_MISSING_CLASS = re.compile(r"(?:Could not locate class|Unknown layer:) '(\w+)'")
_LONGEST = 300  # characters of Keras' own words


def explained(location: str, error: Exception) -> str:
    """One sentence on why Keras could not load a file, without what to do."""
    reason = " ".join(str(error).split())
    if missing := _MISSING_CLASS.search(reason):
        return f"{location} needs the class {missing[1]!r}, which is not part of Keras."
    return f"{location} cannot be loaded as a Keras model: {in_short(error)}"


def in_short(error: Exception) -> str:
    """Keras' own words on one line, cut where they go on for long."""
    reason = " ".join(str(error).split())
    return reason if len(reason) <= _LONGEST else reason[:_LONGEST] + " …"


@contextmanager
def older_keras() -> Iterator[None]:
    """Keep Keras 3.15 from warning about files of older Keras 3 versions.

    They lack its second copy of a model's layers, `_operations_by_depth`; the first, `layers`, holds every weight.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"Skipping nested container at '(.*/)?_operations_by_depth")
        yield
