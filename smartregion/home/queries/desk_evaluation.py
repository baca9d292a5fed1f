"""What the evaluation of measures wants from a person: reports asked instead of others, and the office's part."""

from collections import defaultdict
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from measures.models import Assessment, Cycle
from measures.queries.askees import Asked, asked_for, asked_of_lead
from measures.queries.next_steps import office_steps
from measures.queries.reminding import Unreached, unreached_in
from smartregion.accounts.models import User
from smartregion.core.days import short_day
from smartregion.home.queries.groups import SHOWN, Group, Item


def asked_instead(user: User, at: datetime) -> Group:
    """Reports asked of me because I answer for the field, and nobody else can."""
    today = timezone.localdate(at)
    items = [
        Item(
            str(each.assessment.measure),
            reverse("measures:personal_report", args=[each.assessment.key]),
            _("Sachstand erbeten bis %(day)s") % {"day": short_day(each.assessment.cycle.due_on)},
            is_late=each.assessment.cycle.due_on < today,
        )
        for each in asked_of_lead(user, on=today)
    ]
    return Group(_("Sachstände Ihres Handlungsfelds"), len(items), items[:SHOWN])


def asked_of_town(user: User, at: datetime) -> Group:
    """Reports on measures that the municipality of a representative leads, whoever is asked by letter."""
    awaited = Assessment.objects.led_from(user).awaiting().filter(cycle__state__in=Cycle.RUNNING)
    # What is asked of them by name stands among their own measures.
    others = awaited.exclude(measure__responsible=user).select_related("measure", "cycle")
    items = [
        Item(
            str(report.measure),
            report.get_absolute_url(),
            _("Sachstand erbeten bis %(day)s") % {"day": short_day(report.cycle.due_on)},
            is_late=report.cycle.due_on < timezone.localdate(at),
        )
        for report in others.order_by("cycle__due_on", "measure__number")
    ]
    return Group(_("Sachstände Ihrer Gemeinde"), len(items), items[:SHOWN])


def to_accept(_user: User, _at: datetime) -> Group | None:
    """Reports that were handed in and wait for acceptance, and how many are still missing."""
    cycle = Cycle.objects.running().order_by("due_on").first()
    if cycle is None:
        return None
    submitted = cycle.assessments.filter(state=Assessment.State.SUBMITTED)
    items = [
        Item(
            str(one.measure),
            reverse("measures:assess", args=[cycle.slug, one.measure.number]),
            _("abgegeben, noch nicht abgenommen"),
        )
        for one in submitted.select_related("measure").order_by("submitted_at")
    ]
    if awaited := cycle.assessments.awaiting().count():
        words = ngettext("%(n)d Sachstand fehlt noch", "%(n)d Sachstände fehlen noch", awaited)
        due = _("Frist %(day)s") % {"day": short_day(cycle.due_on)}
        items.append(Item(words % {"n": awaited}, cycle.get_absolute_url(), due))
    title = _("Sachstände: %(cycle)s") % {"cycle": cycle.title}
    return Group(title, len(items), items[:SHOWN], cycle.get_absolute_url())


def cycles_to_go_on(_user: User, at: datetime) -> Group:
    """Evaluation cycles that could go on: to be opened, reviewed or closed."""
    items = [
        Item(f"{cycle.title}: {step.label}", step.url, step.note, is_late=step.is_late)
        for cycle, steps in office_steps(on=timezone.localdate(at))
        for step in steps
    ]
    cycles = reverse("measures:cycle_list")
    return Group(_("Evaluationszyklen"), len(items), items[:SHOWN], cycles)


def unreached(_user: User, at: datetime) -> Group:
    """People whom requests for reports do not reach, and measures that name nobody."""
    asked: dict[Cycle, list[Asked]] = defaultdict(list)
    for each in asked_for(Assessment.objects.all(), on=timezone.localdate(at)):
        asked[each.assessment.cycle].append(each)
    items = [_unreached(cycle, one) for cycle, own in asked.items() for one in unreached_in(own)]
    return Group(_("Für Sachstände nicht erreichbar"), len(items), items[:SHOWN])


def _unreached(cycle: Cycle, one: Unreached) -> Item:
    words = ngettext("%(why)s, %(n)d Maßnahme", "%(why)s, %(n)d Maßnahmen", len(one.gaps))
    return Item(
        str(one.person or one.via.label),
        reverse("measures:cycle_reminders", args=[cycle.slug]),
        words % {"why": one.why.label, "n": len(one.gaps)},
    )
