"""Picture sizes and settings of every image model, refused before anything is built."""

import pytest

from checkpoints.contract import CheckpointError
from checkpoints.image_models import IMAGE_MODELS, build_image_model, pixels

QUICK = ["small_cnn", "lesion_cnn", "resnet18", "barebone_cnn_1", "barebone_cnn_2"]  # to trace


@pytest.mark.parametrize("name", IMAGE_MODELS)
def test_a_picture_below_the_smallest(name):
    least = IMAGE_MODELS[name].SMALLEST
    with pytest.raises(
        CheckpointError, match=rf"{name} takes pictures of at least {least} x {least} .*Found: {least - 1} x 99"
    ):
        build_image_model(name, {"n_classes": 2, "size": [least - 1, 99]})


@pytest.mark.tensorflow
@pytest.mark.parametrize("name", QUICK)
def test_the_smallest_picture_is_understood(name):
    from checkpoints.anatomy import examine

    least = IMAGE_MODELS[name].SMALLEST
    assert examine(build_image_model(name, {"n_classes": 2, "size": least})).input_size == (least, least)


def test_one_number_is_a_square():
    assert pixels(96) == (96, 96)
    assert pixels([64, 80]) == (64, 80)


@pytest.mark.parametrize(
    ("name", "settings", "message"),
    [
        ("resnet", {}, r"no image model 'resnet'\. Choose one of: small_cnn"),
        ("lesion_cnn", {"alpha": 0.5}, r"lesion_cnn has no setting 'alpha'\. It has: channels, dropout"),
        ("image_and_metadata", {}, "no image model"),
    ],
)
def test_settings_that_do_not_go(name, settings, message):
    with pytest.raises(CheckpointError, match=message):
        build_image_model(name, {"n_classes": 2, "size": 32, **settings})
