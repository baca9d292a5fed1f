"""What every test may use; the people are in tests/cast.py, what they work on in tests/factories."""

pytest_plugins = [
    "tests.plugins.new_tables",
    "tests.plugins.no_silent_skips",
    "tests.plugins.behaviours",
    "tests.plugins.figures",
    "tests.plugins.language",
    "tests.plugins.memory",
    "tests.plugins.services",
    "tests.plugins.unasked_files",
    "tests.plugins.whole_pages",
    "tests.plugins.workers",
    "tests.cast",
]
