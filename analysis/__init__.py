"""Second floor: checkpoints × data → numbers in a run store."""
