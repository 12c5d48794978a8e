"""The few colors that figures need beyond the template: ink, quiet lines, and the scales of right and wrong."""

from __future__ import annotations

from dataclasses import dataclass

Scale = list[tuple[float, str]]


@dataclass(frozen=True)
class Tones:
    """Colors for one background.

    Attributes:
        ink: lines and text that must be seen first.
        quiet: reference lines.
        surface: where there is nothing.
        ink_on_deep: text on the deep end of the two scales.
        deep: where on the scales that end begins; there both inks have much the same contrast.
        right: sequential scale 0..1 of right answers (blue).
        wrong: sequential scale 0..1 of errors (orange); told from blue with every form of color blindness.
    """

    ink: str
    quiet: str
    surface: str
    ink_on_deep: str
    deep: float
    right: Scale
    wrong: Scale


LIGHT = Tones(
    ink="#1b1f24",
    quiet="#8a929b",
    surface="#f4f5f6",
    ink_on_deep="#ffffff",
    deep=0.84,
    right=[(0.0, "#f4f5f6"), (0.001, "#e3edf6"), (0.5, "#8db8dc"), (1.0, "#1f5f99")],
    wrong=[(0.0, "#f4f5f6"), (0.001, "#fcefe5"), (0.5, "#f4b688"), (1.0, "#b34a06")],
)
DARK = Tones(
    ink="#f2f4f6",
    quiet="#7c858f",
    surface="#1c2126",
    ink_on_deep="#0d1115",
    deep=0.58,
    right=[(0.0, "#1c2126"), (0.001, "#1d2b38"), (0.5, "#2f6697"), (1.0, "#7cbcf0")],
    wrong=[(0.0, "#1c2126"), (0.001, "#33241a"), (0.5, "#a65a1c"), (1.0, "#ffb070")],
)


def tones(dark: bool) -> Tones:
    """The colors for a dark or a light page."""
    return DARK if dark else LIGHT
