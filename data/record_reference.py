"""How a picture inside a TFRecord shard is named: `…/train00-2071.tfrec#record=17@52480+20311:image`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

_WHOLE = r"[0-9]{1,18}"  # fits into 64 bits
_PLACE = rf"(?P<number>{_WHOLE})@(?P<offset>{_WHOLE})\+(?P<length>{_WHOLE})"
_FORM = re.compile(rf"^(?P<shard>.+)#record={_PLACE}:(?P<feature>[^/#:]*)$", re.DOTALL)


@dataclass(frozen=True)
class Reference:
    """One record.

    Attributes:
        shard: path or URL of the file.
        number: the record's place in it, from 0.
        offset: the byte at which its frame begins.
        length: bytes of its content.
        feature: the feature that holds the encoded picture.
    """

    shard: str
    number: int
    offset: int
    length: int
    feature: str

    def __str__(self) -> str:
        place = f"{self.number}@{self.offset}+{self.length}"
        return f"{self.shard}#record={place}:{quote(self.feature, safe='')}"


def parse(file: str) -> Reference | None:
    """The record that a `file` of the samples table means; None for a plain path or URL."""
    found = _FORM.match(file)
    if found is None:
        return None
    number, offset, length = (int(found[part]) for part in ("number", "offset", "length"))
    return Reference(found["shard"], number, offset, length, unquote(found["feature"]))
