"""Organisations: who leads measures or takes part in them."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from smartregion.core.models import AuditEntry
from smartregion.core.slugs import german_slug
from smartregion.county.models import Organisation
from tests.factories.county import CountyFactory, MunicipalityFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
LIST = "/organisationen/"
CREATE = "/organisationen/neu/"


def typed(**changes: Any) -> dict[str, Any]:
    return {"name": "Amt für Straßen", "kind": Organisation.Kind.OFFICE.value, **changes}


def edit(organisation: Organisation) -> str:
    return reverse("county:organisation_edit", args=[organisation.slug])


def test_list_of_an_empty_county_says_how_to_begin(client_as, office) -> None:
    page = client_as(office).get(LIST).content.decode()
    assert "Noch sind keine Organisationen eingetragen" in page
    assert page.count(f'href="{CREATE}"') == 2


def test_ended_organisations_come_last_and_are_marked(client_as, office) -> None:
    OrganisationFactory(name="Alte Stelle", ended_on=timezone.localdate())
    OrganisationFactory(name="Bauamt")
    OrganisationFactory(name="Zoo")
    response = client_as(office).get(LIST)
    names = [organisation.name for organisation in response.context["organisations"]]
    assert names == ["Bauamt", "Zoo", "Alte Stelle"]
    assert response.content.decode().count("beendet am") == 1


@pytest.mark.parametrize("many", [1, 3, 40])
def test_list_asks_as_often_for_many_as_for_one(
    client_as, office, django_assert_num_queries, many
) -> None:
    CountyFactory()
    for _number in range(many):
        OrganisationFactory(municipality=MunicipalityFactory())
    client = client_as(office)
    # Session, person, roles, organisations, county.
    with django_assert_num_queries(5):
        client.get(LIST)


def test_new_organisation_gets_a_readable_address(client_as, office) -> None:
    town = MunicipalityFactory()
    response = client_as(office).post(
        CREATE, typed(municipality=town.pk, contact_email="strassen@example.org")
    )
    assert response["Location"] == LIST
    created = Organisation.objects.get()
    assert (created.slug, created.municipality) == ("amt-fuer-strassen", town)
    assert AuditEntry.objects.get(verb="create_organisation").actor == office


def test_organisations_of_the_same_name_have_different_addresses(client_as, office) -> None:
    client = client_as(office)
    for _time in range(2):
        client.post(CREATE, typed(name="Ämter " * 20))
    first, second = Organisation.objects.order_by("pk")
    assert second.slug == f"{first.slug}-2"


def test_changed_organisation_keeps_its_address_and_notes_the_fields(client_as, office) -> None:
    known = OrganisationFactory(slug="bauamt", name="Bauamt")
    client_as(office).post(edit(known), typed())
    known.refresh_from_db()
    assert (known.slug, known.name) == ("bauamt", "Amt für Straßen")
    entry = AuditEntry.objects.get(verb="change_organisation")
    assert entry.changes == {"fields": ["name"]}


def test_organisation_is_ended_and_can_be_taken_up_again(client_as, office) -> None:
    known, client = OrganisationFactory(), client_as(office)
    today = timezone.localdate()
    client.post(edit(known), typed(ended_on=today.isoformat()))
    known.refresh_from_db()
    assert known.ended_on == today
    client.post(edit(known), typed(ended_on=""))
    known.refresh_from_db()
    assert known.ended_on is None


def test_end_in_the_future_is_refused(client_as, office) -> None:
    known = OrganisationFactory(name="Bauamt")
    tomorrow = timezone.localdate() + timedelta(days=1)
    response = client_as(office).post(edit(known), typed(ended_on=tomorrow.isoformat()))
    assert list(response.context["form"].errors) == ["ended_on"]
    # The heading keeps the name under which the organisation is known.
    assert response.context["name"] == "Bauamt"
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"kind": "circus"}, "kind"),
        ({"contact_email": "kein Postfach"}, "contact_email"),
        ({"municipality": "999"}, "municipality"),
    ],
)
def test_incomplete_organisation_is_not_created(client_as, office, wrong, field) -> None:
    response = client_as(office).post(CREATE, typed(**wrong))
    assert list(response.context["form"].errors) == [field]
    assert not Organisation.objects.exists()


def test_unknown_organisation_is_not_found(client_as, office) -> None:
    assert client_as(office).get("/organisationen/gibt-es-nicht/bearbeiten/").status_code == 404


def test_organisations_stand_as_a_telephone_book_has_them(client_as, office) -> None:
    for name in ("Planetal", "Päwesin", "Gräben", "Görzke"):
        OrganisationFactory(name=name, slug=german_slug(name))
    assert [each.name for each in Organisation.objects.all()] == [
        "Görzke",
        "Gräben",
        "Päwesin",
        "Planetal",
    ]
    page = client_as(office).get(reverse("county:organisation_list")).content.decode()
    assert (
        page.index("Görzke") < page.index("Gräben") < page.index("Päwesin") < page.index("Planetal")
    )
