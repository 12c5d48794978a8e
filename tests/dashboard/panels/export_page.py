"""A bare page with a run's scatter and its exports; the run's location comes from the environment."""

from __future__ import annotations

import os

import streamlit as st

from analysis.store.reader import Run
from dashboard.panels import export
from dashboard.plane import Plane
from dashboard.scatter import animated_scatter, animated_scatter_data
from dashboard.scatter_payload import colors, payload
from dashboard.selection import Selection

run = Run(os.environ["EPOCHSCOPE_TEST_RUN"])
plane = Plane("pca_joint")
epoch = int(st.query_params.get("epoch", 5))
animated_scatter_data(payload(run, plane, "folder/pca_joint"), key="data")
animated_scatter(key="scatter", run="folder/pca_joint", colors=colors(run), epoch=epoch, height=520)
export.show(run, Selection("folder", epoch, None, "test"), plane)
