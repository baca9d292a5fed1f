"""Strengths, weaknesses, opportunities and threats: in squares, with sources, public with their strategy."""

import pytest
from django.urls import reverse

from smartregion.core.models import AuditEntry
from strategy.models import Finding
from tests.factories.dates import DAY
from tests.factories.strategy import (
    ElementFactory,
    TranslationFactory,
    VersionFactory,
    whole_version,
)
from tests.factories.strategy_situation import FindingFactory
from tests.pages import page_of, queries_of

PAGE = "/strategie/lage/staerken-und-schwaechen/"
MANAGE = "/strategie/pflege/lage/feststellungen/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return whole_version(adopted=True)


@pytest.fixture
def field(version):
    return version.texts.get(element__kind="field").element


# -- reading ---------------------------------------------------------------------------------
def test_square_shows_all_four_corners_with_source_and_day(anonymous_client, version) -> None:
    FindingFactory(strategy=version.strategy, kind="weakness", text="Zu wenig Busse")
    page = page_of(anonymous_client, PAGE)
    for word in ("Stärken", "Schwächen", "Chancen", "Risiken", "Zu wenig Busse"):
        assert word in page
    assert "Bestandsaufnahme" in page
    assert "Stand 15.06.2026" in page


def test_findings_of_a_field_stand_on_its_own_page(anonymous_client, version, field) -> None:
    FindingFactory(strategy=version.strategy, field_of_action=field, text="Nur im Feld")
    FindingFactory(strategy=version.strategy, text="Im ganzen Landkreis")
    county, own = (page_of(anonymous_client, url) for url in (PAGE, f"{PAGE}{field.slug}/"))
    assert "Im ganzen Landkreis" in county
    assert "Nur im Feld" not in county
    assert "Nur im Feld" in own
    assert "Im ganzen Landkreis" not in own


def test_findings_of_a_draft_are_not_public(anonymous_client, client_as, office) -> None:
    draft = whole_version()
    field = draft.texts.get(element__kind="field").element
    FindingFactory(strategy=draft.strategy, text="Noch geheim")
    assert "Noch geheim" not in page_of(anonymous_client, PAGE)
    assert anonymous_client.get(f"{PAGE}{field.slug}/").status_code == 404
    assert "Noch geheim" in page_of(client_as(office), PAGE)


def test_findings_follow_the_versions_of_their_strategy(participant, office, version) -> None:
    public = FindingFactory(strategy=version.strategy)
    secret = FindingFactory(strategy=whole_version().strategy)
    assert list(Finding.objects.visible_to(participant)) == [public]
    assert set(Finding.objects.visible_to(office)) == {public, secret}


def test_field_of_a_draft_only_is_not_named_in_public(
    anonymous_client, client_as, office, version
) -> None:
    from tests.factories.strategy import ElementTextFactory

    draft = VersionFactory(strategy=version.strategy)
    new = ElementTextFactory(version=draft, title="Raumfahrt").element
    FindingFactory(strategy=version.strategy, field_of_action=new, text="Zu wenig Raketen")
    assert "Raumfahrt" not in page_of(anonymous_client, PAGE)
    assert anonymous_client.get(f"{PAGE}{new.slug}/").status_code == 404
    assert "Zu wenig Raketen" in page_of(client_as(office), f"{PAGE}{new.slug}/")


def test_findings_of_a_merged_field_go_with_its_successor(anonymous_client, version, field) -> None:
    old = ElementFactory(
        strategy=version.strategy,
        retired_in=VersionFactory(strategy=version.strategy, state="withdrawn"),
        successor=field,
    )
    FindingFactory(strategy=version.strategy, field_of_action=old, text="Von früher")
    assert "Von früher" in page_of(anonymous_client, f"{PAGE}{field.slug}/")


def test_fields_are_named_in_english_where_they_are_translated(anonymous_client) -> None:
    text = whole_version(state="consultation").texts.get(element__kind="field")
    TranslationFactory(text=text, title="Getting around")
    assert "Getting around" in page_of(anonymous_client, f"/en{PAGE}")


def test_page_costs_the_same_for_one_and_for_three(anonymous_client, version, field) -> None:
    FindingFactory(strategy=version.strategy, field_of_action=field)
    one = queries_of(lambda: page_of(anonymous_client, PAGE))
    FindingFactory.create_batch(2, strategy=version.strategy, field_of_action=field)
    assert queries_of(lambda: page_of(anonymous_client, PAGE)) == one


def test_page_without_a_strategy_says_so(anonymous_client) -> None:
    assert "Noch nichts festgestellt" in page_of(anonymous_client, PAGE)


# -- entering --------------------------------------------------------------------------------
def typed(**changes):
    sent = {"kind": "weakness", "texts": "Eins\n\n  Zwei  Wörter \n", "source": "Befragung"}
    return {**sent, "as_of": "15.06.2026", **changes}


def test_several_findings_are_entered_in_one_go(client_as, consultant, version, field) -> None:
    FindingFactory(strategy=version.strategy, field_of_action=field, kind="weakness", position=7)
    client_as(consultant).post(f"{MANAGE}neu/", typed(field_of_action=field.pk))
    added = Finding.objects.filter(source="Befragung")
    assert [(one.text, one.position) for one in added] == [("Eins", 8), ("Zwei Wörter", 9)]
    assert {one.field_of_action for one in added} == {field}
    assert AuditEntry.objects.filter(verb="add_findings", actor=consultant).count() == 2


def test_form_for_the_next_ones_keeps_field_kind_and_source(
    client_as, office, version, field
) -> None:
    client = client_as(office)
    answer = client.post(f"{MANAGE}neu/", typed(field_of_action=field.pk, next="1"))
    initial = client.get(answer["Location"]).context["form"].initial
    assert initial["field_of_action"] == field
    assert initial["kind"] == "weakness"
    assert (initial["source"], initial["as_of"]) == ("Befragung", DAY)


@pytest.mark.parametrize(
    ("change", "field_name"),
    [
        ({"texts": " \n "}, "texts"),
        ({"texts": f"Gut\n{'x' * 501}"}, "texts"),
        ({"source": ""}, "source"),
        ({"as_of": "gestern"}, "as_of"),
        ({"as_of": "2999-01-01"}, "as_of"),
        ({"kind": "mood"}, "kind"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"field_of_action": "foreign"}, "field_of_action"),
    ],
)
def test_findings_with_a_fault_are_refused_and_none_is_stored(
    client_as, office, version, change, field_name
) -> None:
    if change.get("field_of_action"):
        change = {"field_of_action": whole_version().texts.get(element__kind="field").element_id}
    answer = client_as(office).post(f"{MANAGE}neu/", typed(**change))
    assert list(answer.context["form"].errors) == [field_name]
    assert not Finding.objects.exists()


def test_line_that_is_too_long_is_named(client_as, office, version) -> None:
    page = (
        client_as(office).post(f"{MANAGE}neu/", typed(texts=f"Gut\n{'x' * 501}")).content.decode()
    )
    assert "Zeile 2 hat 501 Zeichen" in page


def test_finding_is_corrected(client_as, office, version) -> None:
    finding = FindingFactory(strategy=version.strategy)
    url = reverse("strategy:finding_edit", args=[finding.pk])
    sent = {"kind": "threat", "text": "Neu", "source": "Brief", "as_of": "2026-01-01"}
    assert client_as(office).post(url, sent)["Location"].endswith(f"#feststellung-{finding.pk}")
    finding.refresh_from_db()
    assert (finding.kind, finding.text, finding.source) == ("threat", "Neu", "Brief")


def test_finding_of_tomorrow_is_refused_when_corrected_too(client_as, office, version) -> None:
    finding = FindingFactory(strategy=version.strategy)
    url = reverse("strategy:finding_edit", args=[finding.pk])
    sent = {"kind": "threat", "text": "Neu", "source": "Brief", "as_of": "2999-01-01"}
    assert list(client_as(office).post(url, sent).context["form"].errors) == ["as_of"]


def test_findings_change_places_within_their_corner(client_as, office, version) -> None:
    one, two = FindingFactory.create_batch(2, strategy=version.strategy, position=0)
    FindingFactory(strategy=version.strategy, kind="threat", position=0)
    client = client_as(office)
    move = reverse("strategy:finding_move", args=[two.pk])
    client.post(move, {"direction": "up"})
    assert list(Finding.objects.filter(kind="strength")) == [two, one]
    client.post(move, {"direction": "up"})
    assert list(Finding.objects.filter(kind="strength")) == [two, one]
    client.post(move, {"direction": "down"})
    assert list(Finding.objects.filter(kind="strength")) == [one, two]


def test_finding_is_deleted_after_a_second_look(client_as, office, version) -> None:
    finding = FindingFactory(strategy=version.strategy)
    url = reverse("strategy:finding_delete", args=[finding.pk])
    client = client_as(office)
    assert finding.text in page_of(client, url)
    client.post(url)
    assert not Finding.objects.exists()


def test_without_a_strategy_there_is_nothing_to_add_to(client_as, office) -> None:
    client = client_as(office)
    assert client.get(f"{MANAGE}neu/").status_code == 404
    assert "Noch keine Strategie" in page_of(client, MANAGE)
