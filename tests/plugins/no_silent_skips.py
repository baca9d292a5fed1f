"""A test that does not run proves nothing, so a skip is a failure that says what was missing."""

import pytest

SENTENCE = "Skipped, and nothing here may skip silently: {reason}"


def reason_of(report: pytest.TestReport | pytest.CollectReport) -> str:
    place = report.longrepr
    return str(place[2] if isinstance(place, tuple) else place).removeprefix("Skipped: ")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport():
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        report.outcome, report.longrepr = "failed", SENTENCE.format(reason=reason_of(report))
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report():
    report = yield
    if report.skipped:
        report.outcome, report.longrepr = "failed", SENTENCE.format(reason=reason_of(report))
    return report
