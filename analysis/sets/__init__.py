"""Runs made of other runs' scores: pooled folds, ensembles, and models on metadata to join them."""
