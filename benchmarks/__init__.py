"""Measures how fast the plugin's pages are, and against what: `make bench`."""
