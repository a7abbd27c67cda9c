"""What editors work with: the menu, the lists, the settings, the meetings' layout."""
