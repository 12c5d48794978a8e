"""The one decoder of training and analysis: encoded bytes to pixels inside the TensorFlow graph."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from functools import cache

import numpy as np
import tensorflow as tf

from data.contract import DataError, Dataset
from data.parallel import in_order
from data.picture_bytes import picture_bytes

JPEG = b"\xff\xd8\xff"
RIFF = b"RIFF"  # how WebP begins
_ANIMATED = 0x02  # bit of byte 20 in WebP files whose first chunk is VP8X
_GREY = (19595, 38470, 7471)  # ITU-R 601 luma in 1/65536, as Pillow rounds it


def decode(encoded: tf.Tensor, channels: int = 3) -> tf.Tensor:
    """Decode one picture: JPEG, PNG, BMP, GIF (first frame) or still WebP; palettes, grey and transparency handled.

    Transparency is dropped, not painted over; orientation marks of cameras are not applied. JPEG is decoded with the
    accurate integer transform, as Pillow does, so that both see the same pixels within a few levels.

    Args:
        encoded: scalar string tensor, the file's content.
        channels: 3 for colour, 1 for grey.

    Returns:
        (y, x, channels) uint8.

    Raises:
        DataError: any other number of channels.
    """
    if channels not in (1, 3):
        raise DataError(f"Pictures have 3 channels (colour) or 1 (grey). Found a request for {channels}.")
    with tf.device("/CPU:0"):
        picture = tf.case(
            [
                (_begins(encoded, JPEG), lambda: tf.io.decode_jpeg(encoded, channels=3, dct_method="INTEGER_ACCURATE")),
                (_is_still_webp(encoded), lambda: _any_image(encoded, 0)[..., :3]),
            ],
            default=lambda: _any_image(encoded, 3),
        )
        picture = tf.ensure_shape(picture, (None, None, 3))
        return picture if channels == 3 else grey(picture)


def resize(image: tf.Tensor, size: tuple[int, int]) -> tf.Tensor:
    """Resize to a fixed size: bilinear without antialiasing, aspect not kept, rounded.

    The interpolation of `keras.utils.image_dataset_from_directory`, so that checkpoints trained with it see here what
    they saw in training, up to rounding.

    Args:
        image: (…, y, x, channels) uint8.
        size: height and width in pixels.

    Returns:
        (…, size_y, size_x, channels) uint8.
    """
    resized = tf.image.resize(image, size, method="bilinear", antialias=False)
    return tf.cast(tf.round(resized), tf.uint8)


def read_pictures(
    dataset: Dataset, rows: Iterable[int], *, size: tuple[int, int] | None = None, channels: int = 3
) -> Iterator[tuple[int, np.ndarray | DataError]]:
    """Decode pictures one after the other, in the order of the rows, by threads, with bounded memory.

    Args:
        rows: row numbers of `dataset.samples`.
        size: height and width to resize to; every picture's own by default.
        channels: 3 for colour, 1 for grey.

    Yields:
        (row, (y, x, channels) uint8), or (row, DataError) where this one picture cannot be read; the others go on.
    """
    files = dataset.samples["file"].to_numpy()
    work = _compiled(size, channels)

    def read(row: int) -> tuple[int, np.ndarray | DataError]:
        try:
            return row, work(tf.constant(picture_bytes(files[row]))).numpy()
        except DataError as error:
            return row, error
        except (OSError, tf.errors.InvalidArgumentError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is damaged or of an unknown format"
            return row, DataError(f"Cannot read the picture {files[row]}: {reason or error}. Replace or remove it.")

    yield from in_order(read, rows)


_compiling = threading.Lock()


@cache
def _compiled(size: tuple[int, int] | None, channels: int) -> tf.types.experimental.ConcreteFunction:
    def work(encoded: tf.Tensor) -> tf.Tensor:
        picture = decode(encoded, channels)
        return picture if size is None else resize(picture, size)

    with _compiling:  # traced here once, so that threads only ever run it
        return tf.function(work, autograph=False).get_concrete_function(tf.TensorSpec((), tf.string))


def _any_image(encoded: tf.Tensor, channels: int) -> tf.Tensor:
    return tf.io.decode_image(encoded, channels=channels, expand_animations=False)


def _begins(encoded: tf.Tensor, magic: bytes) -> tf.Tensor:
    return tf.equal(tf.strings.substr(encoded, 0, len(magic)), magic)


def _is_still_webp(encoded: tf.Tensor) -> tf.Tensor:
    """WebP without animation: its decoder does not drop an alpha channel itself, so all channels are asked for.

    Asked for all channels of a damaged animation, TensorFlow 2.21 corrupts its memory; asked for three it refuses.
    """
    head = tf.strings.join([tf.strings.substr(encoded, 0, 21), b"\0" * 21])  # a file may be shorter than its header
    flags = tf.io.decode_raw(tf.strings.substr(head, 20, 1), tf.uint8)
    animated = tf.reduce_any(tf.bitwise.bitwise_and(flags, _ANIMATED) > 0)
    extended = tf.equal(tf.strings.substr(head, 12, 4), b"VP8X")
    return _begins(encoded, RIFF) & ~(extended & animated)


def grey(picture: tf.Tensor) -> tf.Tensor:
    """Luminance (ITU-R 601) of a (…, 3) uint8 picture: (…, 1) uint8."""
    weighted = tf.reduce_sum(tf.cast(picture, tf.int32) * tf.constant(_GREY), axis=-1, keepdims=True)
    return tf.cast(tf.bitwise.right_shift(weighted + 0x8000, 16), tf.uint8)
