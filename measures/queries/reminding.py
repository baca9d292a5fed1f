"""What the office sees of the reminders of a cycle: their days, the letters so far, and whom none reaches."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from measures.models import Cycle
from measures.queries.askees import Asked, Via, Why, asked_for
from measures.reminders import Stage, calendar_of
from smartregion.accounts.models import User
from smartregion.notices.models import Mail, MailQuerySet, Notice

# Where the letters of measures/actions/asking.py begin.
LETTERS = "request:"
TONES = {
    Mail.State.WAITING: "neutral",
    Mail.State.SENDING: "neutral",
    Mail.State.SENT: "success",
    Mail.State.FAILED: "danger",
}


@dataclass(frozen=True)
class ReminderDay:
    """A day on which those are reminded who have not reported by then."""

    day: date
    label: str
    is_past: bool
    is_today: bool


@dataclass(frozen=True)
class Gap:
    """One report that does not reach whom it ought to, and who is asked instead."""

    number: str
    title: str
    instead: str


@dataclass(frozen=True)
class Unreached:
    """Somebody who cannot be asked, with all reports that are asked of others because of it."""

    person: User | None
    via: Via
    why: Why
    gaps: list[Gap] = field(default_factory=list)


@dataclass(frozen=True)
class LetterSent:
    """One letter about reports of the cycle, and how it fared."""

    pk: int
    at: datetime
    stages: list[str]
    asked: int
    state: str
    state_label: str
    tone: str
    # While the address is kept, a person may note that the letter came back.
    may_have_returned: bool


@dataclass(frozen=True)
class Correspondent:
    """Somebody with the letters they got, newest first, and how many reports are still asked of them."""

    name: str
    awaited: int
    letters: list[LetterSent]


@dataclass(frozen=True)
class Reminders:
    days: list[ReminderDay]
    unreached: list[Unreached]
    correspondents: list[Correspondent]
    # Reports that are still awaited.
    awaited: int


def reminders_of(cycle: Cycle, *, on: date) -> Reminders:
    """All of it, in a constant number of queries."""
    asked = asked_for(cycle.assessments.all(), on=on)
    return Reminders(
        days=[_day(day, stage, on) for day, stage in calendar_of(cycle.due_on)],
        unreached=unreached_in(asked),
        correspondents=_correspondents(cycle, asked),
        awaited=len(asked),
    )


def duty_letters() -> MailQuerySet:
    """All letters that ask for reports."""
    return Mail.objects.filter(key__startswith=LETTERS)


def unreached_in(asked: Iterable[Asked]) -> list[Unreached]:
    """Whom no request reaches: everybody who was passed over, and measures that name nobody."""
    found: dict[tuple[User | None, Via, Why], list[Gap]] = defaultdict(list)
    for each in asked:
        for one in each.passed_over:
            if one.person or one.via == Via.OWNER:
                found[one.person, one.via, one.why].append(_gap(each))
    lines = [Unreached(person, via, why, gaps) for (person, via, why), gaps in found.items()]
    return sorted(lines, key=lambda line: (line.person is None, str(line.person), line.via))


def _day(day: date, stage: Stage, on: date) -> ReminderDay:
    return ReminderDay(day, str(stage.label), is_past=day < on, is_today=day == on)


def _gap(asked: Asked) -> Gap:
    measure = asked.assessment.measure
    return Gap(measure.number, measure.title, str(asked.person or asked.via.label))


def _correspondents(cycle: Cycle, asked: Iterable[Asked]) -> list[Correspondent]:
    awaited: dict[int, int] = defaultdict(int)
    for each in asked:
        if each.person:
            awaited[each.person.pk] += 1
    letters: dict[User, list[LetterSent]] = defaultdict(list)
    for (person, mail), notices in _letters(cycle).items():
        letters[person].append(_letter(mail, notices))
    people = sorted(letters, key=lambda person: (str(person).casefold(), person.pk))
    return [Correspondent(str(one), awaited[one.pk], letters[one]) for one in people]


def _letters(cycle: Cycle) -> dict[tuple[User, Mail], list[Notice]]:
    """The letters since the cycle was opened, each with what it says about this cycle; newest first."""
    reports = {str(pk) for pk in cycle.assessments.values_list("pk", flat=True)}
    found: dict[tuple[User, Mail], list[Notice]] = defaultdict(list)
    if cycle.opened_at is None:
        return found
    told = Notice.objects.filter(
        mail__key__startswith=LETTERS,
        mail__written_at__gte=cycle.opened_at,
        recipient__user__isnull=False,
    )
    related = told.select_related("mail", "recipient__user")
    for notice in related.order_by("-mail__written_at", "-mail__pk", "pk"):
        if _report(notice) in reports and notice.mail and notice.recipient.user:
            found[notice.recipient.user, notice.mail].append(notice)
    return found


def _report(notice: Notice) -> str:
    """Which report a notice is about, as its key says (``queries.requests``); empty for anything else."""
    kind, _colon, rest = notice.key.partition(":")
    return rest.partition(":")[0] if kind == "report" else ""


def _letter(mail: Mail, notices: list[Notice]) -> LetterSent:
    stages = {notice.key.rpartition(":")[2] for notice in notices}
    return LetterSent(
        pk=mail.pk,
        at=mail.written_at,
        stages=[str(stage.label) for stage in Stage if stage.value in stages],
        asked=len(notices),
        state=mail.state,
        state_label=mail.get_state_display(),
        tone=TONES[Mail.State(mail.state)],
        may_have_returned=mail.state == Mail.State.SENT and bool(mail.to),
    )
