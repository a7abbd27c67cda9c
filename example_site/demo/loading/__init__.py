"""Puts the demonstration into the database of any empty site, once."""
