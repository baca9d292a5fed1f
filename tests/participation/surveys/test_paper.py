"""Piles of paper: typed in, typed in again, compared, taken over; who may, until when, what is left."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from participation.surveys.actions import (
    correct_sheet,
    delete_batch,
    delete_sheet,
    open_batch,
    settle_differences,
    take_over_batch,
    type_in_again,
    type_in_sheet,
)
from participation.surveys.models import PaperBatch, PaperSheet, Response, Survey, SurveyVersion
from participation.surveys.queries import batch_progress, survey_results
from smartregion.accounts.models import User
from smartregion.core.errors import WrongState
from smartregion.core.models import AuditEntry
from tests.cast import ClientAs
from tests.factories.accounts import UserFactory
from tests.factories.dates import DAY, NOON
from tests.factories.surveys import published, question, respond, survey_with
from tests.pages import page_of, queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
State = PaperSheet.State
RECEIVED = DAY - timedelta(days=3)


@pytest.fixture
def version() -> SurveyVersion:
    return published(
        [
            question("yes_no", "auto", is_required=True),
            question(
                "short_text", "marke", condition={"question": "auto", "op": "is", "value": "yes"}
            ),
            question("single", "weg"),
        ]
    )


@pytest.fixture
def second() -> User:
    user: User = UserFactory(roles=["strategy_office"])
    return user


def pile(version: SurveyVersion, by: User, *, is_double: bool = True) -> PaperBatch:
    return open_batch(
        version=version, title="Rathaus", received_on=RECEIVED, is_double=is_double, by=by, on=DAY
    )


def typed(batch: PaperBatch, number: int, by: User, **keys: str) -> PaperSheet:
    return type_in_sheet(batch=batch, number=number, language="de", keys=named(keys), by=by, on=DAY)


def typed_again(sheet: PaperSheet, by: User, **keys: str) -> PaperSheet:
    return type_in_again(sheet=sheet, keys=named(keys), language="de", by=by, on=DAY)


def named(keys: dict[str, str]) -> dict[str, str]:
    return {f"q-{code}": text for code, text in keys.items()}


def url(name: str, survey: Survey, *more: Any) -> str:
    return reverse(f"surveys:{name}", args=[survey.slug, *more])


# -- typing ----------------------------------------------------------------------------------------
@pytest.mark.behaviour("Q33")
def test_two_people_who_agree_make_a_sheet_ready(
    version: SurveyVersion, editor: User, second: User
) -> None:
    batch = pile(version, editor)
    sheet = typed(batch, 1, editor, auto="1", marke="Trabant", weg="2")
    assert sheet.state == State.ONCE
    typed_again(sheet, second, auto="1", marke="Trabant ", weg=" 2")
    assert sheet.state == State.READY
    progress = batch_progress(batch)
    assert (progress.ready, progress.compared, progress.error_rate) == (1, 3, 0.0)


@pytest.mark.behaviour("Q33")
def test_the_same_person_may_not_make_the_second_entry(
    version: SurveyVersion, editor: User, client_as: ClientAs
) -> None:
    batch = pile(version, editor)
    sheet = typed(batch, 1, editor, auto="1")
    with pytest.raises(WrongState, match="eine andere Person"):
        typed_again(sheet, editor, auto="1")
    page = client_as(editor).get(url("paper_again", version.survey, batch.pk, 1))
    assert page.status_code == 409
    assert "Die zweite Eingabe macht eine andere Person." in page.content.decode()


@pytest.mark.behaviour("Q33")
def test_differences_are_settled_field_by_field_and_counted(
    version: SurveyVersion, editor: User, second: User
) -> None:
    batch = pile(version, editor)
    sheet = typed(batch, 1, editor, auto="1", marke="Trabant", weg="2")
    typed_again(sheet, second, auto="1", marke="Wartburg", weg="2")
    assert sheet.state == State.DIFFERENT
    settle_differences(sheet=sheet, chosen={"q-marke": "Wartburg"}, by=editor)
    sheet.refresh_from_db()
    assert sheet.state == State.READY
    assert sheet.first == {"q-auto": "1", "q-marke": "Wartburg", "q-weg": "2"}
    assert sheet.second is None
    assert batch_progress(batch).error_rate == pytest.approx(1 / 3)


def test_a_number_is_given_once_in_a_pile(version: SurveyVersion, editor: User) -> None:
    batch = pile(version, editor)
    typed(batch, 1, editor)
    with pytest.raises(ValidationError, match="Bogen 1 gibt es in diesem Stapel schon"):
        typed(batch, 1, editor)
    assert typed(pile(version, editor), 1, editor).number == 1


def test_what_cannot_be_right_is_not_kept(version: SurveyVersion, editor: User) -> None:
    batch = pile(version, editor)
    with pytest.raises(ValidationError):
        typed(batch, 1, editor, weg="7")
    assert not batch.sheets.exists()


def test_a_sheet_is_corrected_by_who_typed_it_until_it_is_compared(
    version: SurveyVersion, editor: User, second: User
) -> None:
    sheet = typed(pile(version, editor), 1, editor, auto="1")
    again: dict[str, Any] = {"number": 7, "keys": {"q-auto": "2"}, "language": "de", "on": DAY}
    with pytest.raises(WrongState):
        correct_sheet(sheet=sheet, by=second, **again)
    correct_sheet(sheet=sheet, by=editor, **again)
    sheet.refresh_from_db()
    assert (sheet.number, sheet.first) == (7, {"q-auto": "2"})
    typed_again(sheet, second, auto="2")
    with pytest.raises(WrongState):
        correct_sheet(sheet=sheet, by=editor, **again)


# -- taking over -----------------------------------------------------------------------------------
@pytest.mark.behaviour("Q33")
def test_taking_over_makes_paper_responses_and_empties_the_sheets(
    version: SurveyVersion, editor: User
) -> None:
    batch = pile(version, editor, is_double=False)
    typed(batch, 1, editor, auto="2", marke="verfahren", weg="3")
    typed(batch, 2, editor, weg="?")
    assert take_over_batch(batch=batch, by=editor, on=DAY) == 2
    found = {(each.answers["auto"], each.answers["weg"]) for each in Response.objects.all()}
    assert found == {("no", "c"), (None, None)}
    for response in Response.objects.all():
        # What the way passes by is not stored, what was left open is.
        assert "marke" not in response.answers
        assert (response.origin, response.submitted_on) == ("paper", RECEIVED)
        assert response.receipt_hash is None
    for sheet in batch.sheets.all():
        left = (sheet.first, sheet.second, sheet.first_by, sheet.second_by, sheet.language)
        assert (sheet.state, left) == (State.STORED, (None, None, None, None, ""))
    with pytest.raises(WrongState):
        take_over_batch(batch=batch, by=editor, on=DAY)


@pytest.mark.behaviour("Q33")
def test_a_pile_is_taken_over_again_when_more_arrives(version: SurveyVersion, editor: User) -> None:
    batch = pile(version, editor, is_double=False)
    typed(batch, 1, editor, weg="1")
    take_over_batch(batch=batch, by=editor, on=DAY)
    typed(batch, 2, editor, weg="2")
    assert take_over_batch(batch=batch, by=editor, on=DAY) == 1
    assert sorted(each.answers["weg"] for each in Response.objects.all()) == ["a", "b"]


@pytest.mark.behaviour("Q33")
def test_the_order_of_the_responses_says_nothing_about_the_sheets(
    version: SurveyVersion, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows lie in the order of their insertion; sheets that were typed in order must not."""
    stored: list[list[str]] = []
    original = Response.objects.bulk_create

    def seen(rows: list[Response], **more: Any) -> Any:
        stored.append([str(row.answers["marke"]) for row in rows])
        return original(rows, **more)

    monkeypatch.setattr(Response.objects, "bulk_create", seen)
    batch = pile(version, editor, is_double=False)
    for number in range(1, 41):
        typed(batch, number, editor, auto="1", marke=f"{number:02}")
    take_over_batch(batch=batch, by=editor, on=DAY)
    (order,) = stored
    kept = sum(place == int(name) for place, name in enumerate(order, 1))
    assert sorted(order) == [f"{number:02}" for number in range(1, 41)]
    # By chance one stays in place; ten have odds of one to ten million.
    assert kept < 10


def test_the_audit_trail_counts_and_never_quotes(version: SurveyVersion, editor: User) -> None:
    batch = pile(version, editor, is_double=False)
    typed(batch, 1, editor, auto="1", marke="Geheimwort")
    take_over_batch(batch=batch, by=editor, on=DAY)
    entries = AuditEntry.objects.all()
    assert {"open_batch", "type_in_sheet", "take_over_batch", "add_responses"} <= {
        entry.verb for entry in entries
    }
    assert not any("Geheimwort" in str(entry.changes) for entry in entries)


def test_what_was_taken_over_is_neither_deleted_nor_thrown_away_with_its_pile(
    version: SurveyVersion, editor: User
) -> None:
    batch = pile(version, editor, is_double=False)
    sheet = typed(batch, 1, editor, weg="1")
    take_over_batch(batch=batch, by=editor, on=DAY)
    with pytest.raises(WrongState):
        delete_sheet(sheet=sheet, by=editor)
    with pytest.raises(WrongState):
        delete_batch(batch=batch, by=editor)


# -- until when ------------------------------------------------------------------------------------
@pytest.mark.behaviour("Q33")
@pytest.mark.parametrize(
    ("closed_for", "answers_until", "is_possible"),
    [(28, None, True), (29, None, False), (5, 4, False), (5, 5, True)],
)
def test_letters_arrive_late_but_not_for_ever(
    closed_for: int,
    answers_until: int | None,
    is_possible: bool,
    version: SurveyVersion,
    editor: User,
) -> None:
    """Four weeks after closing, never after the day on which answers are removed."""
    closed = NOON - timedelta(days=closed_for)
    until = closed.date() + timedelta(days=answers_until) if answers_until else None
    Survey.objects.update(
        state="closed", opens_at=NOON - timedelta(days=90), closes_at=closed, answers_until=until
    )
    version = SurveyVersion.objects.get()
    if is_possible:
        assert pile(version, editor).number == 1
    else:
        with pytest.raises(WrongState, match="konnten bis zum"):
            pile(version, editor)


def test_a_pile_cannot_come_in_tomorrow(version: SurveyVersion, editor: User) -> None:
    with pytest.raises(ValidationError, match="Zukunft"):
        open_batch(
            version=version, title="x", received_on=DAY + timedelta(days=1), is_double=True,
            by=editor, on=DAY,
        )  # fmt: skip


# -- pages -----------------------------------------------------------------------------------------
@pytest.fixture
def office(client_as: ClientAs, editor: User) -> Client:
    return client_as(editor)


@pytest.mark.behaviour("Q33")
def test_the_entry_page_checks_warns_and_saves(
    version: SurveyVersion, editor: User, office: Client
) -> None:
    batch = pile(version, editor)
    address = url("paper_enter", version.survey, batch.pk)
    keys = {"number": "1", "language": "de", "q-auto": "2", "q-marke": "Trabant", "q-weg": "9"}
    page = office.post(address, {**keys, "save": "1"}).content.decode()
    assert "Die Antwort „9“ gibt es hier nicht." in page
    assert 'value="Trabant"' in page
    keys["q-weg"] = "1"
    page = office.post(address, {**keys, "save": "1"}).content.decode()
    assert "Diese Antworten werden nicht gespeichert" in page
    assert not batch.sheets.exists()
    checked = office.post(address, {**keys, "astray": "2", "check": "1"})
    assert checked.status_code == 200
    assert not batch.sheets.exists()
    saved = office.post(address, {**keys, "astray": "2", "save": "1"}, follow=True)
    assert "Bogen 1 ist gespeichert." in saved.content.decode()
    assert 'value="2"' in saved.content.decode()
    assert batch.sheets.get().first == {"q-auto": "2", "q-marke": "Trabant", "q-weg": "1"}


@pytest.mark.behaviour("Q33")
def test_the_second_person_never_sees_the_first_entry_and_then_both(
    version: SurveyVersion, editor: User, second: User, client_as: ClientAs
) -> None:
    batch = pile(version, editor)
    typed(batch, 1, editor, auto="1", marke="Trabant", weg="2")
    client, address = client_as(second), url("paper_again", version.survey, batch.pk, 1)
    assert "Trabant" not in client.get(address).content.decode()
    # Nor by the page for corrections, which belongs to the first person.
    assert client.get(url("paper_correct", version.survey, batch.pk, 1)).status_code == 409
    keys = {"language": "de", "q-auto": "1", "q-marke": "Wartburg", "q-weg": "2", "save": "1"}
    page = client.post(address, keys, follow=True).content.decode()
    assert "Bogen 1: 1 Angabe weicht ab." in page
    address = url("paper_settle", version.survey, batch.pk, 1)
    page = client.get(address).content.decode()
    assert "Erste Eingabe: Trabant" in page
    assert "Zweite Eingabe: Wartburg" in page
    assert "Bitte entscheiden Sie, was gilt." in client.post(address, {}).content.decode()
    client.post(address, {"choice-q-marke": "new", "new-q-marke": "Barkas"})
    assert batch.sheets.get().first == {"q-auto": "1", "q-marke": "Barkas", "q-weg": "2"}


def test_pages_ask_the_same_number_of_queries_for_1_and_3_rows(
    version: SurveyVersion, editor: User, office: Client
) -> None:
    batches = url("paper", version.survey)
    batch = pile(version, editor)
    one = url("paper_batch", version.survey, batch.pk)
    typed(batch, 1, editor)
    page_of(office, batches)
    before = [counted(office, address) for address in (batches, one)]
    for number in (2, 3):
        pile(version, editor)
        typed(batch, number, UserFactory())
    assert [counted(office, address) for address in (batches, one)] == before


def counted(client: Client, address: str) -> int:
    return queries_of(lambda: page_of(client, address))


def test_a_pile_is_opened_and_taken_over_on_its_pages(
    version: SurveyVersion, editor: User, office: Client
) -> None:
    survey = version.survey
    office.post(url("paper", survey), {"title": "Rathaus", "received_on": "12.06.2026"})
    batch = PaperBatch.objects.get()
    assert (batch.title, batch.is_double, batch.number) == ("Rathaus", False, 1)
    typed(batch, 1, editor, weg="1")
    confirm = url("paper_take_over", survey, batch.pk)
    assert "keine Antwort führt zu ihrem Bogen zurück" in office.get(confirm).content.decode()
    page = office.post(confirm, follow=True).content.decode()
    assert "1 Bogen ist übernommen." in page
    assert Response.objects.get().origin == "paper"


def test_a_draft_has_no_pile_but_a_form_to_look_at(office: Client) -> None:
    survey = survey_with(question("single"))
    page = office.get(url("paper", survey)).content.decode()
    assert "sobald die Umfrage veröffentlicht ist" in page
    assert "Entwurf als PDF" in page


@pytest.mark.behaviour("Q33")
def test_results_say_how_many_answered_on_paper(
    version: SurveyVersion, editor: User, office: Client
) -> None:
    batch = pile(version, editor, is_double=False)
    typed(batch, 1, editor, weg="1")
    take_over_batch(batch=batch, by=editor, on=DAY)
    respond(version, {"auto": "no", "weg": "b"})
    figures = survey_results(version.survey)
    assert (figures.responses, figures.on_paper, figures.online) == (2, 1, 1)
    assert "davon auf Papier" in office.get(url("results", version.survey)).content.decode()
