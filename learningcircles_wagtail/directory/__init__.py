"""Finding circles and saying what they are."""
