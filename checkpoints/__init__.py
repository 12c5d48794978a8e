"""First floor: models over time. Training, and reading per-epoch checkpoints, ours or anyone's."""
