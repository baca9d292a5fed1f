"""The ways through the house: the same for everybody, and more for those who work here."""

from typing import Any

import pytest
from django.test import Client

from smartregion.accounts.models import User
from strategy.models import StrategyVersion
from tests.cast import ClientAs
from tests.factories.consultations import consulted_version
from tests.factories.county import CountyFactory

PUBLIC = ["Start", "Strategie", "Umfragen", "Foren", "Veranstaltungen", "Maßnahmen", "Berichte"]


def navigation_on(client: Client, path: str) -> object:
    return client.get(path).context["navigation"]


def labels(entries: list[object]) -> list[str]:
    return [entry.label for entry in entries]


@pytest.mark.django_db
def test_strangers_see_the_public_rooms_and_no_desk() -> None:
    navigation = navigation_on(Client(), "/umfragen/")
    assert labels(navigation.public) == PUBLIC
    assert navigation.desk is None
    assert navigation.manage == []
    assert navigation.account == []


def test_a_participant_has_an_account_but_no_desk(client_as: ClientAs, participant: User) -> None:
    navigation = navigation_on(client_as(participant), "/umfragen/")
    assert navigation.desk is None
    assert navigation.manage == []
    assert labels(navigation.account) == [
        "Benachrichtigungen",
        "Mein Profil",
        "Meine Beiträge",
        "E-Mail-Adresse",
        "Passwort ändern",
        "Zweiter Faktor",
        "Meine Daten",
    ]


def test_each_role_sees_what_it_may_work_on(
    client_as: ClientAs, office: User, analyst: User, administration: User, owner: User
) -> None:
    def managed(user: User) -> list[str]:
        return labels(navigation_on(client_as(user), "/umfragen/").manage)

    assert "Beiträge beantworten" in managed(office)
    assert "Personen und Rollen" not in managed(office)
    assert "Personen und Rollen" in managed(administration)
    assert "Postausgang" in managed(administration)
    assert "Postausgang" not in managed(office)
    assert "Strategie verwalten" not in managed(analyst)
    assert "Evaluationszyklen" in managed(office)
    assert "Profil des Landkreises" in managed(administration)
    assert "Umfragen verwalten" in managed(analyst)
    assert "Organisationen" in managed(office)
    assert "Organisationen" not in managed(analyst)
    assert "Meine Maßnahmen" in managed(office)
    assert "Meine Maßnahmen" in managed(owner)
    assert "Meine Maßnahmen" not in managed(analyst)
    assert "Meine Maßnahmen" not in managed(administration)


@pytest.mark.django_db
def test_the_page_itself_is_marked_as_current() -> None:
    public = navigation_on(Client(), "/umfragen/").public
    assert {entry.label: entry.current for entry in public if entry.current} == {"Umfragen": "page"}


@pytest.mark.django_db
def test_a_page_further_inside_marks_its_room() -> None:
    public = navigation_on(Client(), "/massnahmen/zyklen/").public
    assert {entry.label: entry.current for entry in public if entry.current} == {
        "Maßnahmen": "true"
    }


@pytest.mark.django_db
def test_every_page_leads_to_itself_in_the_other_language() -> None:
    page = Client().get("/massnahmen/?q=bus").content.decode()
    assert '<a href="/en/massnahmen/?q=bus" lang="en" hreflang="en">English</a>' in page
    page = Client().get("/en/massnahmen/?q=bus").content.decode()
    assert '<a href="/massnahmen/?q=bus" lang="de" hreflang="de">Deutsch</a>' in page


@pytest.mark.django_db
def test_pages_for_strangers_set_no_cookie() -> None:
    for path in ("/", "/strategie/", "/umfragen/", "/foren/", "/massnahmen/", "/berichte/"):
        assert not Client().get(path).cookies, path


@pytest.mark.django_db
def test_error_page_is_in_the_products_look() -> None:
    response = Client().get("/gibt-es-nicht/")
    page = response.content.decode()
    assert response.status_code == 404
    assert "Diese Seite gibt es nicht" in page
    assert 'id="site-navigation"' in page


@pytest.mark.usefixtures("noon")
@pytest.mark.django_db
def test_open_draft_is_on_the_way_and_costs_no_query_of_its_own(
    django_assert_num_queries: Any,
) -> None:
    CountyFactory()
    with django_assert_num_queries(1):
        Client().get("/beteiligung/leer/").content  # noqa: B018
    version = consulted_version(label="1.1")
    with django_assert_num_queries(1):
        public = navigation_on(Client(), "/beteiligung/leer/").public
    assert labels(public) == ["Start", "Strategie", "Beteiligung am Entwurf", *PUBLIC[2:]]
    assert public[2].url.endswith("/1.1/")
    assert public[2].current == ""
    StrategyVersion.objects.filter(pk=version.pk).update(state="reworking")
    assert labels(navigation_on(Client(), "/beteiligung/leer/").public) == PUBLIC
