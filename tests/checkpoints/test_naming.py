import pytest

from checkpoints.contract import CheckpointError
from checkpoints.naming import epoch_numbers, format_of, stem


@pytest.mark.parametrize(
    ("name", "epoch"),
    [
        ("epoch_007.keras", 7),
        ("Epoch12.keras", 12),
        ("modelEpoch-3.h5", 3),
        ("ep05.hdf5", 5),
        ("run2_e10.keras", 10),
        ("epoch=4-step=100.keras", 4),
        ("mobilenet_v2_0.35_224_epoch3_acc0.91.keras", 3),
        ("cp-0010.ckpt.index", 10),
        ("weights.05-0.45.hdf5", 5),
        ("0110.weights.h5", 110),
        ("lr1e-05_10.keras", 10),
    ],
)
def test_one_name_gives_its_epoch(name, epoch):
    assert epoch_numbers([name]) == {name: epoch}


def test_files_without_a_number_are_left_out():
    assert epoch_numbers(["epoch_1.keras", "best.keras", "final_v2.keras"]) == {"epoch_1.keras": 1}


def test_template_of_model_checkpoint():
    names = ["run-3-0.91.keras", "run-12-0.95.keras", "other-4.keras"]
    found = epoch_numbers(names, "checkpoints/mine/run-{epoch:02d}-{val_accuracy:.2f}.keras")
    assert found == {"run-3-0.91.keras": 3, "run-12-0.95.keras": 12}


def test_template_of_tensorflow_checkpoints_needs_no_index():
    assert epoch_numbers(["cp-0003.ckpt.index"], "cp-{epoch:04d}.ckpt") == {"cp-0003.ckpt.index": 3}


def test_regular_expression():
    assert epoch_numbers(["a7b9.keras"], r"a(?P<epoch>\d+)b") == {"a7b9.keras": 7}


@pytest.mark.parametrize("pattern", ["epoch.keras", "{epoch}-{epoch}.keras", "(?P<epoch>[0-9"])
def test_pattern_that_is_none(pattern):
    with pytest.raises(CheckpointError, match="--pattern"):
        epoch_numbers(["epoch_1.keras"], pattern)


def test_two_changing_numbers_are_ambiguous():
    with pytest.raises(CheckpointError, match=r"2 numbers change.*m_1_91.keras.*--pattern"):
        epoch_numbers(["m_1_91.keras", "m_2_95.keras"])


def test_a_number_that_never_changes_does_not_confuse():
    assert epoch_numbers(["vgg16_1.h5", "vgg16_2.h5"]) == {"vgg16_1.h5": 1, "vgg16_2.h5": 2}


def test_one_epoch_twice_lists_the_files():
    with pytest.raises(CheckpointError, match=r"epoch 7: epoch_07.keras, epoch_7.h5.*--pattern"):
        epoch_numbers(["epoch_7.h5", "epoch_07.keras", "epoch_8.keras"])


def test_formats():
    names = ["a.keras", "a.weights.h5", "a.h5", "a.ckpt.index", "a.txt", "a.ckpt.data-00000-of-00001"]
    assert [format_of(name) for name in names] == ["model", "weights", "model", "tensorflow", None, None]
    assert stem("cp-0001.ckpt.index") == "cp-0001"
