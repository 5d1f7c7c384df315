"""The coordinator's and the sponsor's view."""
