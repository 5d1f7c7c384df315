"""One project on one page."""
