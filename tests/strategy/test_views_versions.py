"""The pages on which the office leads versions."""

import pytest
from django.urls import reverse

from strategy import actions, guards
from strategy.models import Resolution, StrategyVersion
from tests.factories.dates import DAY, NOON
from tests.factories.strategy import (
    ResolutionFactory,
    StrategyFactory,
    VersionFactory,
    put_in_force,
    whole_version,
)

State = StrategyVersion.State
Result = Resolution.Result
pytestmark = pytest.mark.django_db
MANAGE = "/strategie/verwalten/"


def step_url(version: StrategyVersion, to: str) -> str:
    return reverse("strategy:version_move", args=[version.strategy.slug, version.label, to])


@pytest.fixture
def objection(monkeypatch: pytest.MonkeyPatch) -> guards.Objection:
    guard = guards.Guard()
    found = guards.Objection("3 Beiträge warten auf <eine> Antwort.", "/beitraege/?offen=1")
    guard.fill(lambda _version: found)
    monkeypatch.setattr(guards, "may_submit", guard)
    return found


# -- to the council ----------------------------------------------------------------------------
LINK = '<a href="/beitraege/?offen=1">3 Beiträge warten auf &lt;eine&gt; Antwort.</a>'


def test_objection_is_told_with_its_way_before_anybody_presses(
    client_as, office, objection
) -> None:
    version = whole_version(state=State.REWORKING)
    page = client_as(office).get(step_url(version, "submitted")).content.decode()
    assert LINK in page
    assert "Vor dem Gremienlauf zu erledigen" in page
    assert "In den Gremienlauf geben</span>" not in page


@pytest.mark.parametrize(
    ("state", "is_told"),
    [(State.DRAFT, False), (State.CONSULTATION, True), (State.REWORKING, True)],
)
def test_page_of_the_version_tells_what_the_council_waits_for(
    client_as, office, objection, state: str, is_told: bool
) -> None:
    version = whole_version(state=state)
    place = [version.strategy.slug, version.label]
    page = client_as(office).get(reverse("strategy:version_edit", args=place)).content.decode()
    assert (LINK in page) == is_told


def test_objection_refuses_the_step_and_leads_on(client_as, office, objection) -> None:
    version = whole_version(state=State.REWORKING)
    answer = client_as(office).post(step_url(version, "submitted"))
    assert LINK in answer.content.decode()
    version.refresh_from_db()
    assert version.state == State.REWORKING


# -- back from the council ---------------------------------------------------------------------
def test_return_with_a_resolution_needs_its_details(client_as, office) -> None:
    version = whole_version(state=State.SUBMITTED)
    sent = {"occasion": "referred_back", "reason": "Kosten"}
    answer = client_as(office).post(step_url(version, "reworking"), sent)
    assert set(answer.context["form"].errors) == {"body", "decided_on", "paper_number"}


def test_office_recalls_without_details(client_as, office) -> None:
    version = whole_version(state=State.SUBMITTED)
    sent = {"occasion": "recalled", "reason": "Die Anlage fehlt.", "body": "Kreistag"}
    assert client_as(office).post(step_url(version, "reworking"), sent).status_code == 302
    version.refresh_from_db()
    assert version.state == State.REWORKING
    assert not version.referrals.exists()


def test_resolution_that_wanted_changes_is_offered_for_the_adoption(client_as, office) -> None:
    version = whole_version(state=State.SUBMITTED)
    version.referrals.add(ResolutionFactory(result=Result.REFERRED_BACK))
    changes = ResolutionFactory(result=Result.ADOPTED_WITH_CHANGES, body="Kreistag im Mai")
    version.referrals.add(changes)
    form = client_as(office).get(step_url(version, "adopted")).context["form"]
    assert form["body"].value() == "Kreistag im Mai"
    assert form["result"].value() == Result.ADOPTED_WITH_CHANGES


def test_readers_see_the_resolutions_before_the_last(anonymous_client) -> None:
    version = whole_version()
    version.referrals.add(ResolutionFactory(result=Result.REFERRED_BACK, body="Kreisausschuss"))
    put_in_force(version)
    page = anonymous_client.get(version.get_absolute_url()).content.decode()
    assert "Kreisausschuss" in page
    assert "zurückverwiesen" in page


@pytest.mark.parametrize("to", ["consultation", "withdrawn"])
def test_usual_window_and_reason_are_asked_for(client_as, office, to: str, noon) -> None:
    form = client_as(office).get(step_url(whole_version(), to)).context["form"]
    if to == "consultation":
        assert (form["ends_on"].value() - form["starts_on"].value()).days == 28
    else:
        assert form.fields["reason"].required


# -- being rewritten ---------------------------------------------------------------------------
def test_version_in_force_tells_that_it_is_being_rewritten(
    client_as, office, anonymous_client
) -> None:
    old = whole_version(adopted=True)
    assert "in Fortschreibung" not in client_as(office).get(MANAGE).content.decode()
    new = actions.open_revision(strategy=old.strategy, label="2.0", by=office)
    assert "in Fortschreibung" in client_as(office).get(MANAGE).content.decode()
    hint = "wird gerade fortgeschrieben"
    assert hint not in anonymous_client.get(old.get_absolute_url()).content.decode()
    actions.start_consultation(version=new, starts_on=DAY, ends_on=DAY, by=office, at=NOON)
    page = anonymous_client.get(old.get_absolute_url()).content.decode()
    assert hint in page
    assert new.get_absolute_url() in page


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.SUPERSEDED])
def test_version_that_rests_rewrites_nothing(state: str) -> None:
    old = whole_version(adopted=True)
    if state == State.WITHDRAWN:
        VersionFactory(strategy=old.strategy, state=state)
    else:
        StrategyVersion.objects.filter(pk=old.pk).update(state=state)
        VersionFactory(strategy=old.strategy)
    found = StrategyVersion.objects.with_revision().get(pk=old.pk)
    assert not found.under_revision


def test_administration_is_led_only_to_what_it_may_keep(client_as, administration) -> None:
    page = client_as(administration).get(MANAGE).content.decode()
    assert reverse("strategy:maturity_manage") in page
    for closed in ("situation_manage", "frame_manage", "actors_manage"):
        assert reverse(f"strategy:{closed}") not in page


@pytest.mark.parametrize("many", [1, 3])
def test_list_asks_as_often_for_many_as_for_one(
    client_as, office, django_assert_num_queries, many: int
) -> None:
    for _time in range(many):
        strategy = StrategyFactory()
        whole_version(adopted=True, strategy=strategy)
        VersionFactory(strategy=strategy)
    client = client_as(office)
    with django_assert_num_queries(6):
        client.get(MANAGE)


def test_office_reads_the_history_of_a_version(client_as, office) -> None:
    version = actions.create_strategy(
        title="Strategie", period_start=2026, period_end=2030, by=office
    )
    actions.withdraw_version(version=version, reason="Neuwahl des Kreistags", by=office)
    place = [version.strategy.slug, version.label]
    page = client_as(office).get(reverse("strategy:version_edit", args=place)).content.decode()
    for words in ("Verlauf", "Zurückgezogen", "Begründung: Neuwahl des Kreistags"):
        assert words in page
    assert "Mit der Strategie angelegt" in page
