"""The loaded demo county, read only; it is loaded once for all tests of this file."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.db import transaction

from measures.models import (
    Assessment,
    AssessmentStep,
    Correction,
    CostLine,
    Cycle,
    Indicator,
    IndicatorValue,
    Measure,
    Milestone,
)
from measures.queries.survey_sources import with_news
from participation.consultations.models import Comment
from participation.contributions.models import Answer, Contribution
from participation.forums.models import Topic
from participation.surveys.drafts.compiler import Draft
from participation.surveys.models import Response, Survey
from participation.surveys.privacy.findings import privacy_findings
from smartregion.accounts.models import Role, RoleAssignment, ScopeKind, User
from smartregion.core.models import Job
from smartregion.core.snapshots import content_of
from smartregion.county.models import County, LegalText, Municipality
from smartregion.demo import reader
from smartregion.demo.load import load_demo
from smartregion.demo.loaders.moments import at_ten
from smartregion.demo.logins import DEMO_PASSWORD
from smartregion.demo.tasks import PRINT, planned
from smartregion.notices.models import Notice
from smartregion.reports.models import Manuscript
from smartregion.reports.queries.exhibits import stale_exhibits
from strategy.models import Element, ElementLink, StrategyVersion

ON = date(2026, 11, 21)
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo-county")]


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        assert load_demo(password=DEMO_PASSWORD, on=ON)
        yield
        transaction.set_rollback(True)


def rows():
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def test_load_fills_every_room():
    assert County.objects.get().is_demo
    assert LegalText.objects.count() == len(LegalText.Kind)
    assert sum(Municipality.objects.values_list("population", flat=True)) == 214_700
    kinds = Counter(Element.objects.values_list("kind", flat=True))
    assert (kinds["vision"], kinds["guideline"]) == (1, 8)
    in_force = Element.objects.filter(texts__version__in=StrategyVersion.objects.adopted())
    assert in_force.fields_of_action().count() == 8
    assert Measure.objects.key_projects().count() == 14
    assert Measure.objects.count() == 34
    # Three of them are quotes from the survey.
    assert Contribution.objects.filter(comment__isnull=True).count() == 89
    assert Comment.objects.filter(version__label="1.1").count() == 25
    assert Comment.objects.filter(version__label="1.0").count() == 6
    assert not Comment.objects.filter(version__label="1.0").unconsidered().exists()
    assert Topic.objects.public().count() == 4
    first, current = Survey.objects.published().filter(mode="open").order_by("opens_at")
    assert current.questions.count() >= 15
    assert {each.code for each in first.questions.all()} < {
        each.code for each in current.questions.all()
    }
    drafts = Survey.objects.filter(state="draft")
    assert drafts.get(imported=None).pretests.get().answers.count() == 6
    assert drafts.get(imported__format="lss").imported.report


def test_load_runs_once():
    before = rows()
    assert not load_demo(password="other", on=ON)
    assert rows() == before


def test_load_marks_examples_as_examples():
    assert Response.objects.filter(origin=Response.Origin.EXAMPLE).count() == 600 + 318
    assert not Response.objects.exclude(origin=Response.Origin.EXAMPLE).exists()
    assert not Measure.objects.filter(is_example=False).exists()
    assert not Contribution.objects.filter(is_example=False).exists()


def test_load_leads_the_strategy_to_its_resolution():
    version = StrategyVersion.objects.adopted().get()
    assert version.resolution.decided_on == date(2024, 5, 23)
    assert version.texts.count() == version.texts.filter(translations__language="en").count()


def test_load_puts_a_revision_before_the_public():
    version = StrategyVersion.objects.exclude(state=StrategyVersion.State.ADOPTED).get()
    assert (version.label, version.based_on.label) == ("1.1", "1.0")
    assert version.state == StrategyVersion.State.CONSULTATION
    assert version.consultation_from <= ON <= version.consultation_until - timedelta(days=90)
    lineage = version.links.filter(kind__in=ElementLink.LINEAGE)
    assert sorted(lineage.values_list("kind", "source__slug", "target__slug")) == [
        ("merged_into", "nahversorgung", "wohnen-gemeinschaft-ehrenamt"),
        ("split_from", "bevoelkerungsschutz-und-feuerwehr", "wohnen-gemeinschaft-ehrenamt"),
    ]
    for text in version.texts.filter(element__kind__in=("vision", "guideline", "field")):
        assert text.easy_language, text


def test_load_weighs_comments_on_the_revision_in_every_way():
    comments = Comment.objects.filter(version__label="1.1")
    decisions = Counter(Answer.objects.exclude(decision="").values_list("decision", flat=True))
    assert set(decisions) == set(Answer.Decision.values)
    assert comments.unconsidered().count() == 8
    assert set(comments.values_list("contribution__channel", flat=True)) == {
        "comment",
        "letter",
        "event",
        "phone",
    }


def test_objectives_say_which_guidelines_they_support():
    for version in StrategyVersion.objects.all():
        links = version.links.filter(kind=ElementLink.Kind.SUPPORTS)
        objectives = version.texts.filter(element__kind=Element.Kind.OBJECTIVE)
        assert set(objectives.values_list("element", flat=True)) == set(
            links.values_list("source", flat=True)
        )


def test_load_leaves_measures_in_the_state_they_are_described_in():
    described = {m["number"]: m["state"] for m in reader.measures()}
    assert dict(Measure.objects.values_list("number", "state")) == described
    completed = Measure.objects.get(number="HF2-M03")
    assert (completed.started_on, completed.ended_on) == (date(2024, 6, 10), date(2026, 5, 29))


def test_closed_cycle_shows_what_was_true_then():
    closed = Cycle.objects.closed().get(cutoff_on=date(2025, 12, 31))
    lines = {line["number"]: line for line in content_of(closed.snapshot)["measures"]}
    # Reached in January 2026, after the cut-off date.
    assert lines["HF3-M01"]["milestones_done"] == 1
    assert lines["HF2-M03"]["number"]  # completed since, but asked about then
    assert "HF3-M03" not in lines  # completed before
    assert (
        Measure.objects.get(number="HF3-M01").milestones.filter(done_on__isnull=False).count() == 3
    )


def test_cycles_show_gaps_and_open_requests():
    first, second, opened, planned = Cycle.objects.order_by("cutoff_on")
    missing, waived = Assessment.State.MISSING, Assessment.State.WAIVED
    assert first.assessments.filter(state=missing).count() == 3
    assert first.assessments.filter(state=waived).count() == 2
    assert second.assessments.filter(state=missing).count() == 4
    assert opened.state == Cycle.State.OPEN
    assert planned.state == Cycle.State.PLANNED
    assert not planned.assessments.exists()
    assert opened.assessments.filter(state=Assessment.State.REQUESTED).count() == 9
    assert opened.assessments.filter(state=Assessment.State.RETURNED).count() == 1


def test_a_report_went_to_and_fro_and_kept_both_texts():
    steps = AssessmentStep.objects.filter(
        assessment__measure__number="HF7-M02", assessment__cycle__cutoff_on=date(2025, 12, 31)
    )
    assert [step.state for step in steps] == ["submitted", "returned", "submitted", "accepted"]
    assert len({step.content["done_since"] for step in steps if step.state == "submitted"}) == 2


def test_nobody_hears_once_more_of_cycles_that_are_over():
    told = Notice.objects.filter(key__startswith="report", settled_at=None)
    assert told.exists()
    assert not told.filter(at__year__lt=2026).exists()


def test_what_reports_told_stands_in_the_profile():
    entry = IndicatorValue.objects.get(indicator__name="Anzeigen in Betrieb", on=date(2025, 12, 31))
    assert "Evaluation 2025" in entry.note
    reached = Milestone.objects.get(title="Praktikumsplätze buchbar")
    assert reached.done_on == date(2026, 9, 28)
    spent = CostLine.objects.get(label="Anzeigen mit Solarstrom, drittes Los")
    assert spent.actual_eur == 61230


def test_the_correction_holds_and_the_closed_cycle_stays():
    correction = Correction.objects.get()
    closed = correction.cycle
    said = {
        snapshot.pk: next(
            row["light"] for row in content_of(snapshot)["measures"] if row["number"] == "HF7-M01"
        )
        for snapshot in (closed.snapshot, correction.snapshot)
    }
    assert list(said.values()) == ["green", "yellow"]


def test_two_surveys_feed_an_indicator_and_one_release_waits():
    shares = IndicatorValue.objects.current().filter(
        indicator__survey_source__question="zufriedenheit.verkehr"
    )
    assert [entry.base_n for entry in shares] == [318, shares[1].base_n]
    assert all(entry.margin for entry in shares)
    waiting = Indicator.objects.get(survey_source__question="zufriedenheit.einkaufen")
    assert with_news([waiting.pk]) == {waiting.pk}


def test_contributions_taken_up_lead_to_a_measure():
    measures = Measure.objects.filter(origins__contribution__isnull=False)
    assert measures.distinct().count() >= 10
    contributions = Contribution.objects.filter(pk__in=measures.values("origins__contribution"))
    assert set(contributions.values_list("state", flat=True)) == {Contribution.State.TAKEN_UP}


def test_logins_work_and_cover_all_roles():
    users = list(User.objects.all())
    assert {role for user in users for role in user.current_roles} == set(Role)
    for user in users:
        assert authenticate(None, email=user.email, password=DEMO_PASSWORD) == user
        assert user.emailaddress_set.get().verified


def test_texts_of_surveys_promise_what_is_set():
    """What the house itself would say about their words before the office publishes them."""
    published = list(Survey.objects.published())
    promises = {"anonymous_account", "nothing_stored", "any_time", "all_voluntary", "late_removal"}
    said = [each for one in published for each in privacy_findings(Draft.of(one))]
    assert published
    assert not [each.text for each in said if each.code in promises]


def test_consultant_expires_after_a_year():
    whole_county = RoleAssignment.objects.filter(scope_kind=ScopeKind.ALL)
    assert whole_county.get(role=Role.CONSULTANT).valid_until == date(2027, 11, 21)


def test_one_editor_writes_in_one_field_of_action_for_a_year():
    editor = User.objects.get(email="umwelt@pm.example")
    held = RoleAssignment.objects.get(user=editor)
    assert (held.role, held.scope_kind, held.valid_until) == (
        Role.EDITOR, ScopeKind.FIELD, date(2027, 11, 21),
    )  # fmt: skip
    texts = StrategyVersion.objects.get(label="1.1").texts.select_related("element")
    written = {t.element.slug for t in texts if editor.has_perm("strategy.change_text", t)}
    assert written == {"umwelt-klima", "sensordaten-offen", "gebaeude-sparen"}
    changed = [m for m in Measure.objects.all() if editor.has_perm("measures.change_measure", m)]
    assert {measure.field.slug for measure in changed} == {"umwelt-klima"}
    assert len(changed) == Measure.objects.filter(field__slug="umwelt-klima").count()


def test_profiles_of_other_fields_stay_closed_to_that_editor(client):
    client.force_login(User.objects.get(email="umwelt@pm.example"))
    own = client.get("/massnahmen/HF7-M01/bearbeiten/")
    other = client.get("/massnahmen/HF2-M01/bearbeiten/")
    assert (own.status_code, other.status_code) == (200, 403)


# -- reports -----------------------------------------------------------------------------------
def test_final_report_is_being_written_by_county_and_consultant():
    manuscript = Manuscript.objects.get()
    written = manuscript.chapters.exclude(introduction="", conclusion="")
    assert set(written.values_list("written_by", flat=True)) == {"county", "consultant"}
    assert manuscript.foreword_picture
    assert manuscript.foreword_picture_alt


def test_one_picked_figure_is_out_of_date():
    """It was picked before the grants of this year were entered."""
    [stale] = stale_exhibits(Manuscript.objects.get(), at=at_ten(ON))
    assert stale.exhibit.source == {"kind": "money_by_year"}
    assert stale.now is not None


def test_reports_are_printed_once_the_worker_runs():
    assert Job.objects.get(kind=PRINT).state == Job.State.QUEUED
    titles = [brief.title for brief, _said in planned(reader.read("report"))]
    assert titles == ["Umsetzungsbericht 2025", Manuscript.objects.get().title]
