"""Run health: what every epoch is measured for besides its metrics, and what of it is worth a warning."""
