"""Where a question came from."""
