"""Joins the front end's ES modules into the one script that Streamlit can load.

Streamlit loads a component's script through a blob URL, where relative imports have nothing to be relative to. Each
module therefore becomes a function scope that returns its exports, in the order of `MODULES`, and an import becomes
a lookup in an earlier scope. Only the forms our own modules use are known; anything else is refused.
"""

from __future__ import annotations

import base64
import json
import re
import zlib
from functools import cache
from pathlib import Path

FRONT = Path(__file__).parent / "front"
MODULES = (
    "payload",
    "identity",
    "moment",
    "camera",
    "picking",
    "lasso",
    "selection",
    "memory",
    "remembered",
    "palette",
    "stamps",
    "painter",
    "strokes",
    "style",
    "wardrobe",
    "order",
    "outfit",
    "points",
    "highlight",
    "trails",
    "links",
    "guides",
    "arrows",
    "captions",
    "overlays",
    "timeline",
    "conversation",
    "dom",
    "color_bar",
    "legend_entry",
    "legend_rest",
    "legend",
    "signs",
    "controls",
    "album",
    "asking",
    "library",
    "sprites",
    "picture_button",
    "tip_picture",
    "hover",
    "gestures",
    "keys",
    "tools",
    "plot",
    "layout",
    "dressing",
    "loop",
    "surroundings",
    "meant",
    "pictures",
    "looking",
    "appearance",
    "pointing",
    "selecting",
    "reader",
    "view",
    "png_text",
    "sheet",
    "svg",
    "export",
)  # each imports only from those before it
ENTRY = "scatter"

_IMPORT = re.compile(r"^import (?:\{([^}]*)\}|\* as (\w+)) from \"\./(\w+)\.js\";\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|let|class) (\w+))", re.MULTILINE)
_LEFT_OVER = re.compile(r"^(?:import|export)\b(?! default ).*$", re.MULTILINE)


@cache
def script() -> str:
    """The whole front end as one ES module: the style sheet, the modules' scopes, the entry with its default export."""
    return (
        f"const SHEET = {json.dumps(style())};\n"
        + "".join(map(_scope, MODULES))
        + _linked(ENTRY, _read(ENTRY), known=MODULES)
    )


@cache
def packed() -> str:
    """The same module, deflated, inside a few lines that unfold it: a third of its bytes, sent with the positions."""
    text = base64.b64encode(zlib.compress(script().encode(), 9)).decode()
    return f'const PACKED = "{text}";\n{_read("loader")}'


@cache
def stub() -> str:
    """The view mount's own script: a few lines that hand over to the code that came with the data.

    Streamlit re-sends a mount's script with every changed message, so the view's must be small.
    """
    return _read("stub")


@cache
def style() -> str:
    """The style sheet of the view; it travels in the script, once, and not with every change of the view."""
    return (FRONT / "scatter.css").read_text(encoding="utf-8")


def _scope(name: str) -> str:
    source = _linked(name, _read(name), known=MODULES[: MODULES.index(name)])
    names = ", ".join(_EXPORT.findall(source))
    return f"const module_{name} = (() => {{\n{_EXPORT.sub('', source)}return {{ {names} }};\n}})();\n"


def _linked(name: str, source: str, *, known: tuple[str, ...]) -> str:
    """Turn imports into lookups; refuse what this small linker does not know."""

    def lookup(found: re.Match[str]) -> str:
        names, whole, source = found.groups()
        if source not in known:
            raise ValueError(f"{name}.js imports {source}.js, which comes later or is not listed in MODULES.")
        return f"const {whole or '{' + names.replace(' as ', ': ') + '}'} = module_{source};\n"

    linked = _IMPORT.sub(lookup, source)
    unknown = [line for line in _LEFT_OVER.findall(linked) if not _EXPORT.match(line)]
    if unknown:
        raise ValueError(f"{name}.js holds a form that the linker does not know: {unknown[0]}")
    return linked


def _read(name: str) -> str:
    return (FRONT / f"{name}.js").read_text(encoding="utf-8")
