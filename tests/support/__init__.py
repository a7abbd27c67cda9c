"""What the tests share: fixtures that need more than pytest and pytest-django."""
