"""Where measures come from: entered, taken back, and walked in both directions."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from measures.actions import add_origin, propose_from_seed, remove_origin
from measures.models import FieldChange, Measure, Origin
from measures.queries.origins import origins_of
from measures.queries.seeds import Seed, address_of_seed, seed_from
from participation.contributions.slots import next_steps
from participation.models import Publication
from participation.surveys.slots import uses
from smartregion.accounts.models import User
from smartregion.core.errors import WrongState
from smartregion.notices.models import Notice
from strategy.actions.situation_findings import remove_finding
from strategy.models import Finding
from strategy.slots import about_towns, grown_from
from strategy.slots import next_steps as steps_from_findings
from tests.cast import ClientAs
from tests.factories.contributions import ContributionFactory
from tests.factories.county import MunicipalityFactory
from tests.factories.dates import NOON
from tests.factories.measures import MeasureFactory
from tests.factories.releases import released
from tests.factories.strategy import VersionFactory
from tests.factories.strategy_situation import FindingFactory
from tests.factories.surveys import published, question, respond

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
EVERYBODY: Any = AnonymousUser()
Kind = Origin.Kind


def finding_of(measure: Measure, **values: Any) -> Finding:
    return FindingFactory(strategy=measure.strategy, field_of_action=measure.field, **values)


def public_finding(measure: Measure) -> Finding:
    VersionFactory(strategy=measure.strategy, adopted=True)
    return finding_of(measure, text="Auskunft gibt es in vier Apps.")


def lines(measure: Measure, reader: Any = EVERYBODY) -> list[tuple[str, str, bool]]:
    found = origins_of([measure.pk], visible_to=reader).get(measure.pk, [])
    return [(line.kind, line.text, bool(line.url)) for line in found]


# -- entering ----------------------------------------------------------------------------------
def test_each_kind_says_where_the_measure_comes_from(office: User) -> None:
    measure, said = MeasureFactory(), ContributionFactory(text="Ein Bus am Abend")
    finding, town = public_finding(measure), MunicipalityFactory(name="Wollin")
    add = {"measure": measure, "by": office, "at": NOON}
    add_origin(kind=Kind.CONTRIBUTION, contribution=said, **add)
    add_origin(kind=Kind.FINDING, finding=finding, **add)
    add_origin(kind=Kind.MUNICIPALITY, municipality=town, note="Antrag", **add)
    add_origin(kind=Kind.LAW, note="OZG, § 1a", **add)
    assert lines(measure) == [
        ("Beitrag", "Ein Bus am Abend", True),
        ("Bestandsaufnahme", "Auskunft gibt es in vier Apps.", True),
        ("Gemeinde", "Wollin: Antrag", True),
        ("Gesetz", "OZG, § 1a", False),
    ]


@pytest.mark.parametrize(
    "origin",
    [
        lambda measure: {"kind": Kind.CONTRIBUTION, "contribution": ContributionFactory()},
        lambda measure: {"kind": Kind.FINDING, "finding": finding_of(measure)},
        lambda measure: {"kind": Kind.MUNICIPALITY, "municipality": MunicipalityFactory()},
        lambda measure: {"kind": Kind.OFFICE, "note": "Vorschlag"},
    ],
)
def test_nothing_is_entered_twice(origin: Any, office: User) -> None:
    measure = MeasureFactory()
    values = origin(measure)
    add_origin(measure=measure, by=office, at=NOON, **values)
    with pytest.raises(ValidationError, match="schon"):
        add_origin(measure=measure, by=office, at=NOON, **values)
    assert measure.origins.count() == 1


@pytest.mark.parametrize("kind", [Kind.CONTRIBUTION, Kind.FINDING, Kind.MUNICIPALITY])
def test_an_origin_names_its_source(kind: str, office: User) -> None:
    with pytest.raises(ValidationError):
        add_origin(measure=MeasureFactory(), by=office, at=NOON, kind=kind, note="Irgendwoher")
    assert not Origin.objects.exists()


def test_what_was_entered_by_mistake_is_taken_back(office: User, client_as: ClientAs) -> None:
    origin = add_origin(
        measure=MeasureFactory(), by=office, at=NOON, kind=Kind.OFFICE, note="Vorschlag"
    )
    address = reverse("measures:origin_remove", args=[origin.measure.number, origin.pk])
    client = client_as(office)
    assert "„Vorschlag“" in client.get(address).content.decode()
    assert Origin.objects.exists()
    client.post(address)
    assert not Origin.objects.exists()
    changes = FieldChange.objects.filter(field="origins").order_by("pk")
    assert [(one.old, one.new) for one in changes] == [
        ("", "Verwaltung: Vorschlag"), ("Verwaltung: Vorschlag", ""),
    ]  # fmt: skip


def test_each_kind_has_its_own_form(office: User, client_as: ClientAs) -> None:
    measure = MeasureFactory()
    address, client = reverse("measures:origin_add", args=[measure.number]), client_as(office)
    for kind in Kind.values:
        page = client.get(address, {"art": kind})
        assert page.status_code == 200
        assert page.context["form"].initial["kind"] == kind
        assert f'href="?art={kind}" aria-current="page"' in page.content.decode()
    assert client.get(address, {"art": "erfunden"}).context["kind"] == Kind.CONTRIBUTION


def test_a_finding_and_a_town_are_chosen(office: User, client_as: ClientAs) -> None:
    measure, town = MeasureFactory(), MunicipalityFactory()
    finding, foreign = finding_of(measure), FindingFactory()
    address, client = reverse("measures:origin_add", args=[measure.number]), client_as(office)
    client.post(address, {"kind": "finding", "finding": finding.pk})
    client.post(address, {"kind": "municipality", "municipality": town.pk, "note": "Antrag"})
    refused = client.post(address, {"kind": "finding", "finding": foreign.pk})
    assert "finding" in refused.context["form"].errors
    assert [(one.finding, one.municipality) for one in measure.origins.order_by("pk")] == [
        (finding, None), (None, town),
    ]  # fmt: skip


@pytest.mark.behaviour("M20")
def test_a_hidden_source_is_not_told(office: User) -> None:
    measure = MeasureFactory()
    hidden = ContributionFactory(text="Geheim", is_hidden=True)
    draft = finding_of(measure, text="Nur im Entwurf")
    for values in (
        {"kind": Kind.CONTRIBUTION, "contribution": hidden},
        {"kind": Kind.FINDING, "finding": draft},
    ):
        add_origin(measure=measure, by=office, at=NOON, **values)
    assert lines(measure) == [("Beitrag", "", False), ("Bestandsaufnahme", "", False)]


def test_many_measures_are_asked_as_often_as_one(
    django_assert_num_queries: DjangoAssertNumQueries, office: User
) -> None:
    measures = [MeasureFactory() for _ in range(3)]
    for measure in measures:
        add = {"measure": measure, "by": office, "at": NOON}
        add_origin(kind=Kind.CONTRIBUTION, contribution=ContributionFactory(), **add)
        add_origin(kind=Kind.FINDING, finding=public_finding(measure), **add)
    for some in (measures[:1], measures):
        with django_assert_num_queries(3):
            origins_of([each.pk for each in some], visible_to=EVERYBODY)


# -- the way back ------------------------------------------------------------------------------
def test_a_finding_leads_to_what_grew_from_it(office: User, anonymous_client: Any) -> None:
    measure = MeasureFactory(title="Echtzeit an jeder Haltestelle")
    finding, secret = public_finding(measure), MeasureFactory(is_public=False)
    for each in (measure, secret):
        add_origin(measure=each, by=office, at=NOON, kind=Kind.FINDING, finding=finding)
    [link] = grown_from.of([finding.pk], visible_to=EVERYBODY)[finding.pk]
    assert link.url == measure.get_absolute_url()
    assert len(grown_from.of([finding.pk], visible_to=office)[finding.pk]) == 2
    there = reverse("strategy:field_findings", args=[measure.field.slug])
    page = anonymous_client.get(there)
    if page.status_code == 200:
        assert measure.title in page.content.decode()


def test_a_finding_on_which_a_measure_rests_stays(office: User, client_as: ClientAs) -> None:
    measure = MeasureFactory()
    finding = public_finding(measure)
    add_origin(measure=measure, by=office, at=NOON, kind=Kind.FINDING, finding=finding)
    with pytest.raises(ValidationError, match="beruft sich"):
        remove_finding(finding=finding, by=office)
    answer = client_as(office).post(reverse("strategy:finding_delete", args=[finding.pk]))
    assert "beruft sich" in answer.content.decode()
    assert Finding.objects.filter(pk=finding.pk).exists()
    remove_origin(origin=measure.origins.get(), by=office, at=NOON)
    remove_finding(finding=finding, by=office)


def test_a_municipality_leads_to_its_measures(office: User, anonymous_client: Any) -> None:
    town = MunicipalityFactory(name="Wollin")
    for_all, there = MeasureFactory(), MeasureFactory(title="Dorfladen")
    there.municipalities.add(town)
    elsewhere = MeasureFactory()
    elsewhere.municipalities.add(MunicipalityFactory())
    add_origin(
        measure=there, by=office, at=NOON, kind=Kind.MUNICIPALITY, municipality=town, note="Antrag"
    )
    serving, asked = about_towns.of([town.pk], visible_to=EVERYBODY)[town.pk]
    assert (serving.count, serving.label) == (2, "2 Maßnahmen gelten auch für Wollin")
    assert asked.url == there.get_absolute_url()
    page = anonymous_client.get(reverse("strategy:municipality", args=[town.slug]))
    assert f'href="{there.get_absolute_url()}"' in page.content.decode()
    assert for_all.is_public


# -- a measure is made of it -------------------------------------------------------------------
def new_measure(**values: Any) -> dict[str, Any]:
    return {
        "number": "HF9-M01", "title": "Neu", "summary": "Gut.", "kind": "measure",
        "planned_precision": "month", "actual_precision": "day", "is_public": "on", **values,
    }  # fmt: skip


def test_a_measure_is_made_of_a_contribution(
    office: User, participant: User, client_as: ClientAs
) -> None:
    town = MunicipalityFactory()
    said = ContributionFactory(
        text="Ein <b>Bus</b> am Abend", municipality=town, author=participant
    )
    field = MeasureFactory(number="HF9-M07").field
    said.elements.add(field)
    [step] = next_steps.of([said.pk], visible_to=office)[said.pk]
    client = client_as(office)
    assert step.url in client.get(said.get_absolute_url()).content.decode()
    form = client.get(step.url).context["form"]
    assert form.initial["number"] == "HF9-M08"
    assert form.initial["field"] == field
    assert form.initial["municipalities"] == [town]
    assert "&lt;b&gt;Bus" in form.initial["body"]
    client.post(step.url, new_measure(field=str(field.pk)))
    measure = Measure.objects.get(number="HF9-M01")
    assert measure.origins.get().contribution == said
    assert Notice.objects.filter(key__startswith="origin:").exists()


def test_a_measure_is_made_of_a_finding(office: User, client_as: ClientAs) -> None:
    before = MeasureFactory()
    finding = public_finding(before)
    [step] = steps_from_findings.of([finding.pk], visible_to=office)[finding.pk]
    client = client_as(office)
    assert finding.text in client.get(step.url).content.decode()
    client.post(step.url, new_measure(field=str(before.field_id)))
    assert Measure.objects.get(number="HF9-M01").origins.get().finding == finding
    # What was typed wrongly comes back with its source.
    again = client.post(step.url, new_measure(field="", title="Bleibt stehen"))
    assert "Bleibt stehen" in again.content.decode()
    assert finding.text in again.content.decode()


def test_a_measure_is_made_of_a_figure(office: User, client_as: ClientAs) -> None:
    publication = _release()
    field = MeasureFactory().field
    [offer] = uses.of([publication.pk], visible_to=office)[publication.pk]
    assert offer.is_offer
    client_as(office).post(offer.url, new_measure(field=str(field.pk)))
    measure = Measure.objects.get(number="HF9-M01")
    assert measure.origins.get().kind == Kind.SURVEY
    assert measure.evidence.get().question == "bus"
    [use] = uses.of([publication.pk], visible_to=EVERYBODY)[publication.pk]
    assert (use.question, use.url, use.is_offer) == ("bus", measure.get_absolute_url(), False)
    public = reverse("surveys:public_results", args=[publication.survey.slug])
    assert measure.title in client_as(office).get(public).content.decode()


def _release() -> Publication:
    version = published(question("single", "bus"))
    for n in range(60):
        respond(version, {"bus": "abc"[n % 3]})
    return released(version, "bus")


@pytest.mark.parametrize(
    "asked",
    [{"beitrag": "nein"}, {"beitrag": "00000000-0000-4000-8000-000000000000"}, {"feststellung": "9"},
     {"feststellung": "1" * 30}, {"zahl": "7:bus"}, {"zahl": "bus"}, {"zahl": ""}],
)  # fmt: skip
def test_a_source_that_is_not_there_is_no_page(
    asked: dict[str, str], office: User, client_as: ClientAs
) -> None:
    assert seed_from(asked, visible_to=office) is None
    assert client_as(office).get(reverse("measures:measure_create"), asked).status_code == 404


def test_only_who_manages_measures_is_led_there(owner: User, participant: User) -> None:
    said = ContributionFactory()
    finding = FindingFactory()
    for person in (owner, participant):
        assert next_steps.of([said.pk], visible_to=person)[said.pk] == []
        assert steps_from_findings.of([finding.pk], visible_to=person)[finding.pk] == []


def test_nothing_is_made_of_what_is_hidden(office: User) -> None:
    said = ContributionFactory(is_hidden=True)
    assert seed_from({"beitrag": str(said.pk)}, visible_to=office) is None
    with pytest.raises(WrongState):
        propose_from_seed(seed=Seed(words="", initial={}, contribution=said), by=office, at=NOON)
    assert address_of_seed(contribution=said.pk).endswith(f"?beitrag={said.pk}")
