"""Projects, members, the involvement plan."""
