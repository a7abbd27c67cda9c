"""Tests of the press room's services."""
