"""Proposals for the revision: where they come from, who decides, and where they are shown."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from measures.actions.revisions import (
    carry_out_proposal,
    decide_proposal,
    propose_revision,
    reopen_proposal,
)
from measures.models import Cycle, Measure, RevisionProposal
from measures.queries.revisions import proposals_to_carry_out
from smartregion.accounts.models import User
from smartregion.core.errors import WrongState
from tests.cast import ClientAs
from tests.factories.dates import DAY, NOON
from tests.factories.measures import CycleFactory, MeasureFactory, closed
from tests.factories.strategy import ElementFactory, VersionFactory, whole_version
from tests.pages import page_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
State = RevisionProposal.State


@pytest.fixture
def measure(db: None) -> Measure:
    return MeasureFactory()


@pytest.fixture
def cycle(measure: Measure) -> Cycle:
    return closed((measure, "red"))


def _proposal(cycle: Cycle, about: Measure, **values: Any) -> RevisionProposal:
    said = {
        "kind": "target",
        "text": "Bis 2028.",
        "reason": "Zweimal rot.",
        "element": about.field,
    }
    return propose_revision(cycle=cycle, by=None, at=NOON, **(said | values))


def _decided(proposal: RevisionProposal, state: str = State.ACCEPTED) -> RevisionProposal:
    decide_proposal(proposal=proposal, state=state, decision_reason="Ja.", by=None, on=DAY)
    return proposal


def test_running_cycle_gives_rise_to_nothing(measure: Measure) -> None:
    with pytest.raises(WrongState, match="abgeschlossen"):
        _proposal(CycleFactory(for_measure=measure), measure)


def test_part_of_another_strategy_is_refused(cycle: Cycle, measure: Measure) -> None:
    with pytest.raises(ValidationError, match="anderen Strategie"):
        _proposal(cycle, measure, element=ElementFactory(kind="field"))
    with pytest.raises(ValidationError, match="anderen Strategie"):
        _proposal(cycle, measure, measure=MeasureFactory())


def test_only_what_is_new_names_no_part(cycle: Cycle, measure: Measure) -> None:
    with pytest.raises(ValidationError, match="welcher Teil"):
        _proposal(cycle, measure, element=None)
    assert _proposal(cycle, measure, element=None, kind="add").element is None


def test_decision_is_taken_once_and_can_be_taken_back(cycle: Cycle, measure: Measure) -> None:
    proposal = _decided(_proposal(cycle, measure))
    with pytest.raises(WrongState, match="wird übernommen"):
        _decided(proposal, State.REJECTED)
    reopen_proposal(proposal=proposal, by=None)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decision_reason) == ("open", "")


def test_only_what_was_taken_up_is_carried_out(cycle: Cycle, measure: Measure) -> None:
    version = VersionFactory(strategy=cycle.strategy)
    proposal = _proposal(cycle, measure)
    with pytest.raises(WrongState):
        carry_out_proposal(proposal=proposal, version=version, by=None)
    with pytest.raises(ValidationError):
        carry_out_proposal(proposal=_decided(proposal), version=VersionFactory(), by=None)
    carry_out_proposal(proposal=proposal, version=version, by=None)
    assert RevisionProposal.objects.get().version == version


def test_public_reads_what_was_decided_and_why(
    cycle: Cycle, measure: Measure, client: Client
) -> None:
    waiting, decided = _proposal(cycle, measure), _decided(_proposal(cycle, measure))
    assert client.get(waiting.get_absolute_url()).status_code == 404
    assert "Ja." in page_of(client, decided.get_absolute_url())
    listed = client.get(reverse("measures:revision_list")).context["proposals"]
    assert [each.pk for each in listed] == [decided.pk]


def test_measure_that_is_not_public_is_not_named(client: Client) -> None:
    hidden = MeasureFactory(is_public=False, title="Geheimes Vorhaben")
    proposal = _decided(_proposal(closed((hidden, "red")), hidden, measure=hidden))
    assert "Geheimes Vorhaben" not in page_of(client, proposal.get_absolute_url())
    table = client.get(reverse("measures:revision_table")).content.decode()
    assert hidden.number not in table


def test_writer_of_the_next_version_sees_what_was_taken_up(
    cycle: Cycle, measure: Measure, office: User
) -> None:
    _proposal(cycle, measure)
    assert not proposals_to_carry_out([measure.field_id], office)
    accepted = _decided(_proposal(cycle, measure))
    links = proposals_to_carry_out([measure.field_id], office)[measure.field_id]
    assert [link.url for link in links] == [accepted.get_absolute_url()]


def test_page_of_a_field_leads_to_its_proposals(client: Client) -> None:
    version = whole_version(adopted=True)
    field = version.texts.get(element__kind="field").element
    measure = MeasureFactory(field=field)
    cycle = closed((measure, "red"))
    url = reverse("strategy:field", args=[version.strategy.slug, version.label, field.slug])
    _proposal(cycle, measure)
    page = page_of(client, url)
    assert "Fortschreibung" not in page
    _decided(_proposal(cycle, measure))
    page = page_of(client, url)
    assert f"/massnahmen/fortschreibung/?teil={field.pk}" in page


def test_office_goes_the_whole_way(
    cycle: Cycle, measure: Measure, office: User, client_as: ClientAs
) -> None:
    client = client_as(office)
    add = reverse("measures:revision_add", args=[cycle.slug])
    page = page_of(client, f"{add}?regel=red_again&massnahme={measure.number}&teil=unsinn")
    assert "Zweimal in Folge gefährdet" in page
    sent = {"kind": "reword", "text": "Anders", "reason": "Rot", "measure": measure.pk}
    assert "welcher Teil" in client.post(add, sent).content.decode()
    client.post(add, sent | {"element": measure.field_id})
    proposal = RevisionProposal.objects.get()
    edit = reverse("measures:revision_edit", args=[proposal.pk])
    again = sent | {"element": measure.field_id, "text": "Noch anders", "lock_version": 1}
    assert client.post(edit, again).status_code == 302
    assert client.post(edit, again | {"text": "Zu spät"}).status_code == 409
    decide = reverse("measures:revision_decide", args=[proposal.pk])
    client.post(decide, {"state": "accepted", "decision_reason": "Gut."})
    version = VersionFactory(strategy=cycle.strategy)
    client.post(reverse("measures:revision_carry_out", args=[proposal.pk]), {"version": version.pk})
    proposal.refresh_from_db()
    assert (proposal.state, proposal.text) == ("done", "Noch anders")
