"""The training record in a few terms."""

from dashboard.panels.training_facts import training_facts

RECORD = {
    "format": 1,
    "name": "mine",
    "weights": "/far/away/weights.h5",
    "options": {
        "optimizer": "adam", "learning_rate": 0.001, "schedule": "one-cycle", "warm_up": 0.3, "momentum": 0.9,
        "plateau_patience": 2, "clip_norm": None, "loss": "focal", "focal_gamma": 2.0, "focal_alpha": None,
        "class_weights": True, "balanced": False, "device": "auto", "precision": "float32", "batch_norm_momentum": 0.9,
    },
    "architecture": {"model": "mobilenet_v2", "alpha": 0.35},
    "augment": ["flips", "rotation=20"],
    "device": "CPU (2 cores)",
    "schedule": {"name": "one-cycle", "steps": [0], "learning_rate": [0.1]},
    "versions": {"keras": "3"},
}  # fmt: skip


def test_each_term_has_what_belongs_to_it():
    assert training_facts(RECORD) == {
        "Optimiser": "adam, learning rate 0.001, schedule one-cycle, warm up 0.3",
        "Loss": "focal, focal gamma 2, class weights yes",
        "Augmentation": "flips and rotation=20",
        "Device": "CPU (2 cores)",
        "Training": "weights weights.h5, batch norm momentum 0.9, alpha 0.35",
    }


def test_what_was_not_recorded_has_no_term():
    assert training_facts({}) == {}
    assert training_facts({"augment": []}) == {"Augmentation": "none"}
    options = {"loss": "cross-entropy", "focal_gamma": 2.0, "class_weights": [0.5, 2 / 3]}
    old = training_facts({"options": options, "architecture": {"augment": ["flips"]}})
    assert old == {"Loss": "cross-entropy, class weights 0.5 / 0.667", "Augmentation": "flips"}
