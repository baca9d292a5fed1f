"""The rules that our own pytest plugins hold."""

import pytest
from django.db.migrations import RunPython, RunSQL
from django.db.migrations.loader import MigrationLoader

from tests.plugins.new_tables import TRIGGERS
from tests.plugins.workers import ROOT

pytestmark = pytest.mark.slow

pytest_plugins = ["pytester"]
OURS = ["-p", "no:django", "-p", "no:xdist", "-p", "tests.plugins.no_silent_skips"]


@pytest.mark.parametrize(
    "code",
    [
        "import pytest\n@pytest.mark.skip(reason='no browser')\ndef test_a(): pass",
        "import pytest\ndef test_a(): pytest.skip('no browser')",
        "import pytest\npytest.skip('no browser', allow_module_level=True)",
    ],
    ids=["marker", "call", "module"],
)
def test_skip_is_a_failure_with_its_reason(pytester: pytest.Pytester, code: str) -> None:
    pytester.makepyfile(code)
    result = pytester.runpytest_inprocess(*OURS)
    assert result.ret != 0
    result.stdout.fnmatch_lines(["*nothing here may skip silently: *no browser*"])


def test_files_that_are_left_out_whole_are_not_even_read(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        test_asked="def test_a(): pass",
        test_slow="import pytest\npytestmark = [\n    pytest.mark.slow,\n]\nraise RuntimeError",
        test_pages="from django.test import Client\nraise RuntimeError",
        test_guests="def test_a(client_as,\n    b): pass\nraise RuntimeError",
        test_some="import pytest\n@pytest.fixture\ndef client(): pass\n"
        "def test_a(client): pass\ndef test_b(): pass",
    )
    read = pytester.runpytest_inprocess(*OURS, "-p", "tests.plugins.unasked_files")
    read.assert_outcomes(errors=3)
    left = ["-m", "not slow and not page", "-W", "ignore"]
    unread = pytester.runpytest_inprocess(*OURS, "-p", "tests.plugins.unasked_files", *left)
    unread.assert_outcomes(passed=3)


@pytest.mark.parametrize("processes", ["0", "2"])
def test_figures_are_printed_at_the_end(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, processes: str
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    pytester.makepyfile(
        "import pytest\n"
        "@pytest.mark.parametrize('n', range(4))\n"
        "def test_a(n, say): say(f'Fault {n}: 7 tried, 0 lost')"
    )
    options = ["-p", "no:django", "-p", "tests.plugins.figures", "-q", "-n", processes]
    result = pytester.runpytest_subprocess(*options)
    result.stdout.fnmatch_lines(["*figures*", *(f"Fault {n}: 7 tried, 0 lost" for n in range(4))])


@pytest.mark.slow
def test_what_only_a_migration_makes_is_known_to_new_tables() -> None:
    """Otherwise make check would run on tables that real ones do not look like."""
    ours = ("smartregion.", "strategy.", "participation.", "measures.")
    found = MigrationLoader(None).disk_migrations.values()
    operations = [each for m in found if m.__module__.startswith(ours) for each in m.operations]
    assert not any(isinstance(each, RunSQL) for each in operations)
    # What is elidable only fills rows, and there are none in new tables.
    lasting = [each for each in operations if isinstance(each, RunPython) and not each.elidable]
    makers = {each.code.__module__ for each in lasting}
    assert makers == set(TRIGGERS)
