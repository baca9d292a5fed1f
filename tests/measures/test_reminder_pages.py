"""The office looks after reminders: their days, whom none reaches, letters that came back."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from measures.actions.asking import ask_for_reports, remind_now
from measures.models import Assessment, Cycle
from measures.queries.askees import Via, Why
from measures.queries.reminding import reminders_of
from smartregion.accounts.models import Role, User
from smartregion.core.errors import WrongState
from smartregion.core.models import AuditEntry
from smartregion.notices.actions import note_as_returned
from smartregion.notices.models import Mail
from tests.cast import ClientAs
from tests.factories.accounts import UserFactory
from tests.factories.dates import DAY, NOON
from tests.factories.measures import AssessmentFactory, CycleFactory, MeasureFactory

pytestmark = [pytest.mark.django_db, pytest.mark.behaviour("M12"), pytest.mark.slow]
DUE = DAY + timedelta(days=20)


@pytest.fixture
def cycle() -> Cycle:
    return CycleFactory(title="Evaluation 2026", due_on=DUE, opened_at=NOON)


def asked_of(person: User | None, number: str, cycle: Cycle) -> Assessment:
    measure = MeasureFactory(number=number, title="Mitfahrbänke", responsible=person)
    return AssessmentFactory(measure=measure, cycle=cycle)


def sent(letter: Mail) -> Mail:
    Mail.objects.filter(pk=letter.pk).update(state=Mail.State.SENT, sent_at=letter.written_at)
    return Mail.objects.get(pk=letter.pk)


# -- what the page reads -----------------------------------------------------------------------
def test_days_are_counted_from_the_day_it_is_due(cycle: Cycle) -> None:
    days = reminders_of(cycle, on=DUE).days
    assert [(each.day - DUE).days for each in days] == [-14, 0, 1, 7]
    assert [each.is_past for each in days] == [True, False, False, False]
    assert [each.is_today for each in days] == [False, True, False, False]


def test_list_names_everybody_no_request_reaches_and_who_is_asked_instead(
    cycle: Cycle, owner: User
) -> None:
    left = UserFactory(display_name="Anton", is_active=False)
    asked_of(left, "M1", cycle)
    asked_of(left, "M2", cycle)
    asked_of(None, "M3", cycle)
    asked_of(owner, "M4", cycle)
    found = reminders_of(cycle, on=DAY).unreached
    assert [(line.person, line.via, line.why) for line in found] == [
        (left, Via.OWNER, Why.LEFT),
        (None, Via.OWNER, Why.NOBODY),
    ]
    assert [[gap.number for gap in line.gaps] for line in found] == [["M1", "M2"], ["M3"]]
    assert {gap.instead for line in found for gap in line.gaps} == {"Stabsstelle"}


def test_letters_are_listed_by_person_the_newest_first(cycle: Cycle, owner: User) -> None:
    asked_of(owner, "M1", cycle)
    asked_of(owner, "M2", cycle)
    ask_for_reports(at=NOON)
    ask_for_reports(at=NOON + timedelta(days=6))
    (line,) = reminders_of(cycle, on=DAY).correspondents
    assert (line.name, line.awaited) == ("Owner", 2)
    assert [(letter.stages, letter.asked) for letter in line.letters] == [
        (["Erinnerung zwei Wochen vorher"], 2),
        (["Anfrage"], 2),
    ]


def test_letters_of_another_cycle_are_not_listed(cycle: Cycle, owner: User) -> None:
    asked_of(owner, "M1", CycleFactory(due_on=DUE, opened_at=NOON))
    ask_for_reports(at=NOON)
    assert reminders_of(cycle, on=DAY).correspondents == []


def test_more_people_are_not_more_queries(cycle: Cycle) -> None:
    def read() -> int:
        with CaptureQueriesContext(connection) as queries:
            reminders_of(cycle, on=DAY)
        return len(queries)

    asked_of(UserFactory(roles=[Role.MEASURE_OWNER]), "M1", cycle)
    ask_for_reports(at=NOON)
    for_one = read()
    for number in ("M2", "M3"):
        asked_of(UserFactory(roles=[Role.MEASURE_OWNER]), number, cycle)
    ask_for_reports(at=NOON)
    assert read() == for_one


# -- a letter that came back -------------------------------------------------------------------
def test_letter_that_came_back_counts_as_refused(cycle: Cycle, owner: User, office: User) -> None:
    asked_of(owner, "M1", cycle)
    ask_for_reports(at=NOON)
    note_as_returned(mail=sent(Mail.objects.get()), by=office, at=NOON + timedelta(hours=1))
    (line,) = reminders_of(cycle, on=DAY).unreached
    assert (line.person, line.why) == (owner, Why.REFUSED)
    assert AuditEntry.objects.filter(verb="note_as_returned", actor=office).exists()


@pytest.mark.parametrize("state", [Mail.State.WAITING, Mail.State.SENDING, Mail.State.FAILED])
def test_only_a_letter_that_went_out_can_have_come_back(
    state: str, cycle: Cycle, owner: User, office: User
) -> None:
    asked_of(owner, "M1", cycle)
    ask_for_reports(at=NOON)
    Mail.objects.update(state=state)
    with pytest.raises(WrongState, match="kann zurückgekommen sein"):
        note_as_returned(mail=Mail.objects.get(), by=office, at=NOON)


# -- one more by hand --------------------------------------------------------------------------
def test_office_reminds_all_at_once_but_nobody_twice_a_day(
    cycle: Cycle, owner: User, office: User
) -> None:
    asked_of(owner, "M1", cycle)
    other = UserFactory(roles=[Role.MEASURE_OWNER])
    asked_of(other, "M2", cycle)
    ask_for_reports(at=NOON)
    later = NOON + timedelta(days=1)
    assert remind_now(cycle=cycle, by=office, at=later) == 2
    with pytest.raises(ValidationError, match="schon alle"):
        remind_now(cycle=cycle, by=office, at=later)
    assert [letter.subject for letter in Mail.objects.filter(to=owner.email).order_by("pk")] == [
        "Bitte bis 05.07.2026 melden: M1 Mitfahrbänke",
        "Zur Erinnerung: M1 Mitfahrbänke",
    ]
    # The first letter goes on telling what it told.
    (line,) = (one for one in reminders_of(cycle, on=DAY).correspondents if one.name == str(owner))
    assert [letter.stages for letter in line.letters] == [["zusätzliche Erinnerung"], ["Anfrage"]]


# -- pages -------------------------------------------------------------------------------------
def test_page_lists_letters_and_gaps(
    noon: None, cycle: Cycle, owner: User, office: User, client_as: ClientAs
) -> None:
    asked_of(owner, "M1", cycle)
    asked_of(None, "M2", cycle)
    ask_for_reports(at=NOON)
    page = client_as(office).get(reverse("measures:cycle_reminders", args=[cycle.slug]))
    text = page.content.decode()
    assert "niemand eingetragen" in text
    assert "Anfrage" in text
    assert "wartet" in text


@pytest.mark.parametrize("state", [Cycle.State.PLANNED, Cycle.State.REVIEW])
def test_page_of_a_cycle_without_letters_says_so(
    state: str, noon: None, cycle: Cycle, office: User, client_as: ClientAs
) -> None:
    Cycle.objects.update(state=state, opened_at=None)
    page = client_as(office).get(reverse("measures:cycle_reminders", args=[cycle.slug]))
    assert "Noch keine E-Mail" in page.content.decode()


def test_office_reminds_and_is_told_when_everybody_had_a_letter(
    noon: None, cycle: Cycle, owner: User, office: User, client_as: ClientAs
) -> None:
    asked_of(owner, "M1", cycle)
    url = reverse("measures:cycle_remind_now", args=[cycle.slug])
    browser = client_as(office)
    assert browser.post(url).status_code == 302
    assert Mail.objects.filter(to=owner.email).count() == 1
    again = browser.post(url)
    assert "Heute haben schon alle eine E-Mail bekommen" in again.content.decode()


def test_closed_cycle_reminds_nobody(
    noon: None, cycle: Cycle, office: User, client_as: ClientAs
) -> None:
    Cycle.objects.update(state=Cycle.State.CANCELLED, cancelled_reason="Neu geplant.")
    url = reverse("measures:cycle_remind_now", args=[cycle.slug])
    assert client_as(office).get(url).status_code == 409


def test_office_notes_a_letter_that_came_back(
    noon: None, cycle: Cycle, owner: User, office: User, client_as: ClientAs
) -> None:
    asked_of(owner, "M1", cycle)
    ask_for_reports(at=NOON)
    letter = sent(Mail.objects.get())
    url = reverse("measures:cycle_letter_returned", args=[cycle.slug, letter.pk])
    browser = client_as(office)
    assert owner.email in browser.get(url).content.decode()
    assert browser.post(url).status_code == 302
    letter.refresh_from_db()
    assert letter.state == Mail.State.FAILED
