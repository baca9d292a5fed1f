"""Existing projects: found by field, state and place; kept by the office."""

import pytest
from django.urls import reverse

from smartregion.core.models import AuditEntry
from strategy.models import ExistingProject
from tests.factories.county import MunicipalityFactory, OrganisationFactory
from tests.factories.strategy import ElementFactory, VersionFactory, whole_version
from tests.factories.strategy_situation import ExistingProjectFactory
from tests.pages import page_of, queries_of

PAGE = "/strategie/lage/projekte/"
MANAGE = "/strategie/pflege/lage/projekte/"
pytestmark = pytest.mark.django_db


def public_field():
    return whole_version(adopted=True).texts.get(element__kind="field").element


def project(title: str, *, fields=(), towns=(), **more) -> ExistingProject:
    made = ExistingProjectFactory(title=title, **more)
    made.fields_of_action.set(fields)
    made.municipalities.set(towns)
    return made


def shown(client, query: str) -> list[str]:
    return [one.title for one in client.get(f"{PAGE}{query}").context["projects"]]


def test_list_is_filtered_by_the_address(anonymous_client) -> None:
    field, town = public_field(), MunicipalityFactory(slug="brueck")
    project("Bus", fields=[field], towns=[town])
    project("Laden", towns=[MunicipalityFactory()], state="done")
    project("Netz")
    assert shown(anonymous_client, "") == ["Bus", "Laden", "Netz"]
    assert shown(anonymous_client, f"?field={field.slug}") == ["Bus"]
    assert shown(anonymous_client, "?state=done") == ["Laden"]
    # What names no municipality works in the whole county, so also in this one.
    assert shown(anonymous_client, "?municipality=brueck") == ["Bus", "Netz"]
    assert shown(anonymous_client, "?municipality=brueck&state=done") == []
    assert "Kein Projekt passt" in page_of(anonymous_client, f"{PAGE}?state=planned")


def test_filter_that_makes_no_sense_is_said_and_left_out(anonymous_client) -> None:
    project("Bus")
    for query in ("?state=unsinn", "?field=gibt-es-nicht", "?municipality=%00"):
        assert shown(anonymous_client, query) == ["Bus"]


def test_projects_of_a_merged_field_are_found_under_its_successor(anonymous_client) -> None:
    field = public_field()
    version = VersionFactory(strategy=field.strategy, state="withdrawn")
    old = ElementFactory(strategy=field.strategy, retired_in=version, successor=field)
    project("Bus", fields=[old])
    project("Bahn", fields=[field, old])
    assert shown(anonymous_client, f"?field={field.slug}") == ["Bahn", "Bus"]


def test_draft_does_not_give_away_its_fields_here(anonymous_client, client_as, office) -> None:
    field = whole_version().texts.get(element__kind="field").element
    project("Bus", fields=[field])
    assert field.name not in page_of(anonymous_client, PAGE)
    assert field.name in page_of(client_as(office), PAGE)


def test_list_costs_the_same_for_one_and_for_three(anonymous_client) -> None:
    field = public_field()
    project("Bus", fields=[field], towns=[MunicipalityFactory()])
    one = queries_of(lambda: page_of(anonymous_client, PAGE))
    for title in ("Bahn", "Boot"):
        project(title, fields=[field], towns=MunicipalityFactory.create_batch(2))
    assert queries_of(lambda: page_of(anonymous_client, PAGE)) == one


def test_empty_list_says_so(anonymous_client) -> None:
    assert "Noch keine Projekte" in page_of(anonymous_client, PAGE)


# -- the office ------------------------------------------------------------------------------
def typed(**changes):
    sent = {"title": "Bus", "summary": "Fährt.", "state": "running", "started_in": "2019"}
    return {**sent, "organisation": OrganisationFactory().pk, **changes}


def test_consultant_writes_down_a_project(client_as, consultant) -> None:
    field, town = public_field(), MunicipalityFactory()
    sent = typed(fields_of_action=[field.pk], municipalities=[town.pk])
    answer = client_as(consultant).post(f"{MANAGE}neu/", sent)
    assert answer["Location"] == MANAGE
    made = ExistingProject.objects.get()
    assert list(made.fields_of_action.all()) == [field]
    assert list(made.municipalities.all()) == [town]
    assert AuditEntry.objects.filter(verb="save_existing_project", actor=consultant).exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": ""}, "title"),
        ({"ended_in": "2018"}, "ended_in"),
        ({"started_in": "202"}, "started_in"),
        ({"organisation": ""}, "organisation"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"summary": "x" * 501}, "summary"),
        ({"state": "vielleicht"}, "state"),
    ],
)
def test_project_with_a_fault_is_refused_at_its_field(client_as, office, change, field) -> None:
    answer = client_as(office).post(f"{MANAGE}neu/", typed(**change))
    assert list(answer.context["form"].errors) == [field]
    assert not ExistingProject.objects.exists()


def test_ended_organisation_stays_but_is_not_offered_anew(client_as, office) -> None:
    from tests.factories.dates import DAY

    ended = OrganisationFactory(ended_on=DAY)
    kept = project("Bus", organisation=ended)
    client = client_as(office)
    edit = reverse("strategy:existing_project_edit", args=[kept.pk])
    assert ended in client.get(edit).context["form"].fields["organisation"].queryset
    assert ended not in client.get(f"{MANAGE}neu/").context["form"].fields["organisation"].queryset
    assert client.post(edit, typed(organisation=ended.pk, title="Rufbus")).status_code == 302
    kept.refresh_from_db()
    assert kept.title == "Rufbus"


def test_project_is_deleted_after_a_second_look(client_as, office) -> None:
    kept = project("Bus")
    url = reverse("strategy:existing_project_delete", args=[kept.pk])
    client = client_as(office)
    assert "Projekt „Bus“ löschen?" in page_of(client, url)
    assert ExistingProject.objects.exists()
    client.post(url)
    assert not ExistingProject.objects.exists()
