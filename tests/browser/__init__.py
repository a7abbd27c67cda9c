"""The demonstration in Chromium: what visitors and editors do, on every kind of page."""
