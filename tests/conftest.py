"""What every test may use; the cast of people is made in tests/factories."""

pytest_plugins = [
    "tests.plugins.no_silent_skips",
    "tests.plugins.behaviours",
    "tests.plugins.services",
]
