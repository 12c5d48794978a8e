"""Ground floor: labelled images from anywhere."""
