"""What is run inside somebody else's product, by its own Python."""
