"""Readers who left an address: to hear of the next circle, or of press releases."""
