"""How far a projection can be believed: its figures per epoch, each in a module."""
