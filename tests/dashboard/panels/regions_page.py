"""The Regions part alone, on the run that the environment names, with the state and the address of the app."""

from __future__ import annotations

import os

from dashboard import selection
from dashboard.panels import regions, style
from dashboard.store_cache import open_run

run = open_run(os.environ["EPOCHSCOPE_TEST_RUN"])
selection.run_name({"run": run.location})
style.install()
regions.show(run, selection.current(run, "run"))
