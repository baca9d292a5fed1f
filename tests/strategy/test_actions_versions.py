"""Leading a version from draft to resolution."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from smartregion.core.canonical import canonical_json, sha256_of
from smartregion.core.errors import WrongState
from smartregion.core.models import AuditEntry
from strategy import actions, guards
from strategy.models import Element, ElementText, Resolution, Strategy, StrategyVersion
from strategy.queries import wording_of
from tests.factories.dates import DAY, NOON
from tests.factories.strategy import (
    LinkFactory,
    StrategyFactory,
    TranslationFactory,
    VersionFactory,
    put_in_force,
    whole_version,
)

State = StrategyVersion.State
pytestmark = pytest.mark.django_db


def decision(**changes: Any) -> actions.Decision:
    values = {
        "body": "Kreistag",
        "decided_on": DAY,
        "paper_number": "2026/014",
        "result": Resolution.Result.ADOPTED,
        "effective_from": DAY,
    }
    return actions.Decision(**{**values, **changes})


def adopt(version: StrategyVersion, by: Any, **changes: Any) -> None:
    actions.adopt_version(version=version, decision=decision(**changes), by=by, on=DAY, at=NOON)


# -- beginning -------------------------------------------------------------------------------
def test_new_strategy_brings_the_eight_guidelines_in_two_languages(office) -> None:
    version = actions.create_strategy(
        title="Strategie für Musterland", period_start=2026, period_end=2030, by=office
    )
    guidelines = version.texts.filter(element__kind=Element.Kind.GUIDELINE)
    assert version.strategy.slug == "strategie-fuer-musterland"
    assert [text.number for text in guidelines] == [f"L{n}" for n in range(1, 9)]
    assert guidelines.filter(translations__language="en").count() == 8


def test_second_strategy_of_the_same_title_is_refused(office) -> None:
    values = {"title": "Strategie", "period_start": 2026, "period_end": 2030, "by": office}
    actions.create_strategy(**values)
    with pytest.raises(ValidationError) as refusal:
        actions.create_strategy(**values)
    assert "title" in refusal.value.message_dict
    assert Strategy.objects.count() == 1


@pytest.mark.behaviour("S5")
def test_revision_copies_all_texts_and_keeps_the_elements(office) -> None:
    old = whole_version()
    TranslationFactory(text=old.texts.first())
    old.texts.update(easy_language="Das ist leicht zu lesen.")
    put_in_force(old)
    new = actions.open_revision(strategy=old.strategy, label="2.0", by=office)
    assert new.based_on == old
    copied = ("element", "title", "body", "easy_language", "position")
    assert list(new.texts.values_list(*copied)) == list(old.texts.values_list(*copied))
    objective = new.texts.get(element__kind=Element.Kind.OBJECTIVE)
    assert objective.parent is not None
    assert objective.parent.version == new
    assert new.texts.first().translations.count() == 1


def test_revision_goes_on_with_what_supports_what_but_tells_no_lineage_again(office) -> None:
    old = whole_version()
    objective, guideline = (
        old.texts.get(element__kind=kind).element for kind in ("objective", "guideline")
    )
    LinkFactory(version=old, kind="supports", source=objective, target=guideline)
    LinkFactory(version=old, kind="merged_into", target=guideline)
    put_in_force(old)
    new = actions.open_revision(strategy=old.strategy, label="2.0", by=office)
    link = new.links.get()
    assert (link.kind, link.source, link.target) == ("supports", objective, guideline)


@pytest.mark.behaviour("S5")
def test_second_open_version_is_refused(office) -> None:
    draft = VersionFactory()
    with pytest.raises(WrongState):
        actions.open_revision(strategy=draft.strategy, label="9.0", by=office)
    assert draft.strategy.versions.count() == 1


@pytest.mark.behaviour("S5")
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_open_a_revision_at_once_get_one_between_them(office) -> None:
    old = whole_version(adopted=True)
    together = Barrier(2)

    def open_one(label: str) -> str:
        try:
            together.wait()
            actions.open_revision(strategy=old.strategy, label=label, by=office)
        except WrongState:
            return "refused"
        finally:
            connection.close()
        return "opened"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(open_one, ["2.0", "3.0"])) == ["opened", "refused"]
    assert old.strategy.versions.get(state=State.DRAFT).texts.count() == 4


def test_label_that_exists_is_refused(office) -> None:
    old = whole_version(adopted=True)
    with pytest.raises(ValidationError) as refusal:
        actions.open_revision(strategy=old.strategy, label=old.label, by=office)
    assert "label" in refusal.value.message_dict


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


def test_council_may_send_a_version_back(office) -> None:
    version = whole_version(state=State.SUBMITTED)
    actions.return_version(version=version, reason="Kosten fehlen", by=office, on=DAY)
    assert version.state == State.REWORKING
    assert AuditEntry.objects.first().changes["reason"] == "Kosten fehlen"


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
    assert "Diese Fassung gilt nicht mehr" in old_page
    assert 'href="/strategie/"' in old_page
    assert anonymous_client.get(new.get_absolute_url()).status_code == 200


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
    from django.db import IntegrityError, transaction

    version = whole_version()
    with pytest.raises(IntegrityError), transaction.atomic():
        StrategyVersion.objects.filter(pk=version.pk).update(state=State.ADOPTED)


def test_strategies_do_not_disturb_each_other(office) -> None:
    first, second = whole_version(adopted=True), whole_version(adopted=True)
    assert first.strategy != second.strategy
    actions.open_revision(strategy=first.strategy, label="2.0", by=office)
    actions.open_revision(strategy=second.strategy, label="2.0", by=office)
    assert StrategyVersion.objects.filter(state=State.DRAFT).count() == 2


def test_strategy_title_falls_back_to_german() -> None:
    strategy = StrategyFactory(translations={"en": {"title": "Strategy"}})
    assert strategy.title_in("en") == "Strategy"
    assert strategy.title_in("fr") == strategy.title
