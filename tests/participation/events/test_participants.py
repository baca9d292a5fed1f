"""The list of participants: at the door, and as a file that leaves the house."""

import io
import re

import pytest
from django.test import Client
from django.urls import reverse

from participation.events.exports.participants import COLUMNS, LEFT_OUT, rows_of, workbook
from participation.events.models import Event, Registration
from participation.events.queries import grouped, participants
from smartregion.accounts.models import User
from smartregion.core.models import AuditEntry
from tests.cast import ClientAs
from tests.factories.events import EventFactory, RegistrationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
State = Registration.State
PASSWORD = "a long secret phrase"


def at(name: str, event: Event, *args: object) -> str:
    return reverse(f"events:{name}", args=[event.slug, *args])


def test_people_stand_in_the_order_in_which_the_office_reads() -> None:
    event = EventFactory()
    for name, state in (
        ("b", State.CONFIRMED),
        ("x", State.WAITING),
        ("a", State.CONFIRMED),
        ("c", State.CANCELLED),
    ):
        RegistrationFactory(event=event, name=name, state=state)
    groups = grouped(participants(event))
    assert [[one.name for one in group.people] for group in groups] == [["a", "b"], ["x"], ["c"]]


def test_ticks_at_the_door_are_kept(client_as: ClientAs, office: User) -> None:
    guest = RegistrationFactory(event__running=True)
    client_as(office).post(at("participants", guest.event), {"came": [guest.pk, "x", "9" * 30]})
    guest.refresh_from_db()
    assert guest.came


def test_nothing_is_ticked_before_it_begins(client_as: ClientAs, office: User) -> None:
    guest = RegistrationFactory()
    assert client_as(office).post(at("participants", guest.event)).status_code == 409


def test_callers_are_entered_and_signed_off(client_as: ClientAs, office: User) -> None:
    event = EventFactory()
    client_as(office).post(at("participant_enter", event), {"name": "Anruf"})
    caller = event.registrations.get()
    client_as(office).post(at("participant_cancel", event, caller.pk))
    caller.refresh_from_db()
    assert caller.is_cancelled


def test_a_registration_of_another_event_is_not_here(client_as: ClientAs, office: User) -> None:
    guest, other = RegistrationFactory(), EventFactory()
    url = at("participant_cancel", other, guest.pk)
    assert client_as(office).get(url).status_code == 404


def test_every_field_is_in_the_file_or_left_out_by_name() -> None:
    fields = {field.name for field in Registration._meta.get_fields()}
    assert set(COLUMNS) | set(LEFT_OUT) == fields
    assert not set(COLUMNS) & set(LEFT_OUT)


@pytest.mark.slow
def test_both_files_hold_the_same_and_run_nothing() -> None:
    from openpyxl import load_workbook

    guest = RegistrationFactory(name="=1+1", came=True)
    rows = [list(map(str, row)) for row in rows_of(participants(guest.event))]
    sheet = load_workbook(io.BytesIO(workbook(rows_of(participants(guest.event))))).active
    cells = list(sheet.iter_rows())
    assert [cell.value for cell in cells[0]] == rows[0]
    assert (cells[1][1].value, cells[1][1].data_type) == ("=1+1", "s")


@pytest.mark.parametrize("name", ["participants_csv", "participants_xlsx"])
def test_names_leave_the_house_only_right_after_signing_in(
    client_as: ClientAs, office: User, name: str
) -> None:
    url = at(name, RegistrationFactory().event)
    page = client_as(office).get(url)
    assert page["Location"].startswith(reverse("account_reauthenticate"))
    assert not AuditEntry.objects.filter(verb="note_export").exists()


@pytest.mark.behaviour("F15")
def test_links_to_the_files_lead_to_the_password_page(client_as: ClientAs, office: User) -> None:
    """With ``download`` a browser saves the page that asks for the password as a file."""
    page = client_as(office).get(at("participants", RegistrationFactory().event))
    links = re.findall(r'<a href="[^"]*teilnehmende\.(?:csv|xlsx)"([^>]*)>', page.content.decode())
    assert links == ["", ""]


def test_each_file_is_asked_for_anew_and_written_down(
    anonymous_client: Client, office: User
) -> None:
    office.set_password(PASSWORD)
    office.save()
    url = at("participants_csv", RegistrationFactory(name="Mika").event)
    again = reverse("account_reauthenticate") + f"?next={url}"
    anonymous_client.force_login(
        office, backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    anonymous_client.post(again, {"password": PASSWORD})
    assert "Mika" in anonymous_client.get(url).text
    assert anonymous_client.get(url).status_code == 302
    assert AuditEntry.objects.get(verb="note_export").actor == office
