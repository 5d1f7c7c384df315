"""What people said and what was done about it: the loop."""
