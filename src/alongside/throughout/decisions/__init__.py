"""What was decided, how, by whom."""
