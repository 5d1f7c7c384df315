"""Meetings and workshops."""
