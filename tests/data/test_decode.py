"""The decoder against Pillow, the resize against Keras, and pictures that cannot be decoded."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from data.contract import DataError
from data.image_folder import load
from tests.data.conftest import draw, recode

pytestmark = pytest.mark.tensorflow


def pillow(path, mode: str = "RGB") -> np.ndarray:
    with Image.open(path) as picture:
        return np.asarray(picture.convert(mode))


def ours(path, channels: int = 3) -> np.ndarray:
    import tensorflow as tf

    from data.decode import decode

    return decode(tf.constant(path.read_bytes()), channels).numpy()


@pytest.mark.parametrize("mode", ["RGB", "P", "L", "LA", "RGBA", "1"])
def test_png_is_exact(tmp_path, mode):
    path = draw(tmp_path / "x.png")
    recode(path, path, mode=mode)
    assert np.array_equal(ours(path), pillow(path))


@pytest.mark.parametrize(
    ("name", "mode"),
    [("x.bmp", "RGB"), ("x.bmp", "L"), ("x.gif", "P"), ("x.webp", "RGB"), ("x.webp", "RGBA"), ("x.jpg", "CMYK")],
)
def test_other_formats(tmp_path, name, mode):
    path = draw(tmp_path / "x.png", size=(40, 30))
    options = {"lossless": True} if name.endswith("webp") else {}
    recode(path, tmp_path / name, mode=mode, **options)
    assert np.abs(ours(tmp_path / name).astype(int) - pillow(tmp_path / name)).max() <= 2


def test_an_animation_shows_its_first_frame(tmp_path):
    frames = [Image.open(draw(tmp_path / f"{i}.png", seed=i)).convert("P") for i in range(3)]
    frames[0].save(tmp_path / "x.gif", save_all=True, append_images=frames[1:])
    assert np.array_equal(ours(tmp_path / "x.gif"), pillow(tmp_path / "x.gif"))


def test_grey_is_pillows_grey(tmp_path):
    path = draw(tmp_path / "x.png", size=(60, 50))
    assert np.array_equal(ours(path, 1)[..., 0], pillow(path, "L"))


def test_other_channels(tmp_path):
    with pytest.raises(DataError, match=r"3 channels .* or 1"):
        ours(draw(tmp_path / "x.png"), 4)


def test_resize_is_keras_resize_rounded(tmp_path, class_folder):
    import keras

    from data.decode import read_pictures

    theirs = keras.utils.image_dataset_from_directory(
        class_folder, image_size=(7, 20), batch_size=None, shuffle=False, verbose=False
    )
    wanted = np.stack([image for image, _ in theirs.as_numpy_iterator()])
    dataset = load(str(class_folder))
    got = np.stack([image for _, image in read_pictures(dataset, range(6), size=(7, 20))])
    assert got.dtype == np.uint8 and np.array_equal(got, np.round(wanted))


def test_reading_goes_on_after_a_bad_picture(class_folder):
    from data.decode import read_pictures

    dataset = load(str(class_folder))
    (class_folder / "cats" / "1.png").write_bytes(b"\xff\xd8\xff")
    (class_folder / "cats" / "2.png").unlink()
    (class_folder / "dogs" / "0.png").write_bytes(b"")
    results = dict(read_pictures(dataset, [5, 4, 3, 2, 1, 0]))
    assert list(results) == [5, 4, 3, 2, 1, 0]
    assert {row for row, result in results.items() if isinstance(result, DataError)} == {1, 2, 3}
    assert "1.png: it is damaged" in str(results[1]) and "No such file" in str(results[2])
    assert np.array_equal(results[0], pillow(class_folder / "cats" / "0.png"))


@pytest.mark.parametrize("ending", ["jpg", "png", "gif", "bmp", "webp"])
def test_the_first_bytes_of_a_picture_alone(class_folder, ending):
    """However early a file ends, it is one bad picture and nothing else."""
    from data.decode import read_pictures

    content = draw(class_folder / "cats" / f"whole.{ending}").read_bytes()
    for length in range(30):
        (class_folder / "dogs" / f"begun_{length:02d}.{ending}").write_bytes(content[:length])
    dataset = load(str(class_folder))
    results = dict(read_pictures(dataset, range(len(dataset))))
    bad = {row for row, result in results.items() if isinstance(result, DataError)}
    assert bad == set(np.flatnonzero(dataset.samples["sample"].str.contains("begun")))


def test_remote_pictures(tmp_path):
    import fsspec

    from data.decode import read_pictures

    for label in ("a", "b"):
        fsspec.filesystem("memory").pipe_file(f"/decoding/{label}/1.png", draw(tmp_path / "x.png").read_bytes())
    (_, first), (_, second) = read_pictures(load("memory://decoding"), range(2), channels=1)
    assert first.shape == (9, 12, 1) and np.array_equal(first, second)


def test_a_damaged_moving_webp_is_refused(tmp_path):
    """TensorFlow 2.21 corrupts its memory on these unless three channels are asked for."""
    import tensorflow as tf

    frames = [Image.open(draw(tmp_path / f"{i}.png", seed=i, size=(50, 40))) for i in range(3)]
    path = tmp_path / "x.webp"
    frames[0].save(path, save_all=True, append_images=frames[1:])
    path.write_bytes(path.read_bytes()[:3000])
    with pytest.raises(tf.errors.InvalidArgumentError):
        ours(path)


def test_real_jpegs(real_data):
    from data.decode import read_pictures

    dataset = load(str(real_data / "cats_dogs"))
    for row, picture in read_pictures(dataset, range(0, 1000, 25)):
        assert np.abs(picture.astype(int) - pillow(dataset.samples["file"][row])).max() <= 3
