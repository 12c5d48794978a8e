import pytest

from checkpoints.contract import CheckpointError
from checkpoints.single_run import refuse_uneven_replicas


@pytest.mark.parametrize(
    ("batch_size", "replicas", "choice"), [(30, 8, "24 or 32"), (3, 8, "8"), (129, 2, "128 or 130")]
)
def test_a_batch_is_divided_evenly(batch_size, replicas, choice):
    with pytest.raises(
        CheckpointError, match=rf"{batch_size} cannot .* {replicas} replicas \(TPU\)\. Choose {choice}\."
    ):
        refuse_uneven_replicas(batch_size, replicas, "TPU")


def test_an_even_one_is_fine():
    refuse_uneven_replicas(32, 8, "TPU")
    refuse_uneven_replicas(31, 1, "CPU")


@pytest.mark.tensorflow
def test_precision_ends_with_the_run():
    import keras

    from checkpoints.single_run import _computing_in

    with pytest.raises(CheckpointError), _computing_in("mixed_bfloat16"):
        assert keras.config.dtype_policy().name == "mixed_bfloat16"
        raise CheckpointError("stopped")
    assert keras.config.dtype_policy().name == "float32"
