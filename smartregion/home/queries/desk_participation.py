"""What waits in participation: words to answer, weigh and look at, promised answers, events, surveys, the thread."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from participation.consultations.actions import WEIGHABLE
from participation.consultations.models import Comment
from participation.consultations.queries import open_url
from participation.contributions.models import ThreadCheck
from participation.contributions.queries import answerable
from participation.contributions.queries.moderation import late_before
from participation.contributions.queries.moderation import waiting as waiting_for_moderation
from participation.events.queries import coming_events
from participation.forums.models import Topic
from participation.surveys.models import Survey
from participation.surveys.queries import surveys_losing_answers
from smartregion.accounts.models import User
from smartregion.core.days import short_day
from smartregion.home.queries.groups import SHOWN, SOON, Group, Item

# The walk along the thread runs every night; a night may be missed.
WALKED_WITHIN = timedelta(days=2)


def contributions(user: User, _at: datetime) -> Group:
    # Comments on a draft are weighed; they have a group of their own.
    waiting = answerable(user).filter(comment__isnull=True).order_by("written_at")
    items = [
        Item(
            label=one.excerpt,
            url=one.get_absolute_url(),
            note=f"{one.shown_name}, {short_day(timezone.localdate(one.written_at))}",
        )
        for one in waiting[:SHOWN]
    ]
    queue = reverse("contributions:queue")
    return Group(_("Beiträge ohne Antwort"), waiting.count(), items, queue)


def moderation(user: User, at: datetime) -> Group:
    """Reports, texts before they appear and objections: what has waited longest first."""
    late = late_before(at)
    found = waiting_for_moderation(of=user)
    items = [
        Item(
            label=one.excerpt,
            url=reverse("contributions:moderation_case", args=[one.pk]),
            note=_("wartet seit %(day)s") % {"day": short_day(timezone.localdate(one.waits_since))},  # type: ignore[attr-defined]
            is_late=one.waits_since <= late,  # type: ignore[attr-defined]
        )
        for one in found[:SHOWN]
    ]
    return Group(_("Moderation"), found.count(), items, reverse("contributions:moderation"))


def considerations(_user: User, _at: datetime) -> Group | None:
    """Comments on the draft that wait for a consideration; only one draft is open at a time."""
    waiting = Comment.objects.unconsidered().filter(version__state__in=WEIGHABLE)
    related = waiting.select_related("contribution", "version__strategy")
    oldest = list(related.order_by("contribution__written_at")[:SHOWN])
    if not oldest:
        return None
    items = [_to_weigh(comment) for comment in oldest]
    return Group(_("Abwägungen"), waiting.count(), items, open_url(oldest[0].version))


def _to_weigh(comment: Comment) -> Item:
    said, version = comment.contribution, comment.version
    return Item(
        label=_("Ausgeblendeter Kommentar") if said.is_hidden else said.excerpt,
        url=reverse(
            "consultations:consider", args=[version.strategy.slug, version.label, comment.pk]
        ),
        note=f"{said.shown_name}, {short_day(timezone.localdate(said.written_at))}",
    )


def events(_user: User, at: datetime) -> Group:
    """Events that begin soon, with how many come."""
    items = [
        Item(
            label=card.event.title,
            url=reverse("events:participants", args=[card.event.slug]),
            note=_("am %(day)s, %(n)d angemeldet")
            % {
                "day": short_day(timezone.localdate(card.event.starts_at)),
                "n": card.seats.confirmed,
            },
        )
        for card in coming_events(at=at, until=at + SOON)
    ]
    return Group(
        _("Veranstaltungen in den nächsten Tagen"), len(items), items, reverse("events:manage_list")
    )


def topics(_user: User, at: datetime) -> Group:
    """Topics whose promised answer is due, or soon will be."""
    today = timezone.localdate(at)
    promised = Topic.objects.public().filter(closed_at__isnull=True, answer_by__lte=today + SOON)
    items = [
        Item(
            label=topic.title,
            url=topic.get_absolute_url(),
            note=_("Antwort zugesagt bis %(day)s") % {"day": short_day(topic.answer_by)},
            is_late=topic.answer_by < today,
        )
        for topic in promised.select_related("forum").order_by("answer_by")
        if topic.answer_by
    ]
    return Group(_("Zugesagte Antworten in Foren"), len(items), items)


def surveys(user: User, at: datetime) -> Group:
    """Surveys that are not published yet, and open ones that close soon."""
    managed = Survey.objects.managed_by(user)
    drafts = [
        Item(survey.heading, reverse("surveys:edit", args=[survey.slug]), _("Entwurf"))
        for survey in managed.filter(state=Survey.State.DRAFT)
    ]
    closing = [
        Item(
            survey.heading,
            reverse("surveys:results", args=[survey.slug]),
            _("schließt am %(day)s") % {"day": short_day(timezone.localdate(survey.closes_at))},
        )
        for survey in managed.answerable(at).filter(closes_at__lte=at + SOON)
    ]
    items = closing + drafts
    return Group(_("Umfragen"), len(items), items[:SHOWN], reverse("surveys:manage_list"))


def retention(_user: User, at: datetime) -> Group:
    """Single answers that will soon be removed: the last chance to look at them."""
    items = [
        Item(
            survey.heading,
            reverse("surveys:results", args=[survey.slug]),
            _("Einzelne Antworten bis %(day)s") % {"day": short_day(survey.answers_until)},
        )
        for survey in surveys_losing_answers(on=timezone.localdate(at))
        if survey.answers_until
    ]
    more = reverse("surveys:retention")
    return Group(_("Aufbewahrung endet"), len(items), items[:SHOWN], more)


def thread(_user: User, at: datetime) -> Group | None:
    """What the nightly walk found; and that it has not run, for then nobody would know."""
    last = ThreadCheck.objects.first()
    if last is None:
        # A county that began today has not had a night yet.
        return None
    url = reverse("contributions:thread")
    if last.at < at - WALKED_WITHIN:
        when = _("zuletzt am %(day)s") % {"day": short_day(timezone.localdate(last.at))}
        items = [Item(_("Die nächtliche Prüfung ist nicht gelaufen"), url, when, is_late=True)]
        return Group(_("Roter Faden"), 1, items)
    items = [Item(loose_end, url, is_late=True) for loose_end in last.loose_ends[:SHOWN]]
    return Group(_("Roter Faden: lose Enden"), len(last.loose_ends), items, url)
