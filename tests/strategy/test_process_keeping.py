"""Keeping the phases of the process, and the title of a strategy."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from smartregion.core.errors import WrongState
from smartregion.core.models import AuditEntry
from strategy import queries
from strategy.actions import save_strategy
from strategy.models import ProcessPhase, Strategy
from tests.factories.dates import DAY
from tests.factories.strategy import PhaseFactory, StrategyFactory, VersionFactory
from tests.factories.strategy_actors import ActorGroupFactory, InvolvementFactory
from tests.pages import page_of, queries_of

pytestmark = pytest.mark.django_db


def url_of(name: str, strategy: Strategy, *more: Any) -> str:
    return reverse(f"strategy:{name}", args=[strategy.slug, *more])


# -- phases --------------------------------------------------------------------------------
def test_phases_are_listed_in_the_order_in_which_they_begin(client_as, office) -> None:
    strategy = StrategyFactory()
    PhaseFactory(strategy=strategy, title="Zweitens", starts_on=DAY, position=0)
    earlier = DAY - timedelta(days=9)
    PhaseFactory(strategy=strategy, title="Erstens", starts_on=earlier, position=1)
    page = page_of(client_as(office), url_of("phases", strategy))
    assert page.index("Erstens") < page.index("Zweitens")


def test_phases_name_who_took_part_and_lead_to_the_entry(client_as, office) -> None:
    phase = PhaseFactory()
    group = ActorGroupFactory(name="Landwirtschaft")
    InvolvementFactory(strategy=phase.strategy, phase=phase, group=group)
    page = page_of(client_as(office), url_of("phases", phase.strategy))
    assert "Landwirtschaft" in page
    assert f"?phase={phase.pk}" in page


def test_form_of_a_phase_tells_who_took_part(client_as, office) -> None:
    phase = PhaseFactory()
    url = url_of("phase_edit", phase.strategy, phase.pk)
    assert "ist noch niemand eingetragen" in page_of(client_as(office), url)
    group = ActorGroupFactory(name="Landwirtschaft")
    InvolvementFactory(strategy=phase.strategy, phase=phase, group=group, format="Hofgespräch")
    page = page_of(client_as(office), url)
    assert "Hofgespräch" in page
    assert "Landwirtschaft" in page


def test_phase_in_which_somebody_took_part_is_not_deleted(client_as, office) -> None:
    phase = PhaseFactory()
    InvolvementFactory(strategy=phase.strategy, phase=phase)
    url = url_of("phase_delete", phase.strategy, phase.pk)
    response = client_as(office).post(url)
    assert response.status_code == 409
    assert "ist eingetragen, wer beteiligt war" in response.content.decode()
    assert ProcessPhase.objects.exists()
    assert url not in page_of(client_as(office), url_of("phases", phase.strategy))


def test_empty_list_of_phases_says_where_to_begin(client_as, office) -> None:
    page = page_of(client_as(office), url_of("phases", StrategyFactory()))
    assert "Ersten Schritt eintragen" in page


def test_list_asks_as_often_for_three_phases_as_for_one(client_as, office) -> None:
    strategy, client = StrategyFactory(), client_as(office)
    url = url_of("phases", strategy)
    InvolvementFactory(strategy=strategy, phase=PhaseFactory(strategy=strategy))
    client.get(url)
    one = queries_of(lambda: client.get(url))
    for _time in range(2):
        InvolvementFactory(strategy=strategy, phase=PhaseFactory(strategy=strategy))
    assert queries_of(lambda: client.get(url)) == one


# -- title and period ----------------------------------------------------------------------
def details(**changes: Any) -> dict[str, Any]:
    return {"title": "Digital 2031", "period_start": 2025, "period_end": 2031, **changes}


def test_title_and_period_of_a_draft_are_changed(client_as, editor) -> None:
    strategy = VersionFactory().strategy
    sent = details(title_en="Digital plan 2031")
    response = client_as(editor).post(url_of("strategy_edit", strategy), sent)
    assert response["Location"] == reverse("strategy:manage")
    strategy.refresh_from_db()
    assert (strategy.title, strategy.period_end) == ("Digital 2031", 2031)
    assert strategy.title_in("en") == "Digital plan 2031"
    entry = AuditEntry.objects.get()
    assert set(entry.changes) == {"title", "period_start", "period_end"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"title": ""}, "title"), ({"period_end": 2024}, "period_end"), ({"period_start": "bald"}, "period_start")],
)  # fmt: skip
def test_title_and_period_that_make_no_sense_are_refused(client_as, editor, changes, field) -> None:
    strategy = VersionFactory().strategy
    response = client_as(editor).post(url_of("strategy_edit", strategy), details(**changes))
    assert list(response.context["form"].errors) == [field]


@pytest.mark.parametrize("version", [{"adopted": True}, {"state": "consultation"}])
def test_what_a_resolution_speaks_of_stays_and_its_translation_may_change(
    client_as, editor, version
) -> None:
    made = VersionFactory(**version)
    client = client_as(editor)
    url = url_of("strategy_edit", made.strategy)
    before = queries.wording_of(made)
    assert "Ändern lässt sich hier nur noch die Übersetzung" in page_of(client, url)
    client.post(url, details(title_en="Digital plan"))
    made.strategy.refresh_from_db()
    assert queries.wording_of(made) == before
    assert made.strategy.title_in("en") == "Digital plan"


def test_adopted_title_is_refused_also_past_the_form(office) -> None:
    strategy = VersionFactory(adopted=True).strategy
    strategy.title = "Ganz anders"
    with pytest.raises(WrongState, match="nicht mehr änderbar"):
        save_strategy(strategy=strategy, title_en="", by=office)


def test_consultant_changes_no_title(client_as, consultant) -> None:
    url = url_of("strategy_edit", StrategyFactory())
    assert client_as(consultant).post(url, details()).status_code == 403
