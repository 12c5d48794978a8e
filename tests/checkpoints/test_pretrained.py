import keras
import pytest

from checkpoints.contract import CheckpointError
from checkpoints.pretrained import application

pytestmark = pytest.mark.tensorflow


def test_a_missing_weights_file(tmp_path):
    with pytest.raises(CheckpointError, match="no checkpoint"):
        application(keras.applications.MobileNetV2, keras.Input((32, 32, 3)), str(tmp_path / "w.h5"), alpha=0.35)


def test_imagenet_weights_without_a_connection(monkeypatch):
    def offline(*args, **kwargs):
        raise Exception("URL fetch failure on https://example.org: None -- Name or service not known")

    monkeypatch.setattr("keras.src.utils.file_utils.get_file", offline)
    with pytest.raises(CheckpointError, match=r"URL fetch failure.*--weights PATH"):
        application(keras.applications.MobileNetV2, keras.Input((32, 32, 3)), "imagenet", alpha=0.35)


def test_settings_that_the_network_does_not_know():
    with pytest.raises(CheckpointError, match="MobileNetV2 cannot be built"):
        application(keras.applications.MobileNetV2, keras.Input((32, 32, 3)), "imagenet", alpha=0.9)
