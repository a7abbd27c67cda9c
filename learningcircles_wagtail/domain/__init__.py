"""Pure rules of learning circles: no Django, no database."""
