"""Letters that ask for reports: what they say, to whom they go, and what makes up for what was missed."""

from datetime import datetime, timedelta

import pytest

from measures.actions.asking import ask_for_reports, tell_of_return, tell_when_all_in
from measures.actions.assessments import submit_assessment
from measures.actions.reviewing import accept_assessment, return_assessment
from measures.models import Assessment, AssessmentStep, Cycle, FieldLead
from smartregion.accounts.models import Role, User
from smartregion.core.links import absolute
from smartregion.notices.actions import choose_frequency, recipient_of, write_letters
from smartregion.notices.models import Mail, Notice, Recipient
from tests.factories.accounts import UserFactory
from tests.factories.county import CountyFactory
from tests.factories.dates import DAY, NOON
from tests.factories.measures import AssessmentFactory, CycleFactory, MeasureFactory

pytestmark = [pytest.mark.django_db, pytest.mark.behaviour("M12"), pytest.mark.slow]
State = Assessment.State
DUE = DAY + timedelta(days=30)


def on(number: int) -> datetime:
    """In the morning, so many days after the day everything is due."""
    return NOON + timedelta(days=30 + number)


@pytest.fixture
def cycle() -> Cycle:
    CountyFactory()
    return CycleFactory(title="Evaluation 2026", due_on=DUE)


def asked_of(person: User | None, number: str, cycle: Cycle, **values: object) -> Assessment:
    measure = MeasureFactory(number=number, title="Mitfahrbänke", responsible=person)
    return AssessmentFactory(measure=measure, cycle=cycle, **values)


def give_back(report: Assessment, at: datetime, comment: str = "Was kostet es?") -> None:
    report.state = State.RETURNED
    report.lock_version += 1
    report.save()
    AssessmentStep.objects.create(
        assessment=report, state=State.RETURNED, comment=comment, at=at, by=None
    )


def letters(person: User) -> list[Mail]:
    return list(Mail.objects.filter(to=person.email).order_by("written_at", "pk"))


def ask(number: int) -> int:
    return ask_for_reports(at=on(number))


# -- whatever somebody chose for news ----------------------------------------------------------
@pytest.mark.parametrize("frequency", Recipient.Frequency.values)
def test_request_is_mailed_the_same_day_whatever_was_chosen_for_news(
    frequency: str, cycle: Cycle, owner: User
) -> None:
    choose_frequency(recipient=recipient_of(owner), frequency=frequency)
    asked_of(owner, "HF1-M01", cycle)
    ask(-20)
    (letter,) = letters(owner)
    assert letter.not_before == on(-20)
    # It cannot be ended by one click, as letters with news can.
    assert letter.unsubscribe_url == ""


def test_request_stands_on_the_page_and_in_no_letter_with_news(cycle: Cycle, owner: User) -> None:
    report = asked_of(owner, "HF1-M01", cycle)
    ask(-20)
    notice = Notice.objects.of(owner).get()
    assert notice.headline == "Bitte bis 15.07.2026 melden: Sachstand"
    assert notice.url == f"/massnahmen/meldung/{report.key}/"
    assert absolute(notice.url) in letters(owner)[0].text
    assert write_letters(at=on(-10)) == 0
    assert len(letters(owner)) == 1


# -- once, and at most one letter a day --------------------------------------------------------
def test_second_run_of_a_day_asks_nobody(cycle: Cycle, owner: User) -> None:
    asked_of(owner, "HF1-M01", cycle)
    assert [ask(-20), ask(-20), ask(-19)] == [1, 0, 0]


def test_several_measures_and_cycles_are_one_letter(cycle: Cycle, owner: User) -> None:
    other = CycleFactory(title="Wärmeplan", due_on=DUE)
    asked_of(owner, "HF1-M01", cycle)
    asked_of(owner, "HF1-M02", cycle)
    asked_of(owner, "WP-1", other)
    assert ask(-14) == 1
    (letter,) = letters(owner)
    assert letter.subject == "Erinnerung, bitte bis 15.07.2026 melden: 3 Sachstände"
    titles = [line for line in letter.text.splitlines() if "Rückmeldung" in line or "* " in line]
    assert titles == [
        "Evaluation 2026: Rückmeldung bis 15. Juli 2026 (noch 14 Tage)",
        "* HF1-M01 Mitfahrbänke",
        "* HF1-M02 Mitfahrbänke",
        "Wärmeplan: Rückmeldung bis 15. Juli 2026 (noch 14 Tage)",
        "* WP-1 Mitfahrbänke",
    ]


def test_what_comes_up_later_that_day_waits_for_the_next_morning(cycle: Cycle, owner: User) -> None:
    asked_of(owner, "HF1-M01", cycle)
    ask(-20)
    asked_of(owner, "HF1-M02", cycle)
    assert [ask(-20), ask(-19)] == [0, 1]
    assert "HF1-M02" in letters(owner)[1].text
    assert "HF1-M01" not in letters(owner)[1].text


@pytest.mark.parametrize("state", [State.SUBMITTED, State.ACCEPTED, State.WAIVED])
def test_nobody_is_asked_again_for_what_is_settled(state: str, cycle: Cycle, owner: User) -> None:
    report = asked_of(owner, "HF1-M01", cycle)
    ask(-20)
    report.state, report.light, report.waived_reason = state, "green", "Ruht."
    report.save()
    assert [ask(number) for number in (-14, 0, 1, 7)] == [0, 0, 0, 0]


def test_day_that_is_moved_begins_anew(cycle: Cycle, owner: User) -> None:
    asked_of(owner, "HF1-M01", cycle)
    ask(0)
    Cycle.objects.update(due_on=DUE + timedelta(days=28))
    assert ask(1) == 1
    assert letters(owner)[1].subject == "Bitte bis 12.08.2026 melden: HF1-M01 Mitfahrbänke"
    assert [ask(13), ask(14), ask(28)] == [0, 1, 1]


@pytest.mark.parametrize(
    ("day", "subject"),
    [
        (-30, "Bitte bis 15.07.2026 melden: HF1-M01 Mitfahrbänke"),
        (-14, "Erinnerung, bitte bis 15.07.2026 melden: HF1-M01 Mitfahrbänke"),
        (0, "Heute fällig: HF1-M01 Mitfahrbänke"),
        (1, "Überfällig: HF1-M01 Mitfahrbänke"),
    ],
)
def test_letter_says_how_urgent_it_is(day: int, subject: str, cycle: Cycle, owner: User) -> None:
    asked_of(owner, "HF1-M01", cycle)
    ask(day)
    assert letters(owner)[0].subject == subject


def test_last_letter_says_what_silence_means(cycle: Cycle, owner: User) -> None:
    asked_of(owner, "HF1-M01", cycle, state=State.MISSING)
    Cycle.objects.update(state=Cycle.State.REVIEW)
    ask(7)
    text = letters(owner)[0].text
    assert "„nicht gemeldet“" in text
    assert "Bis zum Abschluss können Sie noch nachreichen." in text


# -- instead of somebody else ------------------------------------------------------------------
def test_field_lead_is_told_instead_of_whom_they_are_asked(
    cycle: Cycle, owner: User, editor: User
) -> None:
    report = asked_of(owner, "HF1-M01", cycle)
    FieldLead.objects.create(field=report.measure.field, person=editor)
    owner.is_active = False
    owner.save()
    ask(-20)
    assert letters(owner) == []
    assert "Owner: Konto geschlossen oder gesperrt." in letters(editor)[0].text


def test_everybody_of_the_office_is_asked_where_nobody_is_named(cycle: Cycle, office: User) -> None:
    second = UserFactory(roles=[Role.STRATEGY_OFFICE])
    asked_of(None, "HF1-M01", cycle)
    assert ask(-20) == 2
    assert "ist sonst niemand erreichbar" in letters(second)[0].text


def test_who_has_two_parts_is_written_once(cycle: Cycle, office: User) -> None:
    asked_of(office, "HF1-M01", cycle)
    asked_of(None, "HF1-M02", cycle)
    assert ask(-20) == 1
    text = letters(office)[0].text
    assert text.index("HF1-M01") < text.index("niemand erreichbar") < text.index("HF1-M02")


def test_letter_that_came_back_sends_the_request_on_and_back_when_the_address_is_right(
    cycle: Cycle, owner: User, editor: User
) -> None:
    report = asked_of(owner, "HF1-M01", cycle)
    FieldLead.objects.create(field=report.measure.field, person=editor)
    ask(-20)
    Mail.objects.update(state=Mail.State.FAILED)
    ask(-19)
    assert "Owner: E-Mails kommen nicht an." in letters(editor)[0].text
    owner.email = "neu@example.org"
    owner.save()
    assert ask(-18) == 1
    assert len(letters(owner)) == 1
    assert Notice.objects.of(owner).get().mail == letters(owner)[0]


def test_office_that_no_letter_reaches_is_written_to_all_the_same(
    cycle: Cycle, office: User
) -> None:
    asked_of(None, "HF1-M01", cycle)
    ask(-20)
    Mail.objects.update(state=Mail.State.FAILED)
    assert ask(-14) == 1


def test_long_list_ends_with_a_link(cycle: Cycle, office: User) -> None:
    for number in range(27):
        asked_of(None, f"M{number:02}", cycle)
    ask(-20)
    text = letters(office)[0].text
    assert text.count("* M") == 25
    assert f"2 weitere stehen hier: {absolute(cycle.get_absolute_url())}" in " ".join(text.split())


# -- given back --------------------------------------------------------------------------------
def test_return_is_mailed_at_once_with_its_comment(cycle: Cycle, owner: User) -> None:
    report = asked_of(owner, "HF1-M01", cycle)
    give_back(report, on(3))
    assert tell_of_return(assessment=report, at=on(3)) == 1
    (letter,) = letters(owner)
    assert letter.subject == "Bitte ergänzen: HF1-M01 Mitfahrbänke"
    assert "Zurückgegeben: Was kostet es?" in letter.text


def test_who_was_given_a_report_back_is_reminded_a_week_later_and_not_before(
    cycle: Cycle, owner: User
) -> None:
    report = asked_of(owner, "HF1-M01", cycle)
    give_back(report, on(5))
    tell_of_return(assessment=report, at=on(5))
    assert [ask(number) for number in range(5, 20)] == [0] * 7 + [1] + [0] * 7
    assert letters(owner)[1].subject == "Erinnerung, bitte ergänzen: HF1-M01 Mitfahrbänke"


def test_each_return_is_a_letter(cycle: Cycle, owner: User) -> None:
    report = asked_of(owner, "HF1-M01", cycle)
    for comment in ("Was kostet es?", "Und wann?"):
        give_back(report, on(3), comment)
        tell_of_return(assessment=report, at=on(3))
    assert ["Und wann?" in letter.text for letter in letters(owner)] == [False, True]


def test_author_hears_of_the_return_beside_whoever_is_asked_now(
    cycle: Cycle, owner: User, office: User
) -> None:
    report = asked_of(None, "HF1-M01", cycle, submitted_by=owner)
    give_back(report, on(3))
    assert tell_of_return(assessment=report, at=on(3)) == 2
    assert [len(letters(owner)), len(letters(office))] == [1, 1]


# -- what the office has to do -----------------------------------------------------------------
def test_office_hears_at_once_that_all_reports_are_in_and_only_then(
    cycle: Cycle, owner: User, office: User
) -> None:
    first, second = (asked_of(owner, number, cycle) for number in ("M1", "M2"))
    hand_in(first)
    assert tell_when_all_in(cycle=cycle, at=on(-3)) == 0
    hand_in(second)
    assert tell_when_all_in(cycle=cycle, at=on(-3)) == 1
    assert letters(office)[0].subject == "„Evaluation 2026“: Alle Sachstände sind da"
    assert tell_when_all_in(cycle=cycle, at=on(-2)) == 0
    assert ask(-2) == 0


def test_morning_makes_up_for_a_letter_that_was_never_written(
    cycle: Cycle, owner: User, office: User
) -> None:
    hand_in(asked_of(owner, "M1", cycle))
    assert [ask(-3), ask(-2)] == [1, 0]
    assert "Die Prüfung kann beginnen." in letters(office)[0].text


def test_cycle_without_reports_is_not_complete(cycle: Cycle, office: User) -> None:
    assert ask(-3) == 0


def test_office_hears_once_that_the_day_of_opening_has_come(cycle: Cycle, office: User) -> None:
    Cycle.objects.update(state=Cycle.State.PLANNED, opens_on=DUE - timedelta(days=20))
    assert [ask(-21), ask(-20), ask(-19)] == [0, 1, 0]
    (letter,) = letters(office)
    assert letter.subject == "Der Zyklus „Evaluation 2026“ kann geöffnet werden"
    assert "25. Juni 2026" in letter.text


# -- steps of a report, each told where it is taken ---------------------------------------------
def test_return_tells_its_author_in_the_same_breath(
    cycle: Cycle, owner: User, office: User
) -> None:
    report = asked_of(owner, "M1", cycle, state=State.SUBMITTED, light="green")
    return_assessment(assessment=report, by=office, at=on(-3), comment="Was kostet es?")
    assert "Was kostet es?" in letters(owner)[0].text


def test_acceptance_is_news_for_its_author_and_the_person_responsible(
    cycle: Cycle, owner: User, editor: User, office: User
) -> None:
    report = asked_of(owner, "M1", cycle, state=State.SUBMITTED, light="green", submitted_by=editor)
    accept_assessment(assessment=report, by=office, at=on(-3))
    assert letters(owner) == []
    assert {notice.recipient.user for notice in Notice.objects.all()} == {owner, editor}
    assert Notice.objects.of(owner).get().headline == (
        "Ihr Sachstand ist abgenommen: Evaluation 2026"
    )


def test_nobody_is_told_what_they_accepted_themselves(cycle: Cycle, office: User) -> None:
    report = asked_of(
        office, "M1", cycle, state=State.SUBMITTED, light="green", submitted_by=office
    )
    accept_assessment(assessment=report, by=office, at=on(-3))
    assert not Notice.objects.exists()


def test_last_report_tells_the_office_in_the_same_breath(
    cycle: Cycle, owner: User, office: User
) -> None:
    report = asked_of(owner, "M1", cycle)
    submit_assessment(assessment=report, by=owner, at=on(-3), lock_version=1, light="green")
    assert len(letters(office)) == 1


def hand_in(report: Assessment) -> None:
    report.state, report.light = State.SUBMITTED, "green"
    report.save()
