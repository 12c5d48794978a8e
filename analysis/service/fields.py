"""Reading the fields of a request, each checked: type, range and length."""

from __future__ import annotations

from analysis.service.contract import Refused

LONGEST = 1_000  # characters of one text


def text(body: dict, name: str) -> str:
    """A field that must be there: text of at most LONGEST characters.

    Raises:
        Refused: missing, empty, too long or no text.
    """
    value = body.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST:
        raise Refused(f"{name} must be text of 1 to {LONGEST:,} characters. Received: {_short(value)}.")
    return value


def whole(body: dict, name: str, low: int, high: int, *, default: int) -> int:
    """A whole number in [low, high]; the default when the field is absent.

    Raises:
        Refused: any other value.
    """
    value = body.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise Refused(f"{name} must be a whole number from {low:,} to {high:,}. Received: {_short(value)}.")
    return value


def texts(body: dict, name: str, *, most: int, longest: int = 80) -> list[str]:
    """A list of at most `most` texts of at most `longest` characters; empty when the field is absent.

    Raises:
        Refused: any other value.
    """
    value = body.get(name, [])
    fits = isinstance(value, list) and len(value) <= most
    if not fits or not all(isinstance(entry, str) and 0 < len(entry) <= longest for entry in value):
        raise Refused(
            f"{name} must be a list of at most {most} texts of 1 to {longest} characters. Received: {_short(value)}."
        )
    return list(value)


def only(body: dict, names: tuple[str, ...]) -> None:
    """Refuse a field that means nothing here, which is a slip of the pen more often than not."""
    unknown = sorted(set(body) - set(names))
    if unknown:
        raise Refused(f"There is no field {_short(unknown[0])}. Fields: {', '.join(names)}.")


def _short(value: object) -> str:
    written = repr(value)
    return written if len(written) <= 60 else f"{written[:60]}…"
