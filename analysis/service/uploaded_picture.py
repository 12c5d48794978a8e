"""What may be uploaded: the type told from the content, limits checked before a pixel is decoded; no TensorFlow."""

from __future__ import annotations

import base64
import binascii
import io
import struct
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image
from PIL.BmpImagePlugin import BmpImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from analysis.service.contract import Refused

MOST_BYTES = 20 * 1024 * 1024  # of a file
MOST_PIXELS = 50_000_000  # height x width: 150 MB once decoded; larger than a 48-megapixel camera's
MOST_SCANS = 100  # of a JPEG, each of which costs a pass over all pixels; cameras write 1, progressive files about 10
WANTED = "Wanted: a JPEG, PNG, BMP or still WebP picture."

_ORIENTATION = 0x0112  # EXIF tag
_DAMAGED = (OSError, SyntaxError, ValueError, struct.error, EOFError, IndexError, OverflowError, TypeError, KeyError)
_OPENERS: dict[str, Callable[[io.BytesIO], Image.Image]] = {
    "JPEG": JpegImageFile,
    "PNG": PngImageFile,
    "BMP": BmpImageFile,
    "WebP": WebPImageFile,
}
_BEGINNINGS = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"BM", "BMP"),
)
_OTHERS = (
    (b"PK\x03\x04", "a zip archive, which is never unpacked here"),
    (b"PK\x05\x06", "a zip archive, which is never unpacked here"),
    (b"\x1f\x8b", "a gzip archive, which is never unpacked here"),
    (b"GIF8", "a GIF, often an animation and of 256 colours at most; save the picture as PNG"),
    (b"II*\0", "a TIFF; save it as PNG"),
    (b"MM\0*", "a TIFF; save it as PNG"),
    (b"%PDF", "a PDF"),
)


@dataclass(frozen=True)
class Upload:
    """A file that is a picture by its head; its pixels may still be damaged.

    Attributes:
        content: the file's bytes.
        kind: "JPEG", "PNG", "BMP" or "WebP", by content.
        size: (y, x) pixels as stored.
        orientation: the EXIF mark, 1 to 8; 1 where there is none.
    """

    content: bytes
    kind: str
    size: tuple[int, int]
    orientation: int


def from_base64(value: object) -> bytes:
    """The bytes of a request's field.

    Raises:
        Refused: no text, no base64, or more than MOST_BYTES.
    """
    if not isinstance(value, str):
        raise Refused("image must be the picture's file in base64.")
    if len(value) > MOST_BYTES // 3 * 4 + 8:
        raise Refused(f"The file is larger than the {MOST_BYTES // 2**20} MB that are taken.")
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Refused(f"image is not base64: {error}.") from error


def check(content: bytes) -> Upload:
    """Look at a file's head and refuse what is no picture, or too large a one, before anything is decoded.

    Raises:
        Refused: empty, too large, of another type, animated, too many pixels, or damaged where its head is.
    """
    if not content:
        raise Refused(f"The file is empty. {WANTED}")
    if len(content) > MOST_BYTES:
        raise Refused(f"The file has {len(content) / 2**20:.1f} MB; {MOST_BYTES // 2**20} MB are the most.")
    kind = _kind(content)
    try:
        if kind == "WebP":
            _check_pixels(_webp_size(content))  # Pillow makes room for all pixels as soon as it opens one
        with _OPENERS[kind](io.BytesIO(content)) as opened:
            width, height = opened.size
            _check_pixels((height, width))
            if getattr(opened, "is_animated", False) and kind == "WebP":
                raise Refused(f"The file is an animation. {WANTED}")
            orientation = _orientation(opened)
    except Refused:
        raise
    except _DAMAGED as error:
        raise Refused(f"The {kind} file is damaged or cut short: its pixels cannot be reached.") from error
    if kind == "JPEG" and content.count(b"\xff\xda") > MOST_SCANS:
        raise Refused(f"The JPEG has more than {MOST_SCANS} scans: no camera or program writes such a file.")
    return Upload(content, kind, (height, width), orientation)


def _kind(content: bytes) -> str:
    found = next((name for beginning, name in _BEGINNINGS if content.startswith(beginning)), None)
    if found is None and content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        found = "WebP"
    if found is not None:
        return found
    raise Refused(f"The file is {_looks_like(content)}. {WANTED} The content counts, not the name.")


def _looks_like(content: bytes) -> str:
    known = next((words for beginning, words in _OTHERS if content.startswith(beginning)), None)
    if known is not None:
        return known
    head = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<svg", b"<?xml", b"<!doctype svg")) and b"<svg" in content[:4096].lower():
        return "an SVG drawing, which is a program and not pixels"
    if content[4:8] == b"ftyp":
        return "a HEIC, AVIF or video file; save it as JPEG"
    return "no picture of a known type"


def _check_pixels(size: tuple[int, int]) -> None:
    height, width = size
    if height * width > MOST_PIXELS:
        raise Refused(
            f"The picture says it has {height:,} x {width:,} pixels (height x width); {MOST_PIXELS:,} are the most. "
            "Nothing of it was decoded. Make it smaller."
        )
    if min(size) < 1:
        raise Refused("The picture has no pixels.")


def _webp_size(content: bytes) -> tuple[int, int]:
    """(y, x) as the first chunk of a WebP file says. Source: RFC 9649, sections 2.5 to 2.7."""
    chunk = content[12:16]
    if chunk == b"VP8X":
        return int.from_bytes(content[27:30], "little") + 1, int.from_bytes(content[24:27], "little") + 1
    if chunk == b"VP8L":
        bits = int.from_bytes(content[21:25], "little")
        return (bits >> 14 & 0x3FFF) + 1, (bits & 0x3FFF) + 1
    width, height = struct.unpack_from("<HH", content, 26)
    return height & 0x3FFF, width & 0x3FFF


def _orientation(opened: Image.Image) -> int:
    """The EXIF mark; a picture whose EXIF is nonsense is shown as it is stored."""
    if isinstance(opened, PngImageFile):
        opened.load()  # its EXIF may stand behind the pixels; a file cut short fails here
    try:
        found = opened.getexif().get(_ORIENTATION, 1)
    except _DAMAGED:
        return 1
    return found if isinstance(found, int) and 1 <= found <= 8 else 1
