"""Time allocated, booked and done."""
