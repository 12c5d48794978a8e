"""Small TFRecord shards for tests."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
from PIL import Image

from data.record_example import example
from data.record_file import frame


def encoded(seed: int, form: str = "PNG", size: tuple[int, int] = (12, 9)) -> bytes:
    """A picture of noise, encoded."""
    pixels = np.random.default_rng(seed).integers(0, 256, (size[1], size[0], 3), np.uint8)
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, form)
    return stream.getvalue()


def write_shard(path: Path, rows: list[dict]) -> Path:
    """A shard with one record per row of features."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(frame(example(row)) for row in rows))
    return path


def melanoma(number: int, *, target: int | None = None, **others) -> dict:
    """A record of Kaggle's layout; test files have no target."""
    row = {
        "image": encoded(number, "JPEG"),
        "image_name": f"ISIC_{number:07d}".encode(),
        "patient_id": number // 2,
        "sex": number % 2,
        "age_approx": 40 + number,
        "anatom_site_general_challenge": 3,
        **others,
    }
    return row if target is None else {**row, "diagnosis": 0, "target": target}


def melanoma_folder(root: Path) -> Path:
    """Two training shards of 6 records and a test shard of 4 without target."""
    for shard in range(2):
        rows = [melanoma(6 * shard + number, target=number % 2) for number in range(6)]
        write_shard(root / f"train{shard:02d}-6.tfrec", rows)
    write_shard(root / "test00-4.tfrec", [melanoma(100 + number) for number in range(4)])
    return root


def damaged(path: Path, offset: int) -> None:
    """Turn one byte of a file over."""
    content = bytearray(path.read_bytes())
    content[offset] ^= 0xFF
    path.write_bytes(bytes(content))
