"""In which ways people could take part: every format with its days and how many came."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext as _

from participation.consultations.queries import consultations
from participation.events.models import Event
from participation.events.queries.shares import SMALLEST
from participation.forums.queries import topic_coverage
from participation.surveys.queries.preparing import results_for_all
from smartregion.reports.briefs import Brief
from smartregion.reports.queries.materials.registry import Content, material
from smartregion.reports.rendering.languages import LANGUAGE
from strategy.queries import involvements_of, occasions_of


@material("formats")
def _formats(brief: Brief, at: datetime) -> list[Content]:
    """Surveys, forums, events and consultations, and what else the office has written down; by day."""
    events = list(_held(at))
    found = [
        *_surveys(brief),
        *_forums(brief),
        *(_event(event) for event in events),
        *_drafts(brief, timezone.localdate(at)),
        *_occasions(brief, {timezone.localdate(event.starts_at) for event in events}),
    ]
    return sorted(found, key=lambda each: (each["starts_on"], each["title"]))


def _format(
    kind: str, title: str, starts_on: date, ends_on: date | None, people: int | None, what: str,
    *, is_at_least: bool = False,
) -> Content:  # fmt: skip
    """``people`` is None where nobody counted; ``what`` says what was counted."""
    return {
        "kind": kind,
        "title": title,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "people": people,
        "counted": what,
        "is_at_least": is_at_least,
    }


def _surveys(brief: Brief) -> Iterator[Content]:
    for survey in brief.surveys:
        results = results_for_all(survey, language=LANGUAGE)
        first, last = (timezone.localdate(each) for each in (survey.opens_at, survey.closes_at))
        yield _format(
            _("Umfrage"), results.title, first, last, results.responses, _("Fragebögen"),
            is_at_least=results.is_at_least,
        )  # fmt: skip


def _forums(brief: Brief) -> Iterator[Content]:
    """From the first topic that opened to the last that closes; without an end as long as one has none."""
    for forum in brief.forums:
        topics = list(forum.topics.filter(is_public=True, opens_at__isnull=False))
        first = [topic.opens_at for topic in topics if topic.opens_at]
        last = [topic.closes_at for topic in topics if topic.closes_at]
        if not first:
            continue
        ends_on = timezone.localdate(max(last)) if len(last) == len(topics) else None
        said = sum(coverage.total for coverage in topic_coverage(topics).values())
        begins_on = timezone.localdate(min(first))
        yield _format(_("Online-Forum"), forum.title, begins_on, ends_on, said, _("Beiträge"))


def _held(at: datetime) -> Iterable[Event]:
    public = Event.objects.visible_to(AnonymousUser())
    return public.filter(ends_at__lt=at, cancelled_at__isnull=True).order_by("starts_at", "pk")


def _event(event: Event) -> Content:
    """Fewer than five people are not told: by their number they might be recognised."""
    came = event.registrations.filter(came=True).count()
    people = came or event.registrations.confirmed().count()
    day, last = (timezone.localdate(each) for each in (event.starts_at, event.ends_at))
    what = _("Teilnehmende") if came else _("Anmeldungen")
    return _format(
        event.get_kind_display(), event.title, day, None if day == last else last,
        people if people >= SMALLEST else None, what,
    )  # fmt: skip


def _drafts(brief: Brief, on: date) -> Iterator[Content]:
    """Consultations on drafts up to the version of this report."""
    if brief.version is None:
        return
    for each in consultations(visible_to=AnonymousUser(), on=on):
        version = each.version
        begin, end = version.consultation_from, version.consultation_until
        of_this = (
            version.strategy_id == brief.version.strategy_id and version.pk <= brief.version.pk
        )
        if of_this and begin and begin <= on:
            title = _("Beteiligung am Entwurf %(label)s") % {"label": version.label}
            yield _format(
                _("Beteiligung am Entwurf"), title, begin, end, each.comments, _("Stellungnahmen")
            )


def _occasions(brief: Brief, days: set[date]) -> Iterator[Content]:
    """What the office has written down; not once more what has a page of its own as an event."""
    if brief.version is None:
        return
    for occasion in occasions_of(involvements_of(brief.version.strategy)):
        if occasion.on in days:
            continue
        counted = [one.people for one in occasion.involvements if one.people is not None]
        groups = list(dict.fromkeys(one.group.name for one in occasion.involvements))
        yield {
            **_format(
                _("Treffen"), occasion.format, occasion.on, None,
                sum(counted) if counted else None, _("Teilnehmende"),
            ),
            "groups": groups,
        }  # fmt: skip
