"""Fetches and bundles regl-scatterplot, for comparison alone: nothing of it is part of the product."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

PACKAGES = ("regl-scatterplot@1.16.0", "regl@2.1.1", "pub-sub-es@3.0.0", "esbuild@0.25.12")
ENTRY = Path(__file__).with_name("regl.js")


def bundle(folder: Path) -> Path | str:
    """One ES module with regl-scatterplot in it.

    Args:
        folder: where packages are installed.

    Returns:
        The module, or why there is none.
    """
    npm = shutil.which("npm")
    if npm is None:
        return "npm is not installed"
    made = subprocess.run([npm, "install", "--silent", "--prefix", str(folder), *PACKAGES], capture_output=True)
    if made.returncode:
        return "npm cannot fetch the packages"
    shutil.copy(ENTRY, folder / ENTRY.name)
    built = folder / "bundle.js"
    tool = folder / "node_modules" / ".bin" / "esbuild"
    command = [str(tool), ENTRY.name, "--bundle", "--format=esm", "--minify", f"--outfile={built}"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return built
