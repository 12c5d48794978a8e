"""How alike the embeddings of two epochs are."""
