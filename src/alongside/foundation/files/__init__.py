"""Uploaded files and the formats of one document."""
