"""What is done within one house's own process: filling it, and looking at its pages."""
