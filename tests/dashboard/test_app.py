"""The app's process holds no model library, and its entry works from any folder."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

MODULES = """
import json, pkgutil, sys
sys.path.insert(0, {root!r})
import dashboard
for module in pkgutil.walk_packages(dashboard.__path__, "dashboard."):
    if not module.name.endswith((".app", "__main__")):
        __import__(module.name)
import dashboard.__main__
print(json.dumps(sorted(name for name in sys.modules if "." not in name)))
"""


def test_no_module_of_the_dashboard_loads_a_model_library():
    command = [sys.executable, "-W", "ignore", "-c", MODULES.format(root=str(ROOT))]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    assert "streamlit" in loaded and "analysis" in loaded
    assert not loaded & {"tensorflow", "keras", "shap", "umap", "checkpoints", "jax", "torch"}


def test_the_repository_comes_first_on_the_path(tmp_path):
    """A `data.py` beside the app, or in the folder it is started from, must not hide the data floor."""
    script = (
        "import runpy, sys; sys.path.insert(0, 'X/dashboard'); "
        "import dashboard_stub; runpy.run_path(sys.argv[1], run_name='other'); print(sys.path[0])"
    )
    (tmp_path / "dashboard_stub.py").write_text(
        "import sys, types\nsys.modules['dashboard'] = types.ModuleType('dashboard')\n"
        "for name, part in (('shell', 'main'), ('pauses', 'shorten')):\n"
        "    sys.modules['dashboard.' + name] = m = types.ModuleType(name); setattr(m, part, lambda: None)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(ROOT / "dashboard" / "app.py")],
        capture_output=True, text=True, check=True, cwd=tmp_path, env={"PYTHONPATH": str(tmp_path)},
    )  # fmt: skip
    assert done.stdout.strip() == str(ROOT)
