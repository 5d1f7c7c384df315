"""What each room puts into the world that is walked through; see `world.py`."""
