"""The demonstration in Chromium: what visitors and editors do on its pages."""
