import argparse
import re

import pytest

from checkpoints.contract import CheckpointError
from checkpoints.options import Options
from checkpoints.train_arguments import add_arguments, options_of
from tests.conftest import ROOT


def parsed(*words):
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return parser.parse_args(["pictures", "--name", "x", *words])


def test_no_words_are_the_defaults():
    assert options_of(parsed()) == Options()


def test_every_option_has_its_words():
    words = """--epochs 3 --batch-size 4 --optimizer adamw --learning-rate 0.5 --momentum 0.8 --weight-decay 0.1
        --clip-norm 2 --schedule one-cycle --warm-up 0.2 --anneal linear --plateau-patience 3 --plateau-factor 0.4
        --early-stopping 5 --monitor val_auc --loss focal --focal-gamma 1 --focal-alpha 0.2 0.8 --balanced-batches
        --freeze-epochs 1 --batch-norm-momentum 0.7 --precision mixed_bfloat16 --steps-per-execution 2 --device cpu
        --seed 6"""
    wanted = Options(
        epochs=3, batch_size=4, optimizer="adamw", learning_rate=0.5, momentum=0.8, weight_decay=0.1, clip_norm=2.0,
        schedule="one-cycle", warm_up=0.2, anneal="linear", plateau_patience=3, plateau_factor=0.4, early_stopping=5,
        monitor="val_auc", loss="focal", focal_gamma=1.0, focal_alpha=(0.2, 0.8), balanced=True, freeze_epochs=1,
        batch_norm_momentum=0.7, precision="mixed_bfloat16", steps_per_execution=2, device="cpu", seed=6,
    )  # fmt: skip
    assert options_of(parsed(*words.split())) == wanted
    assert options_of(parsed("--label-smoothing", "0.1")) == Options(label_smoothing=0.1)


def test_rare_classes_are_not_counted_twice():
    with pytest.raises(CheckpointError, match="count rare classes twice"):
        options_of(parsed("--balanced-batches", "--class-weights"))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--model", "vgg"], "There is no model 'vgg'"),
        (["--compare-optimizers", "sgd,lion"], "'lion' is none of: sgd, rmsprop, adam, adamw"),
        (["--compare-optimizers", "sgd,sgd"], "named twice"),
    ],
)
def test_words_that_stand_for_nothing(words, message, capsys):
    with pytest.raises(SystemExit):
        parsed(*words)
    assert message in " ".join(capsys.readouterr().err.split())


def test_optimizers_to_compare():
    assert parsed("--compare-optimizers", "sgd, adam").compare_optimizers == ["sgd", "adam"]


def test_the_page_names_every_flag_and_no_other():
    parser = argparse.ArgumentParser(add_help=False)
    add_arguments(parser)
    flags = {flag for action in parser._actions for flag in action.option_strings}
    page = (ROOT / "docs" / "training.md").read_text(encoding="utf-8")
    assert set(re.findall(r"--[a-z][a-z-]+", page)) == flags
