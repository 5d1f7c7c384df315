"""Getting the information you need: sources and their custody."""
