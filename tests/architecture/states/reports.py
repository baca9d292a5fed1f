"""Reports, manuscripts, designs and handovers."""

from django.utils import timezone

from smartregion.reports.models import Report
from tests.architecture.access.reports import READERS
from tests.architecture.states.words import Arguments, Noun, State

MAKERS = frozenset(READERS)


def unreleased(given: Arguments) -> Arguments:
    Report.objects.filter(pk=given["pk"]).update(released_at=None)
    return given


def unreleased_edition(given: Arguments) -> Arguments:
    Report.objects.filter(slug=given["slug"]).update(released_at=None)
    return given


def withdrawn(given: Arguments) -> Arguments:
    reports = Report.objects.filter(slug=given["slug"])
    reports.update(withdrawn_at=timezone.now(), withdrawn_reason="Ein Fehler auf Seite 3.")
    return given


NOUNS = (
    Noun("report", "pk", ("reports:report_*",), states=(State("unreleased", unreleased, MAKERS),)),
    Noun(
        "edition in the archive", "slug", ("reports:edition*", "reports:web_*"),
        states=(
            # What stands in the archive has been released; nobody finds a draft there, not even the office.
            State("unreleased", unreleased_edition, frozenset()),
            State("withdrawn", withdrawn),
        ),
    ),
    Noun("manuscript, design or handover", "pk",
         ("reports:[!r]*",), stateless="seen by those who make reports, in any state"),
    Noun("kind of report", "kind", ("reports:*",), stateless="one of a fixed few"),
)  # fmt: skip
