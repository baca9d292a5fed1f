"""What people are told who have to show once more that it is them, and the ways out they get."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from smartregion.accounts.freshness import ASKED
from smartregion.accounts.models import User
from tests.accounts.test_signing_in import code_in
from tests.cast import ClientAs
from tests.factories.accounts import PASSWORD
from tests.factories.county import CountyFactory

pytestmark = [pytest.mark.django_db, pytest.mark.page]
TRAIL, FILE = reverse("home:trail"), reverse("home:trail_csv")
CLOSE = reverse("accounts:close_account")
LEAVING = {"texts": "keep", "is_sure": "on"}


def asked(client: Client, answer: object) -> str:
    return client.get(answer.headers["Location"]).content.decode()  # type: ignore[attr-defined]


def came_from(path: str) -> dict[str, str]:
    return {"Referer": f"http://testserver{path}"}


def test_for_a_file_the_page_says_that_it_comes_and_leads_back(
    client_as: ClientAs, office: User
) -> None:
    client = client_as(office)
    page = asked(client, client.get(FILE, headers=came_from(f"{TRAIL}?room=county")))
    assert "dann wird die Datei gleich heruntergeladen" in page
    assert f'href="{TRAIL}?room=county"' in page


def test_for_a_deed_the_page_says_that_it_is_done_then(
    client_as: ClientAs, participant: User
) -> None:
    client = client_as(participant)
    page = asked(client, client.post(CLOSE, LEAVING, headers=came_from(CLOSE)))
    assert "wird ausgeführt, sobald" in page
    assert "Zurück, ohne etwas zu ändern" in page
    # What was asked for before says nothing about another page.
    other = client.get(reverse("account_reauthenticate"), {"next": reverse("mfa_index")})
    assert "wird ausgeführt, sobald" not in other.content.decode()


@pytest.mark.parametrize("before", ["https://anderswo.example/", "http://[", "", "about:blank"])
def test_nobody_is_led_back_to_another_site(client_as: ClientAs, office: User, before: str) -> None:
    client = client_as(office)
    client.get(FILE, headers={"Referer": before})
    assert client.session[ASKED]["back"] == ""
    client.get(FILE, headers={"Referer": "http://testserver//anderswo.example/"})
    assert not client.session[ASKED]["back"].startswith("//")


def test_who_has_no_password_is_led_out_and_back_in_by_a_code(
    client_as: ClientAs, office: User
) -> None:
    CountyFactory()
    office.set_unusable_password()
    office.save()
    client = client_as(office)
    refused = client.get(FILE, headers=came_from(TRAIL))
    page = refused.content.decode()
    assert refused.status_code == 409
    way = re.search(r'name="next" value="([^"]+)"', page)
    assert way
    out = client.post(reverse("account_logout"), {"next": way[1]})
    assert urlsplit(out.headers["Location"]).path == reverse("account_request_login_code")
    assert parse_qs(urlsplit(out.headers["Location"]).query) == {"next": [TRAIL]}
    assert "_auth_user_id" not in client.session


def test_with_the_password_the_file_comes(client_as: ClientAs, office: User) -> None:
    CountyFactory()
    client = client_as(office)
    address = client.get(FILE).headers["Location"]
    done = client.post(address, {"password": PASSWORD, "next": FILE})
    assert client.get(done.headers["Location"]).headers["Content-Disposition"].startswith("attach")


# -- the keys of an account ------------------------------------------------------------------
ADDRESSES, FIRST_PASSWORD = reverse("account_email"), reverse("account_set_password")
ANOTHER = {"action_add": "", "email": "dieb@anderswo.example"}
CHOSEN = {"password1": "noch nie gehört, Biber", "password2": "noch nie gehört, Biber"}


@pytest.fixture
def without_password(office: User) -> User:
    CountyFactory()
    office.set_unusable_password()
    office.save()
    return office


def signs_in(user: User) -> Client:
    cache.clear()
    browser = Client()
    browser.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return browser


def test_an_open_session_adds_no_address(client_as: ClientAs, office: User, mailoutbox) -> None:
    CountyFactory()
    answer = client_as(office).post(ADDRESSES, ANOTHER)
    assert answer.headers["Location"].startswith(reverse("account_reauthenticate"))
    assert not mailoutbox
    # Control: it was the session's age.
    assert signs_in(office).post(ADDRESSES, ANOTHER).status_code == 302
    assert mailoutbox[-1].to == [ANOTHER["email"]]


def test_nor_where_there_is_no_password_to_ask_for(
    client_as: ClientAs, without_password: User, mailoutbox
) -> None:
    client = client_as(without_password)
    assert client.post(ADDRESSES, ANOTHER).status_code == 409
    assert client.post(FIRST_PASSWORD, CHOSEN).status_code == 409
    without_password.refresh_from_db()
    assert not without_password.has_usable_password()
    assert not mailoutbox


def test_after_signing_in_a_first_password_is_chosen(without_password: User, mailoutbox) -> None:
    cache.clear()
    client = Client()
    client.post(reverse("account_request_login_code"), {"email": without_password.email})
    client.post(reverse("account_confirm_login_code"), {"code": code_in(mailoutbox[-1])})
    client.post(FIRST_PASSWORD, CHOSEN)
    without_password.refresh_from_db()
    assert without_password.check_password(CHOSEN["password1"])
