"""Regions: samples that a definition in the address names, so that a link holds them and a rerun finds them again."""
