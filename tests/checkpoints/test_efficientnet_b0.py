import pytest

from checkpoints import efficientnet_b0

pytestmark = pytest.mark.tensorflow


def test_it_has_the_published_number_of_parameters():
    model = efficientnet_b0.build(size=(32, 32), n_classes=1000)
    assert model.count_params() == 5_330_571  # keras.applications.EfficientNetB0 with its top
