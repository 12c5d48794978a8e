import pytest

from checkpoints import efficientnet

pytestmark = pytest.mark.tensorflow


def test_b0_with_its_top_has_the_published_number_of_parameters():
    model = efficientnet.build("b0", size=(32, 32), n_classes=1000)
    assert model.count_params() == 5_330_571  # keras.applications.EfficientNetB0 with its top


@pytest.mark.parametrize("variant", ["b0", *(pytest.param(f"b{n}", marks=pytest.mark.slow) for n in range(1, 8))])
def test_features_and_sizes_are_the_published_ones(variant):
    """Tan and Le 2019: width times 1280 rounded to 8, and keras.applications' own native size with its top."""
    import inspect

    import keras

    side, features, _ = efficientnet.PUBLISHED[variant]
    model = efficientnet.VARIANTS[f"efficientnet_{variant}"].build(size=(32, 32), n_classes=7)
    assert model.get_layer("embedding").output.shape == (None, features)
    published = getattr(keras.applications, f"EfficientNet{variant.upper()}")
    source = inspect.getsource(inspect.unwrap(published))
    assert f"        {side},\n" in source  # default_size, the third of Keras' own figures
