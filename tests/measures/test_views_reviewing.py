"""The pages on which the office reviews reports, closes a cycle and corrects it."""

import pytest
from django.test import Client
from django.urls import reverse

from measures.figures import Figures, MilestoneReport, StepCheck, stored_checks, stored_figures
from measures.models import Assessment, Correction, Cycle, Measure
from measures.queries.documents import document_of
from smartregion.accounts.models import User
from tests.cast import ClientAs
from tests.factories.dates import DAY, NOON
from tests.factories.measure_indicators import IndicatorFactory, observed
from tests.factories.measures import (
    AssessmentFactory,
    CycleFactory,
    MeasureFactory,
    MilestoneFactory,
    brought_to_close,
    closed,
    reported,
)
from tests.pages import page_of, queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
State = Assessment.State


def address(name: str, report: Assessment) -> str:
    return reverse(f"measures:{name}", args=[report.cycle.slug, report.measure.number])


def of_cycle(name: str, cycle: Cycle) -> str:
    return reverse(f"measures:{name}", args=[cycle.slug])


@pytest.fixture
def desk(office: User, client_as: ClientAs) -> Client:
    return client_as(office)


def full_report() -> Assessment:
    """A report that says something in each of its parts."""
    measure = MeasureFactory()
    step = MilestoneFactory(measure=measure, title="Netz steht")
    return reported(
        measure, "yellow", light_proposed="red", light_reason="Der Verzug ist aufgeholt.",
        decision_needed="Eine Stelle.", decision_by="assembly", carried_over=["decision_needed"],
        figures=stored_figures(Figures(milestones={str(step.pk): MilestoneReport(done_on=DAY)})),
        checks=stored_checks([StepCheck("Räume mieten", "done", "im Mai")]),
    )  # fmt: skip


def test_review_shows_all_that_speaks_for_and_against_a_report(desk: Client) -> None:
    report = full_report()
    page = page_of(desk, of_cycle("cycle_review", report.cycle))
    for words in (
        "Vorgeschlagen war „gefährdet“.", "Der Verzug ist aufgeholt.", "Räume mieten",
        "Netz steht: erreicht am 15.06.2026", "Eine Stelle.", "Kreistag",
        "Unverändert übernommen:", "1 Meldung wartet auf Ihre Entscheidung",
    ):  # fmt: skip
        assert words in page


def test_review_asks_as_often_for_three_reports_as_for_one(desk: Client) -> None:
    first = full_report()
    url = of_cycle("cycle_review", first.cycle)
    one = queries_of(lambda: desk.get(url))
    for state in (State.SUBMITTED, State.SUBMITTED, State.ACCEPTED, State.REQUESTED):
        measure = MeasureFactory(field=first.measure.field)
        AssessmentFactory(cycle=first.cycle, measure=measure, state=state, light="green")
    assert queries_of(lambda: desk.get(url)) == one


def test_review_of_an_empty_cycle_says_so(desk: Client) -> None:
    assert "Nichts zu entscheiden" in page_of(desk, of_cycle("cycle_review", CycleFactory()))


def test_accepting_leads_back_and_writes_the_profile(desk: Client) -> None:
    report = full_report()
    assert "Netz steht: erreicht am 15.06.2026" in page_of(desk, address("accept", report))
    answer = desk.post(address("accept", report))
    assert answer["Location"] == of_cycle("cycle_review", report.cycle)
    assert report.measure.milestones.get().done_on == DAY


def test_figure_that_no_longer_fits_is_named_after_accepting(desk: Client) -> None:
    report = full_report()
    report.measure.milestones.all().delete()
    page = desk.post(address("accept", report), follow=True).content.decode()
    assert "Ein Meilenstein der Meldung steht nicht mehr im Steckbrief." in page


def test_return_without_words_is_asked_again(desk: Client) -> None:
    report = full_report()
    page = desk.post(address("return_report", report), {"comment": ""}).content.decode()
    assert 'href="#id_comment"' in page
    desk.post(address("return_report", report), {"comment": "Bitte mehr Zahlen."})
    report.refresh_from_db()
    assert report.state == State.RETURNED
    assert "Bitte mehr Zahlen." in page_of(desk, of_cycle("cycle_review", report.cycle))


def test_waiving_and_asking_again(desk: Client) -> None:
    report = AssessmentFactory()
    desk.post(address("waive", report), {"reason": "Beginnt später."})
    assert "Beginnt später." in page_of(desk, address("waive", report))
    desk.post(address("waive", report))
    report.refresh_from_db()
    assert report.state == State.REQUESTED


@pytest.mark.parametrize("name", ["accept", "return_report", "waive"])
def test_what_cannot_be_done_is_said_before_anybody_types(name: str, desk: Client) -> None:
    state = State.ACCEPTED if name in {"accept", "waive"} else State.REQUESTED
    report = AssessmentFactory(state=state, light="green")
    answer = desk.get(address(name, report))
    assert answer.status_code == 409
    assert "das geht jetzt nicht" in answer.content.decode()


def test_all_are_accepted_after_a_second_look(desk: Client) -> None:
    report = full_report()
    url = of_cycle("cycle_accept_all", report.cycle)
    assert str(report.measure) in page_of(desk, url)
    desk.post(url)
    report.refresh_from_db()
    assert report.state == State.ACCEPTED
    assert desk.get(url).status_code == 409


def test_review_that_begins_too_early_is_refused_on_its_page(desk: Client) -> None:
    report = AssessmentFactory()
    url = of_cycle("cycle_begin_review", report.cycle)
    page = page_of(desk, url)
    assert str(report.measure) in page
    assert "dürfen Meldungen noch kommen" in page
    assert url not in page_of(desk, of_cycle("cycle_review", report.cycle))
    assert "Danach kann die Prüfung beginnen" in desk.post(url).content.decode()
    Assessment.objects.update(state=State.MISSING)
    assert "Alle Meldungen sind da" in page_of(desk, url)
    assert url in page_of(desk, of_cycle("cycle_review", report.cycle))
    desk.post(url)
    assert Cycle.objects.get().state == Cycle.State.REVIEW
    assert desk.get(url).status_code == 409


@pytest.mark.behaviour("M16")
def test_close_page_lists_what_is_open_and_wants_a_second_look(desk: Client) -> None:
    report = AssessmentFactory(state=State.DRAFT, cycle__state=Cycle.State.REVIEW)
    url = of_cycle("cycle_close", report.cycle)
    assert str(report.measure) in page_of(desk, url)
    assert desk.post(url, {}).context["form"].errors["force"]
    assert Cycle.objects.get().is_running
    desk.post(url, {"force": "on"})
    assert Cycle.objects.get().is_closed


@pytest.mark.behaviour("M16")
def test_close_page_leads_to_what_is_not_decided(desk: Client) -> None:
    report = reported(MeasureFactory(), cycle__state=Cycle.State.REVIEW)
    url = of_cycle("cycle_close", report.cycle)
    page = page_of(desk, url)
    assert str(report.measure) in page
    assert "Endgültig schließen" not in page
    assert report.measure.number in desk.post(url).content.decode()


def test_close_page_before_the_review_leads_there(desk: Client) -> None:
    url = of_cycle("cycle_close", AssessmentFactory().cycle)
    assert "Noch nicht in der Prüfung" in page_of(desk, url)
    assert desk.post(url).status_code == 409


@pytest.mark.behaviour("M14")
def test_history_shows_both_texts_to_those_who_report_and_review(
    desk: Client, owner: User, client_as: ClientAs
) -> None:
    report = reported(MeasureFactory(responsible=owner), done_since="Viel erreicht.")
    desk.post(address("return_report", report), {"comment": "Bitte Zahlen."})
    Assessment.objects.update(state=State.SUBMITTED, done_since="12 Orte erreicht.")
    desk.post(address("accept", report))
    for client in (desk, client_as(owner)):
        page = page_of(client, address("report_history", report))
        for words in ("Viel erreicht.", "Bitte Zahlen.", "12 Orte", "Zurückgegeben", "Abgenommen"):
            assert words in page


def test_history_is_for_nobody_else(client_as: ClientAs, participant: User, editor: User) -> None:
    report = full_report()
    assert client_as(participant).get(address("report_history", report)).status_code == 404
    assert client_as(editor).get(address("report_history", report)).status_code == 403


def test_history_before_the_first_step_says_so(desk: Client) -> None:
    assert "Noch kein Schritt" in page_of(desk, address("report_history", AssessmentFactory()))


# -- correcting --------------------------------------------------------------------------------
@pytest.fixture
def figured() -> Assessment:
    """A report with one of each figure, in a cycle that is closed."""
    measure = MeasureFactory()
    MilestoneFactory(measure=measure, title="Netz steht", done_on=DAY)
    observed(IndicatorFactory(measure=measure, name="Orte"), "12.5")
    measure.cost_lines.create(
        year=2025, kind="staff", label="Stelle", planned_eur=100, actual_eur="80.50"
    )
    report = reported(measure, next_steps="Eins\nZwei", cycle__cutoff_on=DAY)
    brought_to_close(report.cycle)
    return report


def form_of(client: Client, report: Assessment) -> dict[str, str]:
    """What a browser sends when nothing is changed."""
    form = client.get(address("cycle_correct", report)).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else str(value) for name, value in values.items()}


def test_correction_form_holds_what_the_cycle_says(desk: Client, figured: Assessment) -> None:
    page = page_of(desk, address("cycle_correct", figured))
    for words in ("„Netz steht“ erreicht am", 'value="2026-06-15"', 'value="12.5"', "80.5", "Zwei"):
        assert words in page.replace("12,5", "12.5").replace("80,5", "80.5")
    sent = form_of(desk, figured) | {"reason": "Weil."}
    answer = desk.post(address("cycle_correct", figured), sent)
    assert "Sie haben nichts geändert" in answer.content.decode()


def test_correction_is_read_where_the_cycle_is_read(
    desk: Client, anonymous_client: Client, figured: Assessment
) -> None:
    why = "Gemeldet war eine andere Maßnahme."
    sent = form_of(desk, figured) | {"light": "red", "reason": why, "cost-2025": "1.080,50"}
    answer = desk.post(address("cycle_correct", figured), sent)
    assert answer.status_code == 302
    [row] = document_of(figured.cycle).measures
    assert row.light == "red"
    assert row.costs is not None
    assert str(row.costs[0].actual_eur) == "1080.50"
    assert why in page_of(anonymous_client, figured.cycle.get_absolute_url())
    corrections = of_cycle("cycle_corrections", figured.cycle)
    assert why in page_of(desk, corrections)
    assert corrections in page_of(desk, figured.cycle.get_absolute_url())
    assert corrections not in page_of(anonymous_client, figured.cycle.get_absolute_url())


def test_bad_input_gets_a_sentence_and_loses_nothing(desk: Client, figured: Assessment) -> None:
    fact = document_of(figured.cycle).measures[0].indicators
    step = document_of(figured.cycle).measures[0].milestones
    assert fact is not None
    assert step is not None
    wrong = {
        f"milestone-{step[0].id}": "2026-07-01", f"on-{fact[0].id}": "", "cost-2025": "-5",
        "done_since": "Neu geschrieben",
    }  # fmt: skip
    page = desk.post(address("cycle_correct", figured), form_of(desk, figured) | wrong)
    errors = page.context["form"].errors
    assert set(errors) == {f"milestone-{step[0].id}", f"on-{fact[0].id}", "cost-2025", "reason"}
    assert "Neu geschrieben" in page.content.decode()
    assert not Correction.objects.exists()


def test_second_person_who_corrects_sees_both_texts(desk: Client, figured: Assessment) -> None:
    stale = form_of(desk, figured) | {"obstacles": "Mein Text", "reason": "Darum."}
    first = form_of(desk, figured) | {"light": "red", "reason": "Zuerst."}
    desk.post(address("cycle_correct", figured), first)
    answer = desk.post(address("cycle_correct", figured), stale)
    assert answer.status_code == 409
    assert "Mein Text" in answer.content.decode()
    assert {each.label for each in answer.context["differences"]} == {"Ampel", "Hindernisse"}
    again = stale | {"seen": answer.context["form"]["seen"].value(), "light": "red"}
    assert desk.post(address("cycle_correct", figured), again).status_code == 302
    assert [each.number for each in Correction.objects.order_by("number")] == [1, 2]


def test_running_cycle_has_nothing_to_correct(desk: Client) -> None:
    report = full_report()
    assert desk.get(address("cycle_correct", report)).status_code == 409
    assert desk.get(of_cycle("cycle_corrections", report.cycle)).status_code == 409


def test_number_that_was_not_in_the_cycle_is_not_found(desk: Client) -> None:
    cycle = closed((MeasureFactory(), "green"))
    url = reverse("measures:cycle_correct", args=[cycle.slug, "X9-M99"])
    assert desk.get(url).status_code == 404


def test_measure_that_got_a_new_number_is_corrected_under_its_old_one(desk: Client) -> None:
    measure = MeasureFactory(number="HF1-M01")
    cycle = closed((measure, "green"))
    Measure.objects.update(number="HF1-M77")
    url = reverse("measures:cycle_correct", args=[cycle.slug, "HF1-M01"])
    assert desk.get(url).status_code == 200
    assert cycle.closed_at == NOON
