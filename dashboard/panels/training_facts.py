"""How a run was trained, in a few terms: optimiser, loss, augmentation, device, and the rest of what was recorded."""

from __future__ import annotations

from collections.abc import Mapping

# term -> settings of the training record, in this order; the first stands without its name
_TERMS = {
    "Optimiser": ("optimizer", "learning_rate", "schedule", "warm_up", "anneal", "plateau_patience", "plateau_factor",
                  "momentum", "weight_decay", "clip_norm"),
    "Loss": ("loss", "focal_gamma", "focal_alpha", "label_smoothing", "class_weights", "balanced"),
    "Augmentation": ("augment",),
    "Device": ("device", "precision", "steps_per_execution"),
}  # fmt: skip
_ONLY_WITH = {  # setting -> the choice it belongs to
    "momentum": ("optimizer", "sgd"),
    "warm_up": ("schedule", "one-cycle"),
    "anneal": ("schedule", "one-cycle"),
    "plateau_patience": ("schedule", "reduce-on-plateau"),
    "plateau_factor": ("schedule", "reduce-on-plateau"),
    "focal_gamma": ("loss", "focal"),
    "focal_alpha": ("loss", "focal"),
}
_PLAIN = {"precision": "float32", "steps_per_execution": 1}  # values not worth a word
_SAID_ELSEWHERE = {
    "format", "name", "dataset", "classes", "model", "size", "channels", "n_classes", "parameters", "preprocess",
    "skipped", "versions", "seconds_per_epoch", "metadata", "monitor",
}  # fmt: skip


def training_facts(training: Mapping[str, object]) -> dict[str, str]:
    """Term -> words, of the training record in run.json; only what it says."""
    settings = _flat(training)
    rows = {}
    for term, names in _TERMS.items():
        parts = [(name, settings.pop(name)) for name in names if name in settings]
        said = [_one(value) if not at else f"{_words(name)} {_one(value)}" for at, (name, value) in enumerate(parts)]
        rows[term] = ", ".join(said)
    if training.get("augment") == [] and not rows["Augmentation"]:
        rows["Augmentation"] = "none"
    rows["Training"] = ", ".join(f"{_words(name)} {_one(value)}" for name, value in settings.items())
    return {term: words for term, words in rows.items() if words}


def _flat(training: Mapping[str, object]) -> dict[str, object]:
    """Every setting that says something, nested ones included; what the device was wins over what was asked for."""
    plain: dict[str, object] = {}
    for name, value in training.items():
        if not isinstance(value, dict):
            plain[name] = value
        elif name in ("options", "architecture"):
            plain |= {key: part for key, part in value.items() if key not in plain}
    return {
        name: value
        for name, value in plain.items()
        if name not in _SAID_ELSEWHERE and _is_set(name, value) and _belongs(name, plain)
    }


def _is_set(name: str, value: object) -> bool:
    return value not in (None, "", "none", [], (), False) and value != _PLAIN.get(name) and not isinstance(value, dict)


def _belongs(name: str, settings: Mapping[str, object]) -> bool:
    choice, wanted = _ONLY_WITH.get(name, ("", None))
    return choice not in settings or settings[choice] == wanted


def _words(name: str) -> str:
    return name.replace("_", " ")


def _one(value: object) -> str:
    if value is True:
        return "yes"
    if isinstance(value, list | tuple):
        words = any(isinstance(part, str) for part in value)
        return (" and " if words else " / ").join(_one(part) for part in value)
    return f"{value:.3g}" if isinstance(value, float) else str(value).rsplit("/", 1)[-1]
