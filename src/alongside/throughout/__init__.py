"""What runs through every phase."""
