"""Measurements as ratios against the floor or a peer, interleaved in one run."""
