"""Milestones: reached, given up with a reason, proven; and what no milestone can be."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.test import Client

from measures.actions import MilestoneRow, set_milestones
from measures.models import FieldChange, Measure
from measures.queries import measure_cards
from smartregion.accounts.models import User
from tests.cast import ClientAs
from tests.factories.dates import DAY, NOON
from tests.factories.measures import MeasureFactory, MilestoneFactory
from tests.measures.test_views_writing import rows_data

pytestmark = pytest.mark.django_db


@pytest.mark.behaviour("M3")
@pytest.mark.parametrize(
    "row",
    [
        {"title": "Zu spät", "due_on": "2031-01-01"},
        {"title": "Zu früh", "due_on": "2019-01-01"},
        {"title": "Zukunft", "due_on": "2026-06-15", "done_on": "2199-01-01"},
        {"title": "Ohne Tag", "due_on": ""},
        {"title": "Kein Tag", "due_on": "2026-06-15", "done_on": "bald"},
        {
            "title": "Beides", "due_on": "2026-06-15", "done_on": "2026-06-01",
            "waived_reason": "Entfällt.",
        },
        {"title": "Kein Link", "due_on": "2026-06-15", "proof": "im Ordner"},
    ],
)  # fmt: skip
def test_what_no_milestone_can_be_is_refused(
    row: dict[str, object], office: User, client_as: ClientAs
) -> None:
    measure = MeasureFactory()
    url = f"{measure.get_absolute_url()}meilensteine/"
    answer = client_as(office).post(url, rows_data(1, row))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert str(row["title"]) in page
    assert "<title>Fehler:" in page
    assert not measure.milestones.exists()


@pytest.mark.behaviour("M3")
def test_database_knows_no_step_that_is_reached_and_given_up() -> None:
    with pytest.raises(IntegrityError):
        MilestoneFactory(done_on=DAY, waived_reason="Entfällt.")


def test_step_that_is_given_up_says_why(
    office: User, client_as: ClientAs, anonymous_client: Client
) -> None:
    step = MilestoneFactory(title="Halt am Markt")
    row = {
        "pk": step.pk, "title": step.title, "due_on": "2026-06-15",
        "waived_reason": "Der Markt wird umgebaut.",
    }  # fmt: skip
    url = f"{step.measure.get_absolute_url()}meilensteine/"
    assert client_as(office).post(url, rows_data(1, row, stored=1)).status_code == 302
    page = anonymous_client.get(step.measure.get_absolute_url()).content.decode()
    assert "Der Markt wird umgebaut." in page
    assert "überfällig" not in page


def test_proof_is_a_link_on_the_page(anonymous_client: Client) -> None:
    step = MilestoneFactory(done_on=DAY, proof="https://example.org/bericht")
    page = anonymous_client.get(step.measure.get_absolute_url()).content.decode()
    assert 'href="https://example.org/bericht"' in page


def test_what_is_given_up_counts_neither_as_reached_nor_as_planned() -> None:
    measure = MeasureFactory()
    MilestoneFactory(measure=measure, done_on=DAY)
    MilestoneFactory(measure=measure)
    MilestoneFactory(measure=measure, waived_reason="Entfällt.")
    [card] = measure_cards(Measure.objects.all())
    assert (card.milestones_done, card.milestones_total) == (1, 2)


def test_history_tells_how_the_steps_read_before(office: User) -> None:
    step = MilestoneFactory(title="Halt am Markt")
    rows = [MilestoneRow(pk=step.pk, title="Halt am Bahnhof", due_on=DAY, done_on=DAY)]
    set_milestones(measure=step.measure, by=office, at=NOON, lock_version=1, rows=rows)
    change = FieldChange.objects.get(field="milestones")
    assert change.old == "Halt am Markt, fällig am 15.06.2026"
    assert change.new == "Halt am Bahnhof, fällig am 15.06.2026, erreicht am 15.06.2026"


def test_step_that_another_one_removed_is_written_anew(office: User) -> None:
    """Nothing that was typed is lost, whoever was first."""
    step = MilestoneFactory()
    gone = step.pk
    step.delete()
    rows = [MilestoneRow(pk=gone, title="Trotzdem", due_on=DAY + timedelta(days=1))]
    set_milestones(measure=step.measure, by=office, at=NOON, lock_version=1, rows=rows)
    assert step.measure.milestones.get().title == "Trotzdem"


def test_more_rows_come_by_saving(office: User, client_as: ClientAs) -> None:
    measure = MeasureFactory()
    url = f"{measure.get_absolute_url()}meilensteine/"
    row = {"title": "Erster", "due_on": "2026-07-01"}
    answer = client_as(office).post(url, rows_data(1, row) | {"more": "1"})
    assert answer["Location"] == url
    assert measure.milestones.get().title == "Erster"
