"""People of a programme: groups, each person's part, and one's own."""
