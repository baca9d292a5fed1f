"""What waits for me: one group for each kind of work, only those that concern this person."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.models import Ballot
from measures.queries import desk_of as measures_of
from measures.queries.desk import reviews_due
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
from smartregion.accounts.queries import consultants_leaving, shown_roles
from smartregion.core.models import Job
from smartregion.home.queries.desk_evaluation import (
    asked_instead,
    asked_of_town,
    cycles_to_go_on,
    to_accept,
    unreached,
)
from smartregion.home.queries.groups import SHOWN, Group, Item, short_day
from smartregion.notices.models import Mail
from smartregion.reports.models import Report
from strategy.models import StrategyVersion
from strategy.queries.maturity_sheets import following_of, municipality_of, open_round, sheet_of

SOON = timedelta(days=14)
CONSULTANT_DAYS = 30
# The walk along the thread runs every night; a night may be missed.
WALKED_WITHIN = timedelta(days=2)

Source = Callable[[User, datetime], Group | None]


def desk_of(user: User, *, at: datetime) -> list[Group]:
    """All groups in which something waits, in the order in which it should be looked at."""
    groups = [source(user, at) for permission, source in SOURCES if user.has_perm(permission)]
    return [group for group in groups if group and group.count]


# -- participation ---------------------------------------------------------------------------
def _contributions(user: User, _at: datetime) -> Group:
    # Comments on a draft are weighed; they have a group of their own.
    waiting = answerable(user).filter(comment__isnull=True).order_by("written_at")
    items = [
        Item(
            label=one.excerpt,
            url=one.get_absolute_url(),
            note=f"{one.author_name}, {short_day(timezone.localdate(one.written_at))}",
        )
        for one in waiting[:SHOWN]
    ]
    queue = reverse("contributions:queue")
    return Group(_("Beiträge ohne Antwort"), waiting.count(), items, queue)


def _moderation(user: User, at: datetime) -> Group:
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


def _considerations(_user: User, _at: datetime) -> Group | None:
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
        note=f"{said.author_name}, {short_day(timezone.localdate(said.written_at))}",
    )


def _events(_user: User, at: datetime) -> Group:
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


def _topics(_user: User, at: datetime) -> Group:
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


def _surveys(user: User, at: datetime) -> Group:
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


def _retention(_user: User, at: datetime) -> Group:
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


# -- measures --------------------------------------------------------------------------------
def _my_measures(user: User, at: datetime) -> Group:
    """Reports asked of me, and milestones of my measures whose day has passed."""
    items = []
    for line in measures_of(user, on=timezone.localdate(at)):
        name = f"{line.card.number} {line.card.title}"
        if line.assessment and line.waits_for_me:
            cycle = line.assessment.cycle
            items.append(
                Item(
                    name,
                    reverse("measures:assess", args=[cycle.slug, line.card.number]),
                    _("Sachstand erbeten bis %(day)s") % {"day": short_day(cycle.due_on)},
                    is_late=cycle.due_on < timezone.localdate(at),
                )
            )
        items += [
            Item(name, day.url, f"{day.label}, {day.left}", is_late=True)
            for day in line.days
            if day.is_late
        ]
    mine = reverse("measures:my_measures")
    return Group(_("Meine Maßnahmen"), len(items), items[:SHOWN], mine)


def _ballots(user: User, _at: datetime) -> Group:
    """Rounds in which this person is asked to rate and has not handed in yet."""
    awaited = list(Ballot.objects.awaited_from(user))
    items = [Item(str(each.prioritisation), each.get_absolute_url()) for each in awaited[:SHOWN]]
    url = reverse("measures:prioritisation_list")
    return Group(_("Um Ihre Bewertung gebeten"), len(awaited), items, url)


def _reviews(_user: User, at: datetime) -> Group:
    """Deferred measures whose day has come to be decided upon again."""
    due = reviews_due(on=timezone.localdate(at))
    items = [
        Item(
            str(measure),
            reverse("measures:measure_move", args=[measure.number]),
            _("fällig seit %(day)s") % {"day": short_day(measure.review_on)},
            is_late=True,
        )
        for measure in due[:SHOWN]
        if measure.review_on
    ]
    return Group(_("Wiedervorlagen"), due.count(), items, reverse("measures:my_measures"))


# -- strategy, reports, people -----------------------------------------------------------------
def _versions(_user: User, _at: datetime) -> Group:
    """Versions on their way to the council."""
    done = (*StrategyVersion.FROZEN, StrategyVersion.State.WITHDRAWN)
    open_ones = StrategyVersion.objects.exclude(state__in=done).select_related("strategy")
    items = [
        Item(
            str(version),
            reverse("strategy:version_edit", args=[version.strategy.slug, version.label]),
            version.get_state_display(),
        )
        for version in open_ones
    ]
    return Group(_("Strategie in Arbeit"), len(items), items)


def _my_maturity(user: User, at: datetime) -> Group | None:
    """The representative of a municipality: what is still to be said in the open round."""
    opened, municipality = open_round(), municipality_of(user)
    if opened is None or municipality is None or opened.opens_on > timezone.localdate(at):
        return None
    sheet = sheet_of(opened, municipality, language="de")
    words = _("%(done)d von %(asked)d Angaben, Rückmeldung bis %(day)s")
    if sheet.is_complete:
        # It stays, because it can be changed until the round is closed.
        words = _("vollständig gemeldet, bis zum Abschluss der Runde änderbar")
    said = words % {
        "done": sheet.done,
        "asked": len(sheet.entries),
        "day": short_day(opened.due_on),
    }
    is_late = opened.is_overdue(timezone.localdate(at)) and not sheet.is_complete
    label = _("Reifegrad melden: %(name)s") % {"name": municipality.name}
    url = reverse("strategy:maturity_report", args=[municipality.slug])
    item = Item(label, url, said, is_late=is_late)
    return Group(_("Reifegrad Ihrer Gemeinde"), 1, [item])


def _maturity_round(_user: User, at: datetime) -> Group | None:
    """The office: how many municipalities are awaited in the open round."""
    opened, today = open_round(), timezone.localdate(at)
    if opened is None:
        return None
    following = following_of(opened, on=today)
    reported = _("%(done)d von %(all)d Gemeinden haben gemeldet, Frist %(day)s") % {
        "done": len(following.complete),
        "all": len(following.standings),
        "day": short_day(opened.due_on),
    }
    url = reverse("strategy:maturity_round_follow", args=[opened.pk])
    item = Item(opened.title, url, reported, is_late=opened.is_overdue(today))
    return Group(_("Reifegrad der Gemeinden"), 1, [item])


def _reports(_user: User, _at: datetime) -> Group:
    """Reports that are being built, or that failed."""
    unfinished = (*Job.ACTIVE, Job.State.FAILED)
    reports = Report.objects.filter(job__state__in=unfinished).select_related("job")
    items = [
        Item(
            report.title,
            report.get_absolute_url(),
            report.job.get_state_display() if report.job else "",
            is_late=bool(report.job and report.job.state == Job.State.FAILED),
        )
        for report in reports
    ]
    return Group(_("Berichte in Arbeit"), len(items), items[:SHOWN])


def _stuck_mails(_user: User, at: datetime) -> Group:
    """Letters that did not get out: nobody else would notice."""
    url = reverse("notices:outbox")
    stuck = Mail.objects.stuck(at)
    items = [
        Item(mail.subject, url, mail.get_state_display(), is_late=True) for mail in stuck[:SHOWN]
    ]
    return Group(_("E-Mails, die nicht hinausgingen"), stuck.count(), items, url)


def _consultants(_user: User, at: datetime) -> Group:
    today = timezone.localdate(at)
    leaving = consultants_leaving(on=today, within_days=CONSULTANT_DAYS)
    items = [
        Item(
            f"{role.held.user} ({role.thing})" if role.thing else str(role.held.user),
            reverse("accounts:person", args=[role.held.user.public_id]),
            _("Zugang endet am %(day)s") % {"day": short_day(role.held.valid_until)},
        )
        for role in shown_roles(leaving, on=today)
        if role.held.valid_until
    ]
    return Group(_("Beratung läuft aus"), len(items), items)


def _thread(_user: User, at: datetime) -> Group | None:
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


SOURCES: list[tuple[str, Source]] = [
    ("participation.open_moderation", _moderation),
    ("accounts.use_desk", _my_measures),
    ("accounts.use_desk", asked_instead),
    ("measures.rate", _ballots),
    ("measures.report_as_guest", asked_of_town),
    ("participation.open_queue", _contributions),
    ("participation.consider", _considerations),
    ("participation.answer_contribution", _topics),
    ("participation.manage_events", _events),
    ("measures.manage_cycles", cycles_to_go_on),
    ("measures.manage_cycles", to_accept),
    ("measures.manage_cycles", unreached),
    ("measures.move_measure", _reviews),
    ("strategy.manage", _versions),
    ("accounts.use_desk", _my_maturity),
    ("strategy.close_maturity_round", _maturity_round),
    ("participation.manage_some_survey", _surveys),
    ("participation.manage_surveys", _retention),
    ("participation.moderate", _thread),
    ("reports.view_all", _reports),
    ("accounts.manage_people", _consultants),
    ("notices.watch_outbox", _stuck_mails),
]
