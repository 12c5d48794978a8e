"""What may be uploaded and what is refused, each with words that say what was found."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
import zlib

import numpy as np
import pytest
from PIL import Image

from analysis.service.contract import Refused
from analysis.service.uploaded_picture import MOST_BYTES, MOST_PIXELS, MOST_SCANS, check, from_base64

PIXELS = np.random.default_rng(0).integers(0, 256, (24, 30, 3), np.uint8)


def encoded(kind: str, pixels: np.ndarray = PIXELS, **options) -> bytes:
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, kind, **options)
    return stream.getvalue()


def png(width: int, height: int, *, data: bytes = b"", before: bytes = b"") -> bytes:
    """A PNG of so many grey pixels, whatever its data are."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + before + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def turned_exif(orientation: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return exif.tobytes()


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "JPEG"), ("PNG", "PNG"), ("BMP", "BMP"), ("WEBP", "WebP")])
def test_pictures_are_told_by_their_content(kind, name):
    found = check(encoded(kind))
    assert (found.kind, found.size, found.orientation) == (name, (24, 30), 1)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_the_orientation_mark_is_found(kind, orientation):
    assert check(encoded(kind, exif=turned_exif(orientation))).orientation == orientation


@pytest.mark.parametrize("orientation", [0, 9, 60_000])
def test_a_mark_that_means_nothing_turns_nothing(orientation):
    assert check(encoded("JPEG", exif=turned_exif(orientation))).orientation == 1


@pytest.mark.filterwarnings("ignore:Corrupt EXIF:UserWarning")
def test_nonsense_for_exif_turns_nothing():
    assert check(encoded("JPEG", exif=b"Exif\0\0MM\0*\xff\xff\xff\xff")).orientation == 1


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("picture.png", b"\0" * 20_000_000)
    return stream.getvalue()


SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><rect/></svg>'
OTHERS = {
    "zip bomb": (bomb(), "a zip archive, which is never unpacked"),
    "gzip": (zlib.compress(b"x", wbits=31), "a gzip archive"),
    "svg": (SVG, "an SVG drawing"),
    "svg without a head": (b"  <SVG xmlns='x'></SVG>", "an SVG drawing"),
    "gif": (encoded("GIF"), "a GIF, often an animation .*; save the picture as PNG"),
    "tiff": (encoded("TIFF"), "a TIFF"),
    "heic": (b"\0\0\0\x18ftypheic" + b"\0" * 40, "a HEIC"),
    "pdf": (b"%PDF-1.7", "a PDF"),
    "text": (b"not a picture, whatever its name says", "no picture of a known type"),
    "html": (b"<!doctype html><script>alert(1)</script>", "no picture of a known type"),
    "nothing": (b"", "The file is empty"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_no_picture_is_named_and_refused(name):
    content, words = OTHERS[name]
    with pytest.raises(Refused, match=words) as refusal:
        check(content)
    assert "Wanted: a JPEG, PNG, BMP or still WebP picture." in str(refusal.value)


@pytest.mark.parametrize("side", [50_000, 65_535])
def test_a_png_of_too_many_pixels_is_not_decoded(side):
    rows = zlib.compress(bytes(side + 1) * 50)
    with pytest.raises(Refused, match=f"{side:,} x {side:,} pixels.*Nothing of it was decoded"):
        check(png(side, side, data=rows))


def with_size(content: bytes, kind: str, height: int, width: int) -> bytes:
    """The same file with another size in its head."""
    changed = bytearray(content)
    if kind == "JPEG":
        place = content.index(b"\xff\xc0") + 5
        changed[place : place + 4] = struct.pack(">HH", height, width)
    elif kind == "BMP":
        changed[18:26] = struct.pack("<ii", width, height)
    else:
        place = 26 if content[12:16] == b"VP8 " else 24
        packed = (
            struct.pack("<HH", width, height)
            if place == 26
            else (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
        )
        changed[place : place + len(packed)] = packed
    return bytes(changed)


@pytest.mark.parametrize(
    ("kind", "options"), [("JPEG", {}), ("BMP", {}), ("WEBP", {}), ("WEBP", {"exif": turned_exif(6)})]
)
def test_other_pictures_of_too_many_pixels(kind, options):
    side = 16_383 if kind == "WEBP" and not options else 50_000
    with pytest.raises(Refused, match=rf"{side:,} x {side:,} pixels"):
        check(with_size(encoded(kind, **options), kind, side, side))


def test_a_lossless_webp_says_its_size_elsewhere():
    content = bytearray(encoded("WEBP", lossless=True))
    assert check(bytes(content)).size == (24, 30)
    content[21:25] = (16_382 | 16_382 << 14).to_bytes(4, "little")
    with pytest.raises(Refused, match="16,383 x 16,383"):
        check(bytes(content))


def test_an_animation_is_refused():
    with pytest.raises(Refused, match="animation"):
        stills = [Image.fromarray(PIXELS), Image.fromarray(255 - PIXELS)]
        stream = io.BytesIO()
        stills[0].save(stream, "WEBP", save_all=True, append_images=stills[1:])
        check(stream.getvalue())


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "BMP", "WEBP"])
@pytest.mark.parametrize("length", [3, 8, 12, 15, 20, 28, 33])
def test_a_head_cut_short_is_a_sentence(kind, length):
    with pytest.raises(Refused) as refusal:
        check(encoded(kind)[:length])
    assert str(refusal.value).endswith((".", "name."))


def test_a_png_cut_short_in_its_pixels():
    with pytest.raises(Refused, match="damaged or cut short"):
        check(encoded("PNG")[:-400])


def test_text_that_inflates_without_end():
    text = b"a\0\0" + zlib.compress(b"x" * 30_000_000)
    chunk = struct.pack(">I", len(text)) + b"zTXt" + text + struct.pack(">I", zlib.crc32(b"zTXt" + text))
    with pytest.raises(Refused, match="damaged"):
        check(png(8, 8, data=zlib.compress(bytes(9 * 8)), before=chunk))


def test_a_jpeg_of_endless_scans():
    content = encoded("JPEG")
    assert check(encoded("JPEG", progressive=True)).kind == "JPEG"
    with pytest.raises(Refused, match="scans"):
        check(content[:-2] + b"\xff\xda\0\x02" * (MOST_SCANS + 1) + b"\xff\xd9")


def test_the_limits_themselves():
    with pytest.raises(Refused, match=r"20\.0 MB; 20 MB are the most"):
        check(b"\xff\xd8\xff" + bytes(MOST_BYTES))
    wide = MOST_PIXELS // 10_000
    with pytest.raises(Refused, match="damaged"):  # not too large, but empty
        check(png(wide, 10_000))
    with pytest.raises(Refused, match="pixels"):
        check(png(wide + 1, 10_000))


def test_base64_of_a_request():
    assert from_base64(base64.b64encode(b"abc").decode()) == b"abc" and from_base64("") == b""
    for value, words in (
        (None, "in base64"),
        (3, "in base64"),
        ("a", "not base64"),
        ("é" * 4, "not"),
    ):
        with pytest.raises(Refused, match=words):
            from_base64(value)
    with pytest.raises(Refused, match="larger than the 20 MB"):
        from_base64("A" * (MOST_BYTES // 3 * 4 + 12))
