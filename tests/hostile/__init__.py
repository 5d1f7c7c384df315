"""Hostile clients: what they do to the house, and what ten ordinary visitors notice of it."""
