"""Signing up: seats and the line for them, what learners say, what they are told."""
