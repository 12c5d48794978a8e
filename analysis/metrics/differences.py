"""The interval of a difference between two figures of different samples, such as two splits."""

from __future__ import annotations

import math

from analysis.metrics.estimates import Estimate


def independent_difference(first: Estimate, second: Estimate) -> Estimate:
    """First minus second, of two figures from different samples, each with a 95 % interval of its own.

    An interval that is not there (None or NaN) counts as of zero width.

    Source: Zou & Donner 2008, Stat. Med. 27, 1693-1702 (MOVER).
    """
    one, one_low, one_high = _filled(first)
    two, two_low, two_high = _filled(second)
    gap = one - two
    return Estimate(
        gap, gap - math.hypot(one - one_low, two_high - two), gap + math.hypot(one_high - one, two - two_low)
    )


def _filled(figure: Estimate) -> tuple[float, float, float]:
    value = math.nan if figure.value is None else float(figure.value)
    low, high = (value if end is None or math.isnan(end) else float(end) for end in (figure.low, figure.high))
    return value, low, high
