"""What is said of looks and meaning: names of measures and baselines, and the conclusion from two changes."""

from __future__ import annotations

from analysis.metrics.estimates import Estimate

ANY_TWO, BY_LABEL, CLOSEST = "any two pictures", "what the label explains", "nearest in pixels"

UP, DOWN, SAME, UNKNOWN = "up", "down", "same", "unknown"
SMALLEST = 0.05  # of the way from any two pictures: smaller changes count as none, however sure they are
RULE = (
    "A change counts when its 95 % interval leaves out zero and it is at least 5 % of the way from any two pictures to "
    "the nearest in pixels (for labels: to all of one label)."
)

# (label agreement, likeness) -> what it means; both as changes since the first measured epoch
CONCLUSIONS = {
    (UP, DOWN): "From looks towards meaning: neighbours share the label more often and look less alike",
    (
        UP,
        SAME,
    ): "Meaning was added and looks were kept: neighbours share the label more often and look as alike as before",
    (UP, UP): "Looks and label go together: neighbours share the label more often and look more alike too",
    (SAME, DOWN): "Neighbours look less alike, yet share the label no more often: what replaced looks is not the label",
    (SAME, SAME): "Hardly a change: neighbours look as alike, and share the label as often, as before",
    (SAME, UP): "Towards looks: neighbours look more alike and share the label no more often",
    (
        DOWN,
        DOWN,
    ): "Neighbours share the label less often and look less alike: neither looks nor label holds them together",
    (DOWN, SAME): "Neighbours share the label less often and look as alike as before",
    (DOWN, UP): "From meaning towards looks: neighbours share the label less often and look more alike",
}
UNDECIDED = "No conclusion: one sample, one group of samples, or samples of unknown label have no interval"


def direction(change: Estimate, span: float) -> str:
    """Which way a figure went.

    Args:
        change: since the first epoch.
        span: how far there is to go, above 0: from any two pictures to what is compared with; NaN where unknown.

    Returns:
        `UP` or `DOWN` when the interval leaves out zero and the change is `SMALLEST` of the span or more, else `SAME`;
        `UNKNOWN` when there is no interval.
    """
    if change.value is None:
        return UNKNOWN
    if change.low is None or change.high is None:
        return SAME if change.value == 0 else UNKNOWN
    if change.low <= 0 <= change.high or abs(change.value) < SMALLEST * span:
        return SAME
    return UP if change.value > 0 else DOWN


def conclusion(label: str, likeness: str) -> str:
    """What the directions of label agreement and of likeness since the first epoch mean, without a full stop."""
    return CONCLUSIONS.get((label, likeness), UNDECIDED)


def dissent(chosen: str, directions: dict[str, str], titles: dict[str, str]) -> str:
    """Which of the other measures of looks went another way, one sentence; or that all went the same.

    Args:
        chosen: the measure that the conclusion is drawn from.
        directions: measure -> its direction.
        titles: measure -> its name on screen.
    """
    known = {name: went for name, went in directions.items() if went != UNKNOWN}
    others = [name for name in known if name != chosen]
    if chosen not in known or not others:
        return ""
    apart = [name for name in others if known[name] != known[chosen]]
    if not apart:
        return f"All {len(known)} measures of looks say so." if len(known) > 2 else "Both measures of looks say so."
    went = {UP: "went up", DOWN: "went down", SAME: "hardly changed"}
    return f"Likeness in {' and in '.join(f'{titles[name].lower()} {went[known[name]]}' for name in apart)}."
