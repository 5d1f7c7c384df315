"""Wires the house: settings, addresses, the server. Holds no rules."""
