"""Tests of positions on the map."""
