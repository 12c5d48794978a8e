"""All pages, in the order of the header; the first one opens the app."""

from __future__ import annotations

from dashboard.views import dataset, evaluation, evolution, explanations, neighbors, overview
from dashboard.views.contract import View

VIEWS: tuple[View, ...] = (overview, dataset, evolution, neighbors, evaluation, explanations)

# Pages that have something to say before the first epoch is complete.
SHOW_WITHOUT_EPOCHS = frozenset({overview.PATH, dataset.PATH})

# Pages that redraw themselves alone (a fragment) after a click: they draw the header's selected sample and the panel
# too, because Streamlit lets a fragment write outside of itself only where it writes in every full run.
DRAW_SELECTION_THEMSELVES = frozenset({evolution.PATH, neighbors.PATH})

# Pages that look into one model: a run that holds scores only says there which of its members to open instead.
NEED_EMBEDDINGS = frozenset({evolution.PATH, neighbors.PATH, explanations.PATH})
