"""What editors work with."""
