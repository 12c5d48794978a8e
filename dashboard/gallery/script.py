"""The front end's modules as the one script that Streamlit can load: no name stands in two of them."""

from __future__ import annotations

import re
from pathlib import Path

FRONT = Path(__file__).parent / "front"
MODULES = ("keys", "lens", "sheets", "tile", "gallery")  # each imports only from those before it; the last is the entry

_IMPORT = re.compile(r"^import .*\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?!default )", re.MULTILINE)


def script() -> str:
    """All modules, one after the other, without imports and without exports other than the entry's."""
    sources = [(FRONT / f"{name}.js").read_text(encoding="utf-8") for name in MODULES]
    return "\n".join(_EXPORT.sub("", _IMPORT.sub("", source)) for source in sources)
