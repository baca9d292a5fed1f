"""The people who keep groups and enter who took part."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from smartregion.core.models import AuditEntry
from strategy.models import ActorGroup, Involvement, Strategy
from tests.factories.county import OrganisationFactory
from tests.factories.dates import DAY
from tests.factories.strategy import PhaseFactory, StrategyFactory
from tests.factories.strategy_actors import ActorGroupFactory, InvolvementFactory
from tests.pages import page_of, queries_of

MANAGE = "/strategie/pflege/beteiligte/"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def event_url(strategy: Strategy) -> str:
    return reverse("strategy:involvement_create", args=[strategy.slug])


def event(**changes: Any) -> dict[str, Any]:
    return {"format": "Themenwerkstatt", "on": "15.06.2026", **changes}


def correction(involvement: Involvement, **changes: Any) -> dict[str, Any]:
    typed = {"group": involvement.group_id, "format": involvement.format, "on": "15.06.2026"}
    return {**typed, "level": involvement.level, **changes}


# -- several at once -----------------------------------------------------------------------
def test_several_groups_are_entered_in_one_go(client_as, consultant) -> None:
    phase = PhaseFactory()
    young, old, absent = (ActorGroupFactory() for _time in range(3))
    sent = event(
        phase=phase.pk,
        note="Ziele je Handlungsfeld",
        **{f"level_{young.pk}": "involved", f"people_{young.pk}": "24"},
        **{f"level_{old.pk}": "heard", f"people_{old.pk}": ""},
        **{f"level_{absent.pk}": ""},
    )
    response = client_as(consultant).post(event_url(phase.strategy), sent)
    assert response["Location"] == f"{MANAGE}?strategy={phase.strategy.slug}"
    entered = Involvement.objects.order_by("pk").values_list("group", "level", "people", "phase")
    assert list(entered) == [
        (young.pk, "involved", 24, phase.pk),
        (old.pk, "heard", None, phase.pk),
    ]
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.changes["groups"]) == ("record_event", [young.slug, old.slug])


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"level": ""}, "__all__"),
        ({"level": "", "people": "3"}, "level"),
        ({"people": "0"}, "people"),
        ({"people": "viele"}, "people"),
        ({"level": "begeistert"}, "level"),
        ({"on": "16.06.2026"}, "on"),
        ({"on": "irgendwann"}, "on"),
        ({"format": ""}, "format"),
        ({"phase": "foreign"}, "phase"),
    ],
)
def test_event_that_makes_no_sense_is_refused_at_its_field(
    client_as, editor, changes, field
) -> None:
    strategy, group = StrategyFactory(), ActorGroupFactory()
    sent = {"level": "heard", **event(), **changes}
    if sent.get("phase") == "foreign":
        sent["phase"] = PhaseFactory().pk
    named = {
        f"{name}_{group.pk}" if name in ("level", "people") else name: value
        for name, value in sent.items()
    }
    response = client_as(editor).post(event_url(strategy), named)
    wanted = f"{field}_{group.pk}" if field in ("level", "people") else field
    assert list(response.context["form"].errors) == [wanted]
    assert not Involvement.objects.exists()


def test_second_click_enters_nobody_twice(client_as, editor) -> None:
    strategy, group = StrategyFactory(), ActorGroupFactory(name="Handwerk")
    client, sent = client_as(editor), event(**{f"level_{group.pk}": "heard"})
    client.post(event_url(strategy), sent)
    page = client.post(event_url(strategy), sent).content.decode()
    assert "schon eingetragen: Handwerk." in page
    assert Involvement.objects.count() == 1


def test_phase_is_proposed_where_one_comes_from_it(client_as, editor) -> None:
    phase = PhaseFactory()
    ActorGroupFactory()
    page = page_of(client_as(editor), f"{event_url(phase.strategy)}?phase={phase.pk}")
    assert f'<option value="{phase.pk}" selected>' in page


# -- one entry -----------------------------------------------------------------------------
def test_entry_is_corrected_and_names_who_spoke(client_as, editor) -> None:
    speaker = OrganisationFactory()
    involvement = InvolvementFactory(group=ActorGroupFactory(speakers=[speaker]))
    url = reverse("strategy:involvement_edit", args=[involvement.pk])
    client_as(editor).post(url, correction(involvement, organisation=speaker.pk, people="7"))
    involvement.refresh_from_db()
    assert (involvement.organisation, involvement.people) == (speaker, 7)


@pytest.mark.parametrize("slip", ["organisation", "future", "nobody"])
def test_correction_that_makes_no_sense_is_refused(client_as, editor, slip) -> None:
    stranger = OrganisationFactory()
    ActorGroupFactory(speakers=[stranger])
    involvement = InvolvementFactory()
    changes, field = {
        "organisation": ({"organisation": stranger.pk}, "organisation"),
        "future": ({"on": DAY + timedelta(days=1)}, "on"),
        "nobody": ({"people": "0"}, "people"),
    }[slip]
    url = reverse("strategy:involvement_edit", args=[involvement.pk])
    response = client_as(editor).post(url, correction(involvement, **changes))
    assert list(response.context["form"].errors) == [field]
    assert not AuditEntry.objects.exists()


def test_entry_is_deleted_only_after_a_second_look(client_as, editor) -> None:
    involvement = InvolvementFactory()
    url = reverse("strategy:involvement_delete", args=[involvement.pk])
    assert "Beteiligung löschen?" in page_of(client_as(editor), url)
    assert Involvement.objects.exists()
    client_as(editor).post(url)
    assert not Involvement.objects.exists()


# -- groups --------------------------------------------------------------------------------
def test_group_is_made_in_two_languages_with_its_organisations(client_as, editor) -> None:
    speaker = OrganisationFactory()
    sent = {"name": "Junge Menschen", "position": 1, "organisations": [speaker.pk]}
    client_as(editor).post(f"{MANAGE}neu/", {**sent, "name_en": "Young people"})
    group = ActorGroup.objects.get()
    assert group.slug == "junge-menschen"
    assert group.in_language("en")["name"] == "Young people"
    assert list(group.organisations.all()) == [speaker]


def test_group_keeps_its_address_when_it_is_renamed(client_as, editor) -> None:
    group = ActorGroupFactory(slug="handwerk")
    url = reverse("strategy:actor_group_edit", args=["handwerk"])
    client_as(editor).post(url, {"name": "Handwerk und Gewerbe", "position": 1})
    group.refresh_from_db()
    assert (group.slug, group.name) == ("handwerk", "Handwerk und Gewerbe")


def test_group_may_be_called_new(client_as, editor) -> None:
    client_as(editor).post(f"{MANAGE}neu/", {"name": "Neu", "position": 1})
    assert ActorGroup.objects.get().slug == "neu-2"


def test_name_of_a_group_is_given_once(client_as, editor) -> None:
    ActorGroupFactory(name="Handwerk")
    response = client_as(editor).post(f"{MANAGE}neu/", {"name": "Handwerk", "position": 1})
    assert list(response.context["form"].errors) == ["name"]


def test_group_that_took_part_is_never_deleted(client_as, office) -> None:
    group = InvolvementFactory().group
    url = reverse("strategy:actor_group_delete", args=[group.slug])
    response = client_as(office).post(url)
    assert response.status_code == 409
    assert "war schon beteiligt" in response.content.decode()
    assert url not in page_of(client_as(office), MANAGE)


def test_group_that_never_took_part_is_deleted_after_a_second_look(client_as, office) -> None:
    url = reverse("strategy:actor_group_delete", args=[ActorGroupFactory().slug])
    assert "löschen?" in page_of(client_as(office), url)
    client_as(office).post(url)
    assert not ActorGroup.objects.exists()


# -- the page ------------------------------------------------------------------------------
def test_page_without_groups_and_strategies_says_where_to_begin(client_as, office) -> None:
    assert "Erste Gruppe anlegen" in page_of(client_as(office), MANAGE)
    ActorGroupFactory()
    assert client_as(office).get(MANAGE).status_code == 200
    StrategyFactory()
    assert "Ersten Termin eintragen" in page_of(client_as(office), MANAGE)


def test_page_asks_as_often_for_three_entries_as_for_one(client_as, office) -> None:
    strategy, client = StrategyFactory(), client_as(office)
    InvolvementFactory(strategy=strategy, organisation=OrganisationFactory())
    client.get(MANAGE)
    one = queries_of(lambda: client.get(MANAGE))
    for _time in range(2):
        InvolvementFactory(strategy=strategy, organisation=OrganisationFactory())
    assert queries_of(lambda: client.get(MANAGE)) == one


def test_moderator_keeps_no_groups(client_as, moderator) -> None:
    assert client_as(moderator).get(MANAGE).status_code == 403
    assert client_as(moderator).get(event_url(StrategyFactory())).status_code == 403
