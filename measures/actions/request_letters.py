"""What stands in a letter that asks for reports: all that is asked of one person, the most urgent first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from measures.deadlines import time_left
from measures.models import Assessment, Cycle
from measures.queries.askees import Via
from measures.queries.requests import CycleRequest, Matter, ReportRequest, Request
from measures.reminders import Stage
from smartregion.accounts.adapter import sender
from smartregion.accounts.models import User
from smartregion.core.days import short_day
from smartregion.core.links import absolute
from smartregion.notices.actions import News
from smartregion.notices.wording import WIDTH, wrapped

# Of one section so many are named; the others are one link away.
SHOWN = 25
EXCERPT = 400
# A letter speaks as its most urgent request does.
URGENCY = (
    Stage.LAST,
    Stage.LATE,
    Stage.TODAY,
    Stage.AGAIN,
    Stage.RETURNED,
    Stage.AHEAD,
    Stage.EXTRA,
)


@dataclass(frozen=True)
class Entry:
    title: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Section:
    """Entries of one cycle that are asked for the same reason."""

    title: str
    entries: list[Entry]
    text: str = ""
    more: str = ""
    rule: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "rule", "=" * min(len(self.title), WIDTH))


def letter(person: User, requests: Sequence[Request], *, on: date) -> tuple[str, str]:
    """Subject and text."""
    reports = [one for one in requests if isinstance(one, ReportRequest)]
    steps = [one for one in requests if isinstance(one, CycleRequest)]
    with override(settings.LANGUAGE_CODE):
        context = {
            "person": str(person),
            "lead": _lead(reports),
            "sections": [*_steps(steps), *_reports(reports, on)],
            "asks_reports": bool(reports),
            "asks_others": any(one.asked.via != Via.OFFICE for one in reports),
            "sender": sender().name,
        }
        text = render_to_string("measures/letters/requests.txt", context)
        return _subject(reports, steps), wrapped(text.strip()) + "\n"


def news_of(request: Request) -> News:
    """The same as a notice on the page of whoever is asked."""
    with override(settings.LANGUAGE_CODE):
        if isinstance(request, CycleRequest):
            return _news_of_step(request)
        measure = request.report.measure
        return News(
            key=request.key,
            group=_("Maßnahme %(measure)s") % {"measure": measure},
            group_url=measure.get_absolute_url(),
            headline=_headline(request, _("Sachstand")),
            url=_form_of(request.report),
            text=_note(request),
        )


# -- how urgent ------------------------------------------------------------------------------------
def _most_urgent(reports: Iterable[ReportRequest]) -> ReportRequest:
    return min(reports, key=lambda one: (_rank(one), one.report.cycle.due_on))


def _rank(request: ReportRequest) -> int:
    stage = request.mark.stage
    return URGENCY.index(stage) if stage in URGENCY else len(URGENCY)


def _subject(reports: Sequence[ReportRequest], steps: Sequence[CycleRequest]) -> str:
    if not reports:
        return _step_title(steps[0])
    if len(reports) == 1:
        return _headline(reports[0], str(reports[0].report.measure))
    return _headline(_most_urgent(reports), _("%(n)d Sachstände") % {"n": len(reports)})


def _headline(request: ReportRequest, what: str) -> str:
    said = {
        Stage.ASKED: _("Bitte bis %(day)s melden: %(what)s"),
        Stage.AHEAD: _("Erinnerung, bitte bis %(day)s melden: %(what)s"),
        Stage.TODAY: _("Heute fällig: %(what)s"),
        Stage.LATE: _("Überfällig: %(what)s"),
        Stage.LAST: _("Überfällig: %(what)s"),
        Stage.EXTRA: _("Zur Erinnerung: %(what)s"),
        Stage.RETURNED: _("Bitte ergänzen: %(what)s"),
        Stage.AGAIN: _("Erinnerung, bitte ergänzen: %(what)s"),
    }[request.mark.stage]
    return said % {"day": short_day(request.report.cycle.due_on), "what": what}


def _lead(reports: Sequence[ReportRequest]) -> str:
    if not reports:
        return _("bei der Evaluation geht es jetzt mit Ihnen weiter:")
    stage, n = _most_urgent(reports).mark.stage, len(reports)
    if stage == Stage.ASKED:
        return ngettext(
            "wie steht es um diese Maßnahme? Bitte melden Sie es uns:",
            "wie steht es um diese Maßnahmen? Bitte melden Sie es uns:",
            n,
        )
    if stage in (Stage.RETURNED, Stage.AGAIN):
        return ngettext(
            "ein Sachstand kam zu Ihnen zurück. Bitte ergänzen Sie ihn:",
            "auf Sie warten Sachstände, darunter mindestens ein zurückgegebener:",
            n,
        )
    return _lead_by_day(stage, n)


def _lead_by_day(stage: Stage, n: int) -> str:
    if stage in (Stage.AHEAD, Stage.EXTRA):
        return ngettext("dieser Sachstand fehlt noch:", "diese Sachstände fehlen noch:", n)
    if stage == Stage.TODAY:
        return ngettext(
            "heute ist der letzte Tag, um diesen Sachstand zu melden:",
            "heute ist der letzte Tag, um Sachstände zu melden, die noch fehlen:",
            n,
        )
    if stage == Stage.LATE:
        return ngettext(
            "die Frist für diesen Sachstand ist abgelaufen. Bitte holen Sie die Meldung nach:",
            "die Frist für Sachstände, die noch fehlen, ist abgelaufen. Bitte holen Sie sie nach:",
            n,
        )
    return ngettext(
        "dieser Sachstand fehlt noch immer. Ohne Ihre Meldung steht in der Auswertung „nicht gemeldet“:",
        "diese Sachstände fehlen noch immer. Ohne Ihre Meldung steht in der Auswertung „nicht gemeldet“:",
        n,
    )


# -- reports ---------------------------------------------------------------------------------------
def _reports(reports: Iterable[ReportRequest], on: date) -> list[Section]:
    """By cycle, the earliest due first; what is asked instead of somebody else comes after one's own."""
    grouped: dict[tuple[Cycle, Via], list[ReportRequest]] = {}
    for one in sorted(reports, key=_place):
        grouped.setdefault((one.report.cycle, one.asked.via), []).append(one)
    return [_section(cycle, via, found, on) for (cycle, via), found in grouped.items()]


def _place(request: ReportRequest) -> tuple[date, int, int, str]:
    cycle, measure = request.report.cycle, request.report.measure
    return (cycle.due_on, cycle.pk, list(Via).index(request.asked.via), measure.number)


def _section(cycle: Cycle, via: Via, reports: Sequence[ReportRequest], on: date) -> Section:
    day = date_format(cycle.due_on, "DATE_FORMAT")
    title = _("%(cycle)s: Rückmeldung bis %(day)s (%(left)s)")
    further = len(reports) - SHOWN
    more = _("%(n)d weitere stehen hier: %(url)s")
    return Section(
        title % {"cycle": cycle, "day": day, "left": time_left(cycle.due_on, on=on)},
        [_entry(one) for one in reports[:SHOWN]],
        text=_why_you(via),
        more=more % {"n": further, "url": _list_of(cycle)} if further > 0 else "",
    )


def _why_you(via: Via) -> str:
    if via == Via.FIELD_LEAD:
        return _(
            "Sie verantworten das Handlungsfeld. Wir fragen Sie, weil die verantwortliche Person "
            "nicht antworten kann:"
        )
    if via == Via.OFFICE:
        return _(
            "Für diese Maßnahmen ist sonst niemand erreichbar. Bitte tragen Sie den Sachstand ein "
            "oder bestimmen Sie im Steckbrief, wer antwortet:"
        )
    return ""


def _entry(request: ReportRequest) -> Entry:
    report = request.report
    return Entry(str(report.measure), absolute(_form_of(report)), _note(request))


def _form_of(report: Assessment) -> str:
    """The address that stays the same, whatever number the measure gets."""
    return reverse("measures:personal_report", args=[report.key])


def _note(request: ReportRequest) -> str:
    """What is to be known about it before one opens the form."""
    words = []
    if request.comment:
        comment = Truncator(" ".join(request.comment.split())).chars(EXCERPT)
        words.append(_("Zurückgegeben: %(comment)s") % {"comment": comment})
    elif request.report.state == Assessment.State.DRAFT:
        words.append(_("Ein Entwurf ist gespeichert, aber noch nicht abgegeben."))
    elif request.report.state == Assessment.State.MISSING:
        words.append(_("Gilt als nicht gemeldet. Bis zum Abschluss können Sie noch nachreichen."))
    # Who is named, and why they are not asked; that nobody is named, the section says.
    words += [f"{one.person}: {one.why.label}." for one in request.asked.passed_over if one.person]
    return " ".join(words)


# -- steps of the office ---------------------------------------------------------------------------
def _steps(steps: Sequence[CycleRequest]) -> list[Section]:
    if not steps:
        return []
    entries = [Entry(_step_title(one), _list_of(one.cycle), _step_note(one)) for one in steps]
    return [Section(_("Für die Stabsstelle"), entries)]


def _step_title(step: CycleRequest) -> str:
    if step.matter == Matter.OPENS:
        return _("Der Zyklus „%(cycle)s“ kann geöffnet werden") % {"cycle": step.cycle}
    return _("„%(cycle)s“: Alle Sachstände sind da") % {"cycle": step.cycle}


def _step_note(step: CycleRequest) -> str:
    if step.matter == Matter.ALL_IN:
        return _("Die Prüfung kann beginnen.")
    day = step.cycle.opens_on
    assert day  # noqa: S101 - it is asked for because its day has come
    return _("Als Beginn der Abfrage war der %(day)s vorgesehen. Von selbst öffnet er nicht.") % {
        "day": date_format(day, "DATE_FORMAT")
    }


def _news_of_step(step: CycleRequest) -> News:
    url = step.cycle.get_absolute_url()
    return News(
        key=step.key,
        group=_("Evaluationszyklus %(cycle)s") % {"cycle": step.cycle},
        group_url=url,
        headline=_step_title(step),
        url=url,
        text=_step_note(step),
    )


def _list_of(cycle: Cycle) -> str:
    return absolute(cycle.get_absolute_url())
