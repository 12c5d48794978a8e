"""What Keras raises for a file that is not what it should be, and how to say it in one paragraph."""

from __future__ import annotations

import re
import zipfile

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
    return f"{location} cannot be loaded as a Keras model: {reason[:_LONGEST]}{' …' if len(reason) > _LONGEST else ''}"
