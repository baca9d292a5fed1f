"""The way of a whole cycle through its pages: letter, report, return, acceptance, closing, comparison."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from measures.actions import open_cycle, plan_cycle
from measures.actions.asking import ask_for_reports
from measures.models import Assessment, Cycle, Measure
from measures.queries.documents import document_of
from measures.queries.scope import Scope
from smartregion.accounts.models import User
from smartregion.notices.models import Mail
from tests.cast import ClientAs
from tests.factories.county import CountyFactory
from tests.factories.dates import DAY, NOON
from tests.factories.measures import (
    AssessmentFactory,
    CycleFactory,
    MeasureFactory,
    MilestoneFactory,
    brought_to_close,
)
from tests.pages import page_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.slow]
LAST_YEAR = DAY - timedelta(days=365)
DUE = DAY + timedelta(days=14)
AFTER = NOON + timedelta(days=15)


@pytest.fixture
def measure(owner: User) -> Measure:
    """What it promised in the last closed cycle was one step."""
    CountyFactory()
    measure = MeasureFactory(number="HF1-M01", responsible=owner)
    cycle = CycleFactory(for_measure=measure, title="Evaluation 2025", cutoff_on=LAST_YEAR)
    AssessmentFactory(
        cycle=cycle, measure=measure, state=Assessment.State.SUBMITTED, light="yellow",
        next_steps="Räume mieten", obstacles="Es fehlt Personal.",
    )  # fmt: skip
    brought_to_close(cycle, at=NOON - timedelta(days=300))
    MilestoneFactory(measure=measure, title="Netz steht", due_on=DAY)
    return measure


@pytest.fixture
def cycle(measure: Measure, office: User) -> Cycle:
    cycle = plan_cycle(
        scope=Scope(measure.strategy), title="Evaluation 2026", cutoff_on=DAY, due_on=DUE, by=office
    )
    open_cycle(cycle=cycle, by=office, at=NOON)
    ask_for_reports(at=NOON)
    return Cycle.objects.get(pk=cycle.pk)


def filled_in(client: Client, url: str, **said: str) -> dict[str, Any]:
    """The form as a browser sends it, with what a person says in it."""
    form = client.get(url).context["form"]
    values = {name: form[name].value() for name in form.fields}
    stored = {name: "" if value is None else str(value) for name, value in values.items()}
    return stored | said | {"deed": "submit"}


def letter_to(person: User) -> str:
    return Mail.objects.filter(to=person.email).latest("pk").text


def at(moment: datetime) -> Any:
    return time_machine.travel(moment, tick=False)


@pytest.mark.behaviour("M12")
@pytest.mark.behaviour("M14")
@pytest.mark.behaviour("M16")
@pytest.mark.behaviour("M17")
def test_from_the_letter_to_the_comparison(
    measure: Measure, cycle: Cycle, owner: User, office: User, client_as: ClientAs
) -> None:
    with at(NOON):
        reporter = client_as(owner)
        form_url = _from_the_letter(reporter, owner)
        _report(reporter, form_url, done_since="Fast alles.")
        _give_back(client_as(office), cycle, owner)
    with at(NOON + timedelta(days=1)):
        reporter = client_as(owner)
        assert "Bitte nennen Sie Zahlen." in page_of(reporter, form_url)
        _report(reporter, form_url, done_since="12 von 38 Orten.")
    with at(AFTER):
        _accept_and_close(client_as(office), cycle)
    assert measure.milestones.get().done_on == DAY
    _is_read(Client(), cycle)


def _from_the_letter(reporter: Client, owner: User) -> str:
    """The personal address leads strangers to the login and its owner to exactly one form."""
    found = re.search(r"/massnahmen/meldung/[0-9a-f-]+/", letter_to(owner))
    assert found is not None
    assert "/login/" in Client().get(found[0])["Location"]
    form_url: str = reporter.get(found[0])["Location"]
    page = page_of(reporter, form_url)
    # What was promised is asked, what was not settled is there, and marked.
    for words in ("Räume mieten", "Es fehlt Personal.", "Netz steht"):
        assert words in page
    return form_url


def _report(reporter: Client, url: str, **words: str) -> None:
    step = Measure.objects.get(number="HF1-M01").milestones.get()
    said = {
        "check_0": "partly", f"step_{step.pk}": "done", f"step_{step.pk}_on": DAY.isoformat(),
        "light": "green", "next_steps": "Kurse ausschreiben\nGeräte kaufen", **words,
    }  # fmt: skip
    answer = reporter.post(url, filled_in(reporter, url, **said))
    assert answer.status_code == 302, answer.context["form"].errors


def _give_back(desk: Client, cycle: Cycle, owner: User) -> None:
    page = page_of(desk, reverse("measures:cycle_review", args=[cycle.slug]))
    assert "Fast alles." in page
    url = reverse("measures:return_report", args=[cycle.slug, "HF1-M01"])
    desk.post(url, {"comment": "Bitte nennen Sie Zahlen."})
    assert "Bitte nennen Sie Zahlen." in letter_to(owner)


def _accept_and_close(desk: Client, cycle: Cycle) -> None:
    addresses = [
        reverse("measures:accept", args=[cycle.slug, "HF1-M01"]),
        reverse("measures:cycle_begin_review", args=[cycle.slug]),
        reverse("measures:cycle_close", args=[cycle.slug]),
    ]
    for address in addresses:
        page_of(desk, address)
        assert desk.post(address).status_code == 302
    history = page_of(desk, reverse("measures:report_history", args=[cycle.slug, "HF1-M01"]))
    assert "Fast alles." in history
    assert "12 von 38" in history


def _is_read(everybody: Client, cycle: Cycle) -> None:
    cycle = Cycle.objects.get(pk=cycle.pk)
    [row] = document_of(cycle).measures
    assert (row.light, row.next_steps) == ("green", ["Kurse ausschreiben", "Geräte kaufen"])
    assert [(check.text, check.outcome) for check in row.checks] == [("Räume mieten", "partly")]
    assert row.carried_over == ["obstacles"]
    assert "12 von 38 Orten." in page_of(everybody, "/massnahmen/HF1-M01/")
    query = f"?von={Cycle.objects.get(title='Evaluation 2025').slug}&bis={cycle.slug}"
    comparison = page_of(everybody, reverse("measures:comparison") + query)
    for words in ("mit Abweichungen", "im Plan", "Netz steht", "Räume mieten"):
        assert words in comparison
