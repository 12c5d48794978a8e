"""Which pixels speak for a class: one module per method, all of the same form."""
