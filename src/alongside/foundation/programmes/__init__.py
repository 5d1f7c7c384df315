"""Programmes, organisations and their policies; the walls between programmes."""
