"""Guidance at the point of need."""
