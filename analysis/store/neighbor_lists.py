"""Which lists of neighbors a run has, and under which names they lie."""

from __future__ import annotations

from analysis.contract import StoreError
from analysis.store import layout


def stored_lists(manifest: dict) -> tuple[tuple[str, str], ...]:
    """The (metric, among) of every list that all complete epochs of a run have.

    A store from before there were several has the Euclidean one among all; a run without embeddings has none.
    """
    facts = manifest.get("neighbors") or {}
    if not facts:
        return ()
    return tuple((str(metric), str(among)) for metric, among in facts.get("lists", [layout.PLAIN_LIST]))


def list_arrays(manifest: dict, metric: str, among: str) -> tuple[str, str]:
    """Names of the arrays of rows and of distances of one list.

    Raises:
        StoreError: the run does not have this list; says which it has and how to add it.
    """
    known = stored_lists(manifest)
    if (metric, among) not in (layout.PLAIN_LIST, *known):
        found = ", ".join(f"{one}:{other}" for one, other in known) or "none"
        raise StoreError(
            f"Run {manifest['run']} has no neighbors by {metric} distance among {among}. It has: {found}. "
            f"Add them with: python -m analysis run CHECKPOINTS --neighbor-lists {metric}:{among}"
        )
    return layout.neighbor_arrays(metric, among)
