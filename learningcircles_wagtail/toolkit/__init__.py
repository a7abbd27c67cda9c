"""What guides do for one circle and its readers: dates, blanks, packs, answers."""
