"""Alongside: software with which people co-produce research as equals."""
