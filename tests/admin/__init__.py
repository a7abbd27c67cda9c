"""Tests of what editors work with."""
