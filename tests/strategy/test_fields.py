"""The overview of the fields of action, and the page of each."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from strategy.models import Element, ElementText, Finding, StrategyVersion
from tests.factories.measures import MeasureFactory
from tests.factories.strategy import (
    ElementFactory,
    ElementTextFactory,
    TranslationFactory,
    VersionFactory,
    whole_version,
)
from tests.factories.strategy_frame import FrameworkFactory
from tests.factories.strategy_situation import ExistingProjectFactory, FindingFactory
from tests.pages import page_of, queries_of

Kind = Element.Kind
pytestmark = pytest.mark.django_db


@pytest.fixture
def earlier() -> StrategyVersion:
    return whole_version(adopted=True, label="0.9")


@pytest.fixture
def version(earlier) -> StrategyVersion:
    """In consultation, with three fields; the second has an objective and a sub-field."""
    version = VersionFactory(strategy=earlier.strategy, state="consultation", label="1.0")
    fields = [ElementTextFactory(version=version, title=f"Feld {n}") for n in range(1, 4)]
    ElementTextFactory(version=version, kind=Kind.OBJECTIVE, parent=fields[1], title="Ziel")
    ElementTextFactory(version=version, parent=fields[1], title="Teilfeld")
    return version


def field(version: StrategyVersion, title: str = "Feld 2") -> Element:
    return version.texts.get(title=title).element


def address(version: StrategyVersion, element: Element) -> str:
    return reverse("strategy:field", args=[version.strategy.slug, version.label, element.slug])


def overview(version: StrategyVersion) -> str:
    return reverse("strategy:fields", args=[version.strategy.slug, version.label])


# -- overview ------------------------------------------------------------------------------
def test_overview_leads_to_every_field_and_counts_its_objectives(anonymous_client, version) -> None:
    page = page_of(anonymous_client, overview(version))
    for title in ("Feld 1", "Feld 2", "Feld 3"):
        assert f'href="{address(version, field(version, title))}"' in page
    assert address(version, field(version, "Teilfeld")) not in page
    assert page.count("1 Ziel<") == 1


def test_overview_counts_measures(anonymous_client, version) -> None:
    MeasureFactory(field=field(version))
    assert "1 Maßnahme in diesem Handlungsfeld" in page_of(anonymous_client, overview(version))


def test_overview_without_fields_says_so(anonymous_client) -> None:
    page = page_of(anonymous_client, overview(VersionFactory(state="consultation")))
    assert "Noch kein Handlungsfeld" in page


@pytest.mark.parametrize("page", [overview, lambda v: address(v, field(v))])
def test_fields_of_a_draft_are_unknown_to_the_public(
    anonymous_client, client_as, office, version, page
) -> None:
    StrategyVersion.objects.filter(pk=version.pk).update(state="draft")
    assert anonymous_client.get(page(version)).status_code == 404
    assert client_as(office).get(page(version)).status_code == 200


def test_overview_asks_as_often_for_twelve_fields_as_for_three(anonymous_client, version) -> None:
    # Indicators are asked for where there are measures.
    MeasureFactory(field=field(version))
    few = queries_of(lambda: anonymous_client.get(overview(version)))
    for _time in range(9):
        MeasureFactory(field=ElementTextFactory(version=version).element)
    assert queries_of(lambda: anonymous_client.get(overview(version))) == few


# -- page of a field -----------------------------------------------------------------------
def test_field_stands_between_its_neighbours(anonymous_client, version) -> None:
    page = page_of(anonymous_client, address(version, field(version)))
    before, after = (address(version, field(version, title)) for title in ("Feld 1", "Feld 3"))
    assert f'rel="prev" href="{before}"' in page
    assert f'rel="next" href="{after}"' in page
    assert "Ziel" in page
    assert "Teilfeld" in page
    first = page_of(anonymous_client, before)
    assert 'rel="prev"' not in first


def test_field_shows_what_was_found_and_what_is_there(anonymous_client, version) -> None:
    place, strategy = field(version), version.strategy
    FindingFactory(strategy=strategy, field_of_action=place, text="Gute Netze")
    threat = Finding.Kind.THREAT
    FindingFactory(strategy=strategy, field_of_action=place, kind=threat, text="Wenig Personal")
    FindingFactory(strategy=strategy, field_of_action=field(version, "Feld 1"), text="Anderswo")
    ExistingProjectFactory(title="Mitfahrbank").fields_of_action.add(place)
    FrameworkFactory(title="Nahverkehrsplan").fields_of_action.add(place)
    yesterday = timezone.localdate() - timedelta(days=1)
    FrameworkFactory(title="Alter Plan", valid_until=yesterday).fields_of_action.add(place)
    page = page_of(anonymous_client, address(version, place))
    for words in ("Stärken", "Gute Netze", "Risiken", "Wenig Personal", "Mitfahrbank"):
        assert words in page
    assert "Nahverkehrsplan" in page
    assert "Anderswo" not in page
    assert "Alter Plan" not in page


def test_field_shows_what_was_found_of_its_sub_fields_and_predecessors(
    anonymous_client, earlier, version
) -> None:
    old = ElementFactory(strategy=version.strategy, retired_in=earlier, successor=field(version))
    for place, words in ((old, "Von früher"), (field(version, "Teilfeld"), "Vom Teilfeld")):
        FindingFactory(strategy=version.strategy, field_of_action=place, text=words)
    page = page_of(anonymous_client, address(version, field(version)))
    assert "Von früher" in page
    assert "Vom Teilfeld" in page


def test_field_leads_to_its_measures(anonymous_client, version) -> None:
    place = field(version)
    MeasureFactory(field=place)
    MeasureFactory(field=place, is_public=False)
    page = page_of(anonymous_client, address(version, place))
    assert f'href="/massnahmen/?field={place.slug}">1 Maßnahme in diesem Handlungsfeld' in page


def test_field_lists_the_versions_in_which_it_stood(anonymous_client, client_as, office) -> None:
    old = whole_version(adopted=True, label="1.0")
    text = old.texts.get(element__kind=Kind.FIELD)
    draft = VersionFactory(strategy=old.strategy, label="1.1")
    ElementTextFactory(version=draft, element=text.element, title="Neuer Name")
    url = address(old, text.element)
    assert "Neuer Name" not in page_of(anonymous_client, url)
    page = page_of(client_as(office), url)
    assert f'href="{address(draft, text.element)}"' in page
    assert "„Neuer Name“" in page


def test_sub_field_and_field_of_another_version_lead_to_their_place(
    anonymous_client, earlier, version
) -> None:
    sub = field(version, "Teilfeld")
    answer = anonymous_client.get(address(version, sub), follow=True)
    assert answer.redirect_chain[-1][0] == f"{version.get_absolute_url()}#{sub.anchor}"
    other = earlier.texts.get(element__kind=Kind.FIELD).element
    answer = anonymous_client.get(address(version, other), follow=True)
    assert answer.redirect_chain[-1][0] == f"/strategie/#{other.anchor}"


def test_unknown_field_is_not_found(anonymous_client, version) -> None:
    unknown = reverse("strategy:field", args=[version.strategy.slug, "1.0", "gibt-es-nicht"])
    assert anonymous_client.get(unknown).status_code == 404


def test_field_reads_in_english_and_marks_what_is_german(anonymous_client, version) -> None:
    text = ElementText.objects.get(title="Feld 2")
    TranslationFactory(text=text, title="Field two", body="")
    page = page_of(anonymous_client, f"/en{address(version, text.element)}")
    assert "<h1><span>Field two</span></h1>" in page
    assert f'lang="de">{text.body}' in page


def test_field_asks_as_often_with_much_around_it_as_with_little(anonymous_client, version) -> None:
    place = field(version)

    def surround() -> None:
        FindingFactory(strategy=version.strategy, field_of_action=place)
        ExistingProjectFactory().fields_of_action.add(place)
        FrameworkFactory().fields_of_action.add(place)
        MeasureFactory(field=place)

    surround()
    few = queries_of(lambda: anonymous_client.get(address(version, place)))
    for _time in range(3):
        surround()
    assert queries_of(lambda: anonymous_client.get(address(version, place))) == few


def test_headings_of_the_text_follow_the_title_without_a_gap(anonymous_client) -> None:
    version = VersionFactory(state="consultation")
    text = ElementTextFactory(version=version, body="<h3>Ausgangslage</h3><h4>Netz</h4>")
    page = page_of(anonymous_client, address(version, text.element))
    assert "<h2>Ausgangslage</h2><h3>Netz</h3>" in page
