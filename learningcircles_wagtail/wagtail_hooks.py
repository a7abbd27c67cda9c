"""Registers what editors work with, and nothing else."""
