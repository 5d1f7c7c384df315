"""How we treat each other: the group agreement."""
