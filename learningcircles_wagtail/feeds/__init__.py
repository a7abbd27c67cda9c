"""The same facts for machines: structured data, calendars and feeds."""
