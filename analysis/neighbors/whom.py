"""Whom neighbors are sought among: everybody, one split only, or everybody but the own group."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

ANY = -1


@dataclass(frozen=True)
class Whom:
    """One population to seek neighbors in.

    Attributes:
        part: number in `Population.parts` that a neighbor must have; -1 for any.
        other_groups: whether the samples of one's own group are left out.
    """

    part: int = ANY
    other_groups: bool = False


@dataclass(frozen=True)
class Population:
    """How the samples are divided.

    Attributes:
        parts: (n,) int32 number of the split each belongs to.
        groups: (n,) int32 number of the group, -1 for none.
        whom: name of a list (`layout.AMONG`) -> whom it is sought among; only those that make sense here.
    """

    parts: np.ndarray
    groups: np.ndarray
    whom: dict[str, Whom]


def population(samples: pd.DataFrame) -> Population:
    """What the samples' splits and groups allow to ask.

    `other_groups` is there where some group has two members, `train` and `validation` where they have samples.

    Args:
        samples: one row per sample, columns `split` and `group` as in `data.contract.Dataset.samples`.
    """
    names = ["train", "validation"]
    parts = pd.Index(names).get_indexer(samples["split"]).astype(np.int32) + 1  # 0: neither
    named = samples["group"].fillna("").astype(str)
    codes, _ = pd.factorize(named)
    groups = np.where(named == "", ANY, codes).astype(np.int32)
    whom = {"all": Whom()}
    if (np.bincount(groups[groups >= 0], minlength=1) > 1).any():
        whom["other_groups"] = Whom(other_groups=True)
    whom |= {name: Whom(part=part) for part, name in enumerate(names, 1) if (parts == part).any()}
    return Population(parts, groups, whom)


def everybody(n: int) -> Population:
    """A population of n samples without splits or groups."""
    return Population(np.zeros(n, np.int32), np.full(n, ANY, np.int32), {"all": Whom()})
