"""My week: hours allocated, booked, done, left; what is asked of me."""
