"""The stages of an analysis that need no model: they read what the store has of every epoch."""

from __future__ import annotations

from analysis.store.writer import RunWriter
from analysis.timing import timed

STAGES = ("similarity", "separation", "looks", "nuisances")  # also their entries of the manifest


def update_model_free(writer: RunWriter) -> dict[str, int]:
    """Bring all of them up to date; how much each did, under the names of `analysis.pipeline.Done`."""
    done = {}
    with timed(writer, "similarity"):
        from analysis.similarity.stage import update_similarity

        done["pairs"] = update_similarity(writer)
    with timed(writer, "separation"):
        from analysis.separating import update_separation

        done["separations"] = update_separation(writer)
    with timed(writer, "looks"):
        from analysis.looks.stage import update_looks

        done["looks"] = update_looks(writer)
    with timed(writer, "nuisances"):
        from analysis.nuisances.stage import update_nuisances

        done["nuisances"] = update_nuisances(writer)
    return done
