"""Telling people, by the means they chose."""
