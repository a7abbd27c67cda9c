"""A list of events as tutorials teach to build it with Wagtail: the baseline.

Nothing here is done badly on purpose, and nothing is made faster than a careful reader
of a tutorial would make it.
"""
