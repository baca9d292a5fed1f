"""Leading a version from draft to resolution."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier, Event
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from smartregion.core.canonical import canonical_json, sha256_of
from smartregion.core.errors import WrongState
from smartregion.core.models import AuditEntry
from strategy import actions, guards
from strategy.models import Element, ElementText, Resolution, StrategyVersion
from strategy.queries import history_of, verify, wording_of
from tests.factories.dates import DAY, NOON
from tests.factories.strategy import VersionFactory, whole_version

State = StrategyVersion.State
Result = Resolution.Result
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def decision(**changes: Any) -> actions.Decision:
    values = {
        "body": "Kreistag",
        "decided_on": DAY,
        "paper_number": "2026/014",
        "result": Result.ADOPTED,
        "effective_from": DAY,
    }
    return actions.Decision(**{**values, **changes})


def adopt(version: StrategyVersion, by: Any, **changes: Any) -> None:
    actions.adopt_version(version=version, decision=decision(**changes), by=by, on=DAY, at=NOON)


def ruling(**changes: Any) -> actions.Ruling:
    values = {
        "body": "Kreisausschuss",
        "decided_on": DAY,
        "paper_number": "2026/009",
        "result": Result.REFERRED_BACK,
    }
    return actions.Ruling(**{**values, **changes})


# -- the way to the resolution -----------------------------------------------------------------
def test_consultation_freezes_the_wording(office) -> None:
    draft = whole_version()
    actions.start_consultation(version=draft, starts_on=DAY, ends_on=DAY, by=office, at=NOON)
    assert draft.state == State.CONSULTATION
    assert draft.snapshot.is_intact
    assert draft.content_sha256 == draft.snapshot.sha256
    assert AuditEntry.objects.filter(verb="move_version", actor=office).exists()


def test_consultation_needs_vision_guideline_and_field(office) -> None:
    draft = VersionFactory()
    with pytest.raises(ValidationError) as refusal:
        actions.start_consultation(version=draft, starts_on=DAY, ends_on=DAY, by=office, at=NOON)
    assert refusal.value.messages == ["Es fehlt noch: Vision, Leitlinie, Handlungsfeld."]
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


def test_consultation_that_ends_before_it_begins_is_refused(office) -> None:
    draft = whole_version()
    with pytest.raises(ValidationError):
        actions.start_consultation(
            version=draft, starts_on=DAY, ends_on=DAY - timedelta(days=1), by=office, at=NOON
        )


def test_second_round_keeps_the_first_day_of_the_first(office) -> None:
    version = whole_version(state=State.REWORKING, consultation_from=DAY, consultation_until=DAY)
    later = DAY + timedelta(days=30)
    actions.start_consultation(version=version, starts_on=later, ends_on=later, by=office, at=NOON)
    assert (version.consultation_from, version.consultation_until) == (DAY, later)


def test_consultation_closes_early_only_with_a_reason(office) -> None:
    version = whole_version(state=State.CONSULTATION, consultation_from=DAY, consultation_until=DAY)
    with pytest.raises(ValidationError) as refusal:
        actions.close_consultation(version=version, by=office, on=DAY)
    assert "reason" in refusal.value.message_dict
    actions.close_consultation(version=version, by=office, on=DAY, reason="Alles ist gesagt.")
    assert version.state == State.REWORKING


def test_consultation_closes_by_itself_after_its_last_day(office) -> None:
    version = whole_version(state=State.CONSULTATION, consultation_from=DAY, consultation_until=DAY)
    actions.close_consultation(version=version, by=office, on=DAY + timedelta(days=1))
    assert version.state == State.REWORKING


def test_submission_asks_the_other_rooms(office, monkeypatch) -> None:
    version = whole_version(state=State.REWORKING)
    guard = guards.Guard()
    objection = guards.Objection("3 Beiträge warten auf eine Antwort.", "/beitraege/")
    guard.fill(lambda _version: objection)
    monkeypatch.setattr(guards, "may_submit", guard)
    with pytest.raises(guards.Guarded) as refusal:
        actions.submit_version(version=version, by=office, at=NOON)
    assert refusal.value.messages == ["3 Beiträge warten auf eine Antwort."]
    assert refusal.value.objections == [objection]
    version.refresh_from_db()
    assert version.state == State.REWORKING


def test_submission_needs_what_the_consultation_needed(office) -> None:
    """Who works comments in may also delete."""
    version = whole_version(state=State.REWORKING)
    version.texts.get(element__kind=Element.Kind.VISION).delete()
    with pytest.raises(ValidationError, match="Es fehlt noch: Vision"):
        actions.submit_version(version=version, by=office, at=NOON)


# -- back from the council ---------------------------------------------------------------------
def test_body_refers_a_version_back_by_its_own_resolution(office) -> None:
    version = whole_version(state=State.SUBMITTED)
    actions.return_version(
        version=version, reason="Es fehlen die Kosten.", ruling=ruling(), by=office, on=DAY
    )
    assert version.state == State.REWORKING
    assert version.resolution is None
    referral = version.referrals.get()
    assert (referral.body, referral.result) == ("Kreisausschuss", Result.REFERRED_BACK)
    changes = AuditEntry.objects.first().changes
    assert changes["reason"] == "Es fehlen die Kosten."
    assert changes["decision"].endswith("2026/009, zurückverwiesen")


def test_body_that_wants_changes_sends_it_back_and_adopts_it_later(office) -> None:
    version = whole_version(state=State.SUBMITTED)
    wanted = ruling(result=Result.ADOPTED_WITH_CHANGES)
    actions.return_version(version=version, reason="Mehr Bus", ruling=wanted, by=office, on=DAY)
    actions.submit_version(version=version, by=office, at=NOON)
    adopt(version, office, result=Result.ADOPTED_WITH_CHANGES)
    assert version.resolution.result == Result.ADOPTED_WITH_CHANGES
    assert version.referrals.count() == 1


def test_office_recalls_a_version_without_a_resolution(office) -> None:
    version = whole_version(state=State.SUBMITTED)
    actions.return_version(version=version, reason="Die Anlage fehlt.", by=office, on=DAY)
    assert version.state == State.REWORKING
    assert not Resolution.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"decided_on": DAY + timedelta(days=1)}, "decided_on"),
        ({"decided_on": date(2026, 1, 31)}, "decided_on"),
        ({"result": Result.ADOPTED}, "result"),
        ({"result": Result.NOTED}, "result"),
    ],
    ids=["in the future", "before the consultation", "adopted", "only noted"],
)
def test_implausible_ruling_sends_nothing_back(office, changes, field) -> None:
    version = whole_version(
        state=State.SUBMITTED,
        consultation_from=date(2026, 2, 1),
        consultation_until=date(2026, 3, 1),
    )
    with pytest.raises(ValidationError) as refusal:
        actions.return_version(
            version=version, reason="Kosten", ruling=ruling(**changes), by=office, on=DAY
        )
    assert field in refusal.value.message_dict
    version.refresh_from_db()
    assert version.state == State.SUBMITTED
    assert not Resolution.objects.exists()


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_nobody_returns_or_withdraws_without_a_reason(office, reason: str) -> None:
    version = whole_version(state=State.SUBMITTED)
    with pytest.raises(ValidationError, match="Nennen Sie den Grund"):
        actions.return_version(version=version, reason=reason, by=office, on=DAY)
    with pytest.raises(ValidationError, match="Nennen Sie den Grund"):
        actions.withdraw_version(version=version, reason=reason, by=office)
    version.refresh_from_db()
    assert version.state == State.SUBMITTED


@pytest.mark.parametrize("state", StrategyVersion.OPEN)
def test_every_open_version_can_be_withdrawn(office, state: str) -> None:
    version = whole_version(state=state)
    actions.withdraw_version(version=version, reason="Neuwahl des Kreistags", by=office)
    assert version.state == State.WITHDRAWN


@pytest.mark.parametrize("state", [State.ADOPTED, State.SUPERSEDED])
def test_adopted_version_cannot_be_withdrawn(office, state) -> None:
    version = whole_version(adopted=True)
    StrategyVersion.objects.filter(pk=version.pk).update(state=state)
    version.refresh_from_db()
    with pytest.raises(WrongState):
        actions.withdraw_version(version=version, reason="Doch nicht", by=office)


def test_step_that_somebody_else_took_meanwhile_is_refused(office) -> None:
    version = whole_version(state=State.SUBMITTED)
    StrategyVersion.objects.filter(pk=version.pk).update(state=State.REWORKING)
    with pytest.raises(WrongState):
        adopt(version, office)
    assert not Resolution.objects.exists()


# -- adoption --------------------------------------------------------------------------------
def test_adoption_freezes_and_names_the_elements(office) -> None:
    version = whole_version(state=State.SUBMITTED)
    ElementText.objects.filter(version=version).update(title="Wie beschlossen")
    adopt(version, office)
    assert version.state == State.ADOPTED
    assert version.resolution.paper_number == "2026/014"
    assert set(Element.objects.values_list("name", flat=True)) == {"Wie beschlossen"}


def test_hash_of_an_adopted_version_can_be_computed_again(office) -> None:
    version = whole_version(state=State.SUBMITTED)
    adopt(version, office)
    found = StrategyVersion.objects.get(pk=version.pk)
    assert found.content_sha256 == sha256_of(canonical_json(wording_of(found)))


@pytest.mark.behaviour("S6")
def test_adoption_supersedes_the_version_before_and_both_stay_readable(
    office, anonymous_client
) -> None:
    old = whole_version(adopted=True)
    new = actions.open_revision(strategy=old.strategy, label="2.0", by=office)
    StrategyVersion.objects.filter(pk=new.pk).update(state=State.SUBMITTED)
    new.refresh_from_db()
    adopt(new, office)
    old.refresh_from_db()
    assert (old.state, new.state) == (State.SUPERSEDED, State.ADOPTED)
    old_page = anonymous_client.get(old.get_absolute_url()).content.decode()
    assert f"gilt die Fassung {new.label}. Sie bleibt hier nachlesbar." in old_page
    assert 'href="/strategie/"' in old_page
    assert anonymous_client.get(new.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(("day", "is_told"), [(date(2999, 1, 1), True), (DAY, False)])
def test_version_adopted_for_later_says_from_when_it_applies(
    office, anonymous_client, day: date, is_told: bool
) -> None:
    new = whole_version(state=State.SUBMITTED)
    adopt(new, office, effective_from=day)
    page = anonymous_client.get(new.get_absolute_url()).content.decode()
    assert ("Diese Fassung ist beschlossen und gilt ab" in page) == is_told


def test_failed_adoption_leaves_the_version_before_in_force(office, monkeypatch) -> None:
    old = whole_version(adopted=True)
    new = actions.open_revision(strategy=old.strategy, label="2.0", by=office)
    StrategyVersion.objects.filter(pk=new.pk).update(state=State.SUBMITTED)
    new.refresh_from_db()

    def break_down(**_values: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("strategy.actions.steps.freeze", break_down)
    with pytest.raises(RuntimeError):
        adopt(new, office)
    old.refresh_from_db()
    assert old.state == State.ADOPTED


@pytest.mark.behaviour("S3")
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"decided_on": DAY + timedelta(days=1)}, "decided_on"),
        ({"decided_on": date(2026, 1, 31)}, "decided_on"),
        ({"result": Resolution.Result.REFERRED_BACK}, "result"),
        ({"result": Resolution.Result.NOTED}, "result"),
        ({"effective_from": DAY - timedelta(days=1)}, "effective_from"),
    ],
    ids=["in the future", "before the consultation", "sent back", "only noted", "in force earlier"],
)
def test_adoption_by_an_implausible_resolution_is_refused(office, changes, field) -> None:
    version = whole_version(
        state=State.SUBMITTED,
        consultation_from=date(2026, 2, 1),
        consultation_until=date(2026, 3, 1),
    )
    with pytest.raises(ValidationError) as refusal:
        adopt(version, office, **changes)
    assert field in refusal.value.message_dict
    version.refresh_from_db()
    assert version.state == State.SUBMITTED
    assert not Resolution.objects.exists()


def test_database_refuses_an_adopted_version_without_resolution() -> None:
    version = whole_version()
    with pytest.raises(IntegrityError), transaction.atomic():
        StrategyVersion.objects.filter(pk=version.pk).update(state=State.ADOPTED)


def test_history_tells_who_led_it_when_and_why(office) -> None:
    version = whole_version(consultation_from=None)
    actions.start_consultation(version=version, starts_on=DAY, ends_on=DAY, by=office, at=NOON)
    actions.close_consultation(version=version, by=office, on=DAY, reason="Alles ist gesagt.")
    actions.submit_version(version=version, by=office, at=NOON)
    actions.return_version(version=version, reason="Kosten", ruling=ruling(), by=office, on=DAY)
    events = history_of(version)
    assert [event.what for event in events] == [
        "Aus dem Gremienlauf zurückgekommen",
        "In den Gremienlauf gegeben",
        "In die Einarbeitung genommen",
        "In die Beteiligung gegeben",
    ]
    assert {event.by for event in events} == {str(office)}
    assert events[0].details.startswith("Kreisausschuss, ")
    assert events[0].reason == "Kosten"
    assert events[2].reason == "Alles ist gesagt."
    assert events[3].details.startswith("vom ")


# -- at the same moment ------------------------------------------------------------------------
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_adopt_at_once_adopt_once(office) -> None:
    version = whole_version(state=State.SUBMITTED)
    together = Barrier(2)

    def adopt_it(_number: int) -> str:
        mine = StrategyVersion.objects.get(pk=version.pk)
        try:
            together.wait()
            adopt(mine, office)
        except WrongState:
            return "refused"
        finally:
            connection.close()
        return "adopted"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(adopt_it, range(2))) == ["adopted", "refused"]
    assert Resolution.objects.count() == 1


@pytest.mark.behaviour("S4")
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_adoption_waits_for_a_text_that_is_being_written(office) -> None:
    """Otherwise the hash would be that of the text before, and the text adopted another one."""
    version = whole_version(state=State.SUBMITTED)
    written, may_end = Event(), Event()

    def write() -> None:
        try:
            with transaction.atomic():
                version.texts.update(title="Im letzten Augenblick")
                written.set()
                may_end.wait(timeout=60)
        finally:
            connection.close()

    def adopt_it() -> None:
        try:
            adopt(StrategyVersion.objects.get(pk=version.pk), office)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        writing = pool.submit(write)
        written.wait(timeout=60)
        adopting = pool.submit(adopt_it)
        with pytest.raises(TimeoutError):
            adopting.result(timeout=0.5)
        may_end.set()
        writing.result(timeout=60)
        adopting.result(timeout=60)
    found = StrategyVersion.objects.get(pk=version.pk)
    assert found.texts.first().title == "Im letzten Augenblick"
    assert verify(found).living_matches
