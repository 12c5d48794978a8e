"""What the view draws over the points beside the selection: lines between samples, guides, arrows, trails."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from analysis.contract import StoreError

MAX_LINKS = 100  # lines; more are a ball of wool, and each costs 40 bytes of every message
MAX_GUIDES = 16

Link = tuple[str, str, Literal["true", "screen"]]
Arrows = bool | Literal["before", "first"]


@dataclass(frozen=True)
class Overlays:
    """What the view draws over the points.

    Attributes:
        links: (id, id, kind): a solid line for kind "true", neighbors in the full space; a dashed one for "screen",
            neighbors in the picture only. At most 100.
        guides: labelled straight lines, {"axis": "x" or "y", "value": in the units of the positions, "words": str};
            axis "x" is the vertical line where x has that value.
        arrows: the way of every class's mean, "before" (or True) from the epoch before, "first" from the first.
        trails: (from, to) epoch numbers between which the way of selected and marked samples is drawn, None for all.
    """

    links: Sequence[Link] = ()
    guides: Sequence[Mapping[str, Any]] = ()
    arrows: Arrows = False
    trails: tuple[int, int] | None = None


def message(overlays: Overlays) -> dict[str, Any]:
    """The overlays as the view's message holds them.

    Raises:
        StoreError: a link, guide, arrow or trail of another form, or more of them than can be read.
    """
    if overlays.arrows not in (True, False, "before", "first"):
        raise StoreError(f'Arrows must be "before", "first" or False. Found: {overlays.arrows!r}.')
    return {
        "links": _links(overlays.links),
        "guides": _guides(overlays.guides),
        "arrows": "before" if overlays.arrows is True else overlays.arrows or None,
        "trails": None if overlays.trails is None else [int(epoch) for epoch in overlays.trails],
    }


def _links(links: Sequence[Link]) -> list[list[str]]:
    if len(links) > MAX_LINKS:
        raise StoreError(f"A scatter draws at most {MAX_LINKS} lines between samples. Found: {len(links)}.")
    wrong = [kind for _, _, kind in links if kind not in ("true", "screen")]
    if wrong:
        raise StoreError(f'A link is "true" or "screen". Found: {wrong[0]!r}.')
    return [[str(one), str(other), kind] for one, other, kind in links]


def _guides(guides: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    if len(guides) > MAX_GUIDES:
        raise StoreError(f"A scatter draws at most {MAX_GUIDES} guides. Found: {len(guides)}.")
    return [_guide(guide) for guide in guides]


def _guide(guide: Mapping[str, Any]) -> dict[str, Any]:
    axis, value = guide.get("axis"), guide.get("value")
    if axis in ("x", "y") and isinstance(value, int | float) and math.isfinite(value):
        return {"axis": axis, "value": float(value), "words": str(guide.get("words", ""))}
    raise StoreError(f'A guide is {{"axis": "x" or "y", "value": number, "words": str}}. Found: {dict(guide)}.')
