"""The rules that our own pytest plugins hold."""

import pytest

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
