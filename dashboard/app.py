"""The app's entry: `python -m dashboard`, or bare `streamlit run dashboard/app.py` from any folder."""

import sys
from pathlib import Path

ROOT = str(Path(__file__).resolve().parents[1])
if sys.path[0] != ROOT:  # Streamlit puts this folder on the path, where a `data.py` would hide the data floor
    sys.path.insert(0, ROOT)

from dashboard.pauses import shorten  # noqa: E402
from dashboard.shell import main  # noqa: E402

shorten()
main()
