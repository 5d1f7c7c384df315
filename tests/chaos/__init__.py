"""What the house does when the ground gives way: `make chaos`, and a short form in CI."""
