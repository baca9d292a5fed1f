"""What somebody should know before a survey is published: one sentence, how grave, and where to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from participation.surveys.models import Page, Question


class Severity(StrEnum):
    """An error stands against publishing; a warning is to be read and accepted."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """One entry of the list of checks. It leads to its question, else its page, else to ``address``."""

    severity: Severity
    text: str
    # Which rule found it; tests ask for it, people do not see it.
    code: str = ""
    question: Question | None = None
    page: Page | None = None
    # The name of a page of the editor that is about the survey as a whole.
    address: str = "surveys:details"


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """What stands against publishing."""
    return [each for each in findings if each.severity == Severity.ERROR]


def warnings(findings: Iterable[Finding]) -> list[Finding]:
    """What somebody has to read and accept before publishing."""
    return [each for each in findings if each.severity == Severity.WARNING]
