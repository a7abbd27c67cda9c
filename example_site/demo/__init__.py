"""What the demonstration shows: the invented Riverbend Public Library."""
