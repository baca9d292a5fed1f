"""What every web process loads before the first request: memory of each of them, and the wait at each start."""

import subprocess
import sys

import pytest

# Each takes 20 to 80 MB and up to two seconds; whoever needs one loads it where it is needed.
HEAVY = ("openpyxl", "pandas", "pikepdf", "pyreadstat", "scipy", "weasyprint")
START = "import django; django.setup(); import smartregion.urls, sys; print(*sys.modules)"


@pytest.mark.slow
def test_a_web_process_starts_without_what_few_requests_need() -> None:
    started = subprocess.run(
        [sys.executable, "-c", START], capture_output=True, text=True, check=True
    )
    loaded = set(started.stdout.split())
    assert "participation.surveys.urls" in loaded
    assert not loaded & set(HEAVY)
