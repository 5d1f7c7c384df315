"""Backups: everything a house keeps, in one sealed file, and the way back from it."""
