"""Projections: every epoch's embeddings on one plane, one method a module."""
