"""What waits for me: one group for each kind of work, only those that concern this person."""

from collections.abc import Callable
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.models import Ballot
from measures.queries import desk_of as measures_of
from measures.queries.desk import reviews_due
from smartregion.accounts.models import User
from smartregion.accounts.queries import consultants_leaving, shown_roles
from smartregion.core.days import short_day
from smartregion.core.models import Job
from smartregion.home.queries import desk_participation
from smartregion.home.queries.desk_evaluation import (
    asked_instead,
    asked_of_town,
    cycles_to_go_on,
    to_accept,
    unreached,
)
from smartregion.home.queries.groups import SHOWN, Group, Item
from smartregion.notices.models import Mail
from smartregion.reports.models import Report
from strategy.models import StrategyVersion
from strategy.queries.maturity_sheets import following_of, municipality_of, open_round, sheet_of

CONSULTANT_DAYS = 30

Source = Callable[[User, datetime], Group | None]


def desk_of(user: User, *, at: datetime) -> list[Group]:
    """All groups in which something waits, in the order in which it should be looked at."""
    groups = [source(user, at) for permission, source in SOURCES if user.has_perm(permission)]
    return [group for group in groups if group and group.count]


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


SOURCES: list[tuple[str, Source]] = [
    ("participation.open_moderation", desk_participation.moderation),
    ("accounts.use_desk", _my_measures),
    ("accounts.use_desk", asked_instead),
    ("measures.rate", _ballots),
    ("measures.report_as_guest", asked_of_town),
    ("participation.open_queue", desk_participation.contributions),
    ("participation.consider", desk_participation.considerations),
    ("participation.answer_contribution", desk_participation.topics),
    ("participation.manage_events", desk_participation.events),
    ("measures.manage_cycles", cycles_to_go_on),
    ("measures.manage_cycles", to_accept),
    ("measures.manage_cycles", unreached),
    ("measures.move_measure", _reviews),
    ("strategy.manage", _versions),
    ("accounts.use_desk", _my_maturity),
    ("strategy.close_maturity_round", _maturity_round),
    ("participation.manage_some_survey", desk_participation.surveys),
    ("participation.manage_surveys", desk_participation.retention),
    ("participation.moderate", desk_participation.thread),
    ("reports.view_all", _reports),
    ("accounts.manage_people", _consultants),
    ("notices.watch_outbox", _stuck_mails),
]
