"""The checks before a survey opens: one list, collected from everybody who looks at a draft.

A check is a function from the draft to its findings; whoever has one adds it to ``CHECKS``.
"""

from collections.abc import Callable, Iterator

from participation.surveys.checks.estimate import length_findings
from participation.surveys.checks.findings import Finding, Severity
from participation.surveys.checks.reach import reach_findings
from participation.surveys.drafts.compiler import Draft, problems_of
from participation.surveys.drafts.translations import translation_findings
from participation.surveys.privacy.findings import privacy_findings

Check = Callable[[Draft], Iterator[Finding]]


def findings_of(draft: Draft) -> list[Finding]:
    """All that was found, errors first, each kind in the order of the checks."""
    found = [finding for check in CHECKS for finding in check(draft)]
    return sorted(found, key=lambda each: each.severity != Severity.ERROR)


def _what_is_missing(draft: Draft) -> Iterator[Finding]:
    for problem in problems_of(draft):
        yield Finding(
            Severity.ERROR,
            problem.text,
            "incomplete",
            question=problem.question,
            page=problem.page,
            address="surveys:quotas" if problem.quota else "surveys:details",
        )


CHECKS: tuple[Check, ...] = (
    _what_is_missing,
    translation_findings,
    reach_findings,
    length_findings,
    privacy_findings,
)
