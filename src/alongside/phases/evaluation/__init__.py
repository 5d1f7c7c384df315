"""Reflecting and feedback: impact, GRIPP2, the closing review."""
