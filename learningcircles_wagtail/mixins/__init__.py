"""What each kind of page is and does."""
