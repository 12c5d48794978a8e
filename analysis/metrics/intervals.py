"""95 % intervals in closed form: proportions, F1, AUROC, average precision."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np

LEVEL = 0.95
Z = NormalDist().inv_cdf(0.5 + LEVEL / 2)  # 1.96

Interval = tuple[float, float]
NO_INTERVAL = (math.nan, math.nan)


def wilson(successes: int, trials: int) -> Interval:
    """Interval of a proportion; (NaN, NaN) without trials.

    Source: Wilson 1927, J. Am. Stat. Assoc. 22, 209-212.
    """
    if trials == 0:
        return NO_INTERVAL
    share = successes / trials
    scale = 1 + Z**2 / trials
    center = (share + Z**2 / (2 * trials)) / scale
    half = Z / scale * math.sqrt(share * (1 - share) / trials + Z**2 / (4 * trials**2))
    return max(0.0, center - half), min(1.0, center + half)


def f1_interval(true_positives: int, errors: int) -> Interval:
    """Interval of F1: Wilson's for TP / (TP + FP + FN), of which F1 is a rising function.

    Source: Lam et al. 2023, arXiv:2309.14621 (Wilson indirect).
    """
    low, high = wilson(true_positives, true_positives + errors)
    return 2 * low / (1 + low), 2 * high / (1 + high)


def logit_interval(share: float, deviation: float) -> Interval:
    """Interval of a share strictly inside (0, 1), symmetric on the log-odds scale, so it never leaves [0, 1].

    Args:
        share: the estimate.
        deviation: standard error of its log odds.
    """
    center = math.log(share / (1 - share))
    low, high = (1 / (1 + math.exp(-(center + sign * Z * deviation))) for sign in (-1, 1))
    return low, high


def auroc_interval(positives: np.ndarray, negatives: np.ndarray, area: float) -> Interval:
    """Interval of an AUROC that allows for samples of one group resembling each other.

    DeLong's variance (Obuchowski's where groups have several samples; the two agree where they have not), on the
    log-odds scale. Where that variance is zero or undefined (perfect separation, one group on a side) Newcombe's,
    which stays honest there: 1.00 from ten samples is not 1.00 for certain.

    Args:
        positives: (groups, 2) float64, per group the number of positive samples and the sum of their placements
            (share of negatives scored below them).
        negatives: (groups, 2) float64, the same for negatives (share of positives scored above them).
        area: the AUROC.

    Source: DeLong et al. 1988, Biometrics 44, 837-845; Sun & Xu 2014, doi:10.1109/LSP.2014.2337313;
        Obuchowski 1997, Biometrics 53, 567-578; Qin & Hotilovac 2008, doi:10.1177/0962280207087173 (log odds);
        Newcombe 2006, Stat. Med. 25, 559-573 (method 5).
    """
    n_groups = len(positives)
    groups_of_positives = int((positives[:, 0] > 0).sum())
    groups_of_negatives = int((negatives[:, 0] > 0).sum())
    if min(groups_of_positives, groups_of_negatives) > 1:
        n_positives, n_negatives = positives[:, 0].sum(), negatives[:, 0].sum()
        over = (positives[:, 1] - positives[:, 0] * area) / n_positives
        under = (negatives[:, 1] - negatives[:, 0] * area) / n_negatives
        variance = (
            groups_of_positives / (groups_of_positives - 1) * (over**2).sum()
            + groups_of_negatives / (groups_of_negatives - 1) * (under**2).sum()
            + 2 * n_groups / (n_groups - 1) * (over * under).sum()
        )
        if variance > 1e-14 and 0 < area < 1:
            return logit_interval(area, math.sqrt(variance) / (area * (1 - area)))
    return newcombe(area, groups_of_positives, groups_of_negatives)


def newcombe(area: float, n_positives: int, n_negatives: int) -> Interval:
    """Interval of an AUROC from the two sample sizes alone, wide and never degenerate.

    Source: Newcombe 2006, Stat. Med. 25, 559-573 (method 5).
    """

    def gap(theta: float) -> float:
        half = (n_positives + n_negatives) / 2 - 1
        spread = 1 + half * (1 - theta) / (2 - theta) + half * theta / (1 + theta)
        return abs(theta - area) - Z * math.sqrt(theta * (1 - theta) * spread / (n_positives * n_negatives))

    return _edge(gap, area, 0.0), _edge(gap, area, 1.0)


def _edge(gap, inside: float, outside: float) -> float:
    """Where `gap`, negative beside `inside` and positive at `outside`, changes sign, by bisection."""
    if inside == outside:
        return outside
    for _ in range(60):
        middle = (inside + outside) / 2
        inside, outside = (middle, outside) if gap(middle) < 0 else (inside, middle)
    return (inside + outside) / 2
