"""Pure functions: no database, no web."""
