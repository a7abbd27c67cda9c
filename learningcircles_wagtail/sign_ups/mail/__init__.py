"""Putting messages of the outbox together: whether, to whom, in which words."""
