"""What needs a facilitator or coordinator today, in order."""
