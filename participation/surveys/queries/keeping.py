"""What is kept of the surveys, and until when."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count as CountRows
from django.db.models import Max, QuerySet

from participation.surveys.models import Survey
from participation.surveys.privacy.retention import RESPONSES, RULES, WARNED_BEFORE, Rule
from smartregion.core.models import AuditEntry

SHOWN_REMOVALS = 20


@dataclass(frozen=True)
class Kept:
    """Rows of one kind in one survey; ``until`` is the last day on which the last of them is there."""

    survey: Survey
    rule: Rule
    number: int
    until: date | None

    @property
    def goes_on(self) -> date | None:
        """The morning on which they are gone."""
        return self.until + timedelta(days=1) if self.until else None


def kept_rows() -> list[Kept]:
    """Everything that is kept for a time: what goes first stands first, what has no day last."""
    surveys = Survey.objects.in_bulk()
    kept = [
        Kept(surveys[pk], rule, number, until)
        for rule in RULES
        for pk, until, number in _counted(rule, rule.model._default_manager.all())
    ]
    return sorted(kept, key=lambda each: (each.until or date.max, each.survey.pk))


def _counted(rule: Rule, rows: QuerySet) -> list[tuple[int, date | None, int]]:  # type: ignore[type-arg]
    grouped = rows.order_by().values_list(rule.survey)
    return list(grouped.annotate(until=Max(rule.day), number=CountRows("pk")))


def surveys_losing_answers(*, on: date) -> QuerySet[Survey]:
    """Surveys whose single answers go soon: the last chance to look at them, or to keep them."""
    answered = RESPONSES.model._default_manager.values(RESPONSES.survey)
    soon = Survey.objects.filter(answers_until__lte=on + WARNED_BEFORE, pk__in=answered)
    return soon.order_by("answers_until")


def latest_removals() -> list[AuditEntry]:
    """The journal: when which kind of data went, and how much of it."""
    return list(AuditEntry.objects.filter(verb="remove_expired")[:SHOWN_REMOVALS])


def raw_accesses() -> QuerySet[AuditEntry]:
    """Everybody who read or took along single answers, the latest first."""
    return AuditEntry.objects.filter(verb="note_raw_access").select_related("actor")
