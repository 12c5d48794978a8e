"""What the points of a scatter can be colored by: one module a quantity, one line in `registry`."""
