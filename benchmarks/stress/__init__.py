"""Many people sign up at once, on each database, until something breaks or nothing."""
