"""What the header says of a projection: every figure that is there, and a sentence for each that is low."""

from __future__ import annotations

import pytest

from dashboard.projection_words import in_words

GOOD = {
    "reads": "Distances and motion may be read.",
    "epochs": [0, 3],
    "explained_variance": [0.6, 0.75],
    "own_best": [0.7, 0.8],
    "quality": {
        "k": 15,
        "subset": {"id": "ab" * 32, "size": 2000, "rule": "of 10,015: half of the places evenly by class"},
        "trustworthiness": [0.95, 0.97],
        "continuity": [0.96, 0.98],
        "neighbors_kept": [0.4, 0.5],
        "label_purity": [0.8, 0.9],
        "label_purity_full": [0.85, 0.92],
        "motion_fidelity": [None, 0.8],
        "motion_fidelity_run": 0.75,
        "frozen": 0.004,
    },
}


def changed(**figures) -> dict:
    """GOOD with other figures at epoch 3."""
    own = {name: [GOOD[name][0], value] for name, value in figures.items() if name in GOOD}
    runs = {"motion_fidelity_run", "frozen"}
    quality = {
        name: value if name in runs else [GOOD["quality"][name][0], value]
        for name, value in figures.items()
        if name not in GOOD
    }
    return {**GOOD, **own, "quality": {**GOOD["quality"], **quality}}


def test_a_good_epoch_has_its_numbers_and_no_warning():
    words = in_words(GOOD, 3)
    assert words.reads == "Distances and motion may be read."
    assert words.numbers == [
        ("variance shown", "75.0 % (this epoch's best plane: 80.0 %)"),
        ("trustworthiness", "0.970"),
        ("continuity", "0.980"),
        ("neighbours kept", "50.0 %"),
        ("neighbours of the same label", "90.0 % (in the embedding: 92.0 %)"),
        ("motion fidelity of this step", "0.800 (all steps: 0.750)"),
        ("step when nothing happens", "0.004 of the spread"),
    ]
    assert words.warnings == []
    assert words.source == (
        "15 neighbours; trustworthiness and continuity on 2,000 samples "
        "(of 10,015: half of the places evenly by class), the rest on all."
    )


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ({"explained_variance": 0.31, "own_best": 0.5}, "Only 31.0 % of the variance is in this plane: points that"),
        ({"explained_variance": 0.1, "own_best": 0.3}, "(a plane of this epoch alone would show 30.0 %)"),
        ({"trustworthiness": 0.82}, "Low trustworthiness 0.820 (1 is perfect, 0.5 is chance): points that are close"),
        ({"continuity": 0.7}, "Low continuity 0.700 (1 is perfect, 0.5 is chance): neighbours in the embedding may"),
        ({"label_purity": 0.6}, "Classes look more mixed than they are: 60.0 % of the neighbours here"),
        ({"label_purity": 0.99, "label_purity_full": 0.7}, "Classes look further apart than they are"),
        ({"motion_fidelity": 0.2}, "Motion fidelity of this step is 0.200"),
        ({"motion_fidelity": -0.2}, "Motion fidelity of this step is −0.200"),
        ({"motion_fidelity": None, "motion_fidelity_run": 0.1}, "Motion fidelity of all steps is 0.100"),
        ({"frozen": 0.8}, "moves by 0.800 of the spread of its points when nothing happens"),
    ],
)
def test_a_low_number_says_so_in_words(figures, said):
    warnings = in_words(changed(**figures), 3).warnings
    assert len(warnings) == 1
    assert said in warnings[0]


def test_both_neighborhood_figures_share_a_sentence():
    (warning,) = in_words(changed(trustworthiness=0.6, continuity=0.7), 3).warnings
    assert warning.startswith("Low trustworthiness 0.600 and continuity 0.700 (1 is perfect, 0.5 is chance): points")


def test_the_first_epoch_has_no_step_of_its_own():
    numbers = dict(in_words(GOOD, 0).numbers)
    assert "motion fidelity of this step" not in numbers
    assert numbers["motion fidelity of all steps"] == "0.750"


def test_limits_are_not_passed_by_being_met():
    at_limit = changed(explained_variance=0.5, trustworthiness=0.9, continuity=0.9, motion_fidelity=0.5, frozen=0.0199)
    assert in_words(at_limit, 3).warnings == []


def test_undefined_figures_are_not_shown():
    nothing = {name: [None, None] for name in GOOD["quality"]} | {"k": 0, "subset": {}, "motion_fidelity_run": None}
    entry = {**GOOD, "explained_variance": [None, None], "quality": nothing | {"frozen": None}}
    words = in_words(entry, 3)
    assert (words.numbers, words.warnings, words.source) == ([], [], "")


def test_a_store_without_quality_or_variance_still_speaks():
    old = {name: GOOD[name] for name in ("reads", "epochs", "explained_variance", "own_best")}
    assert in_words(old, 0).numbers == [("variance shown", "60.0 % (this epoch's best plane: 70.0 %)")]
    assert in_words({"reads": "Neighbours.", "epochs": [0]}, 0).numbers == []


def test_an_epoch_it_does_not_have_leaves_the_figures_of_the_run():
    words = in_words(GOOD, 9)
    assert [name for name, _ in words.numbers] == ["motion fidelity of all steps", "step when nothing happens"]


def test_all_samples_are_called_all_samples():
    entry = {**GOOD, "quality": GOOD["quality"] | {"subset": {"id": "", "size": 60, "rule": "all samples"}}}
    assert in_words(entry, 3).source == "15 neighbours; all samples."
