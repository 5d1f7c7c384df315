"""Spreading the word: outputs, who is named, who owns it."""
