"""Who did what, for whom, when: append only."""
