"""StreamField blocks, by editorial topic; `streams` puts them together."""
