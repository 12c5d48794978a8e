"""All pages, in the order of the header; the first one opens the app."""

from __future__ import annotations

from dashboard.views import evaluation, evolution, explanations, neighbors, overview
from dashboard.views.contract import View

VIEWS: tuple[View, ...] = (overview, evolution, neighbors, evaluation, explanations)
