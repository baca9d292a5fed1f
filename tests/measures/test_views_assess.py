"""Reporting on one measure as people do it: on a phone, by a link from a letter, two at once."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from measures.actions import return_assessment, submit_assessment
from measures.models import Assessment, FieldLead, Measure
from smartregion.accounts.models import Role, User
from smartregion.core.editing import EditConflict
from tests.cast import ClientAs, person
from tests.factories.county import OrganisationFactory
from tests.factories.dates import DAY, NOON
from tests.factories.measures import (
    AssessmentFactory,
    CycleFactory,
    MeasureFactory,
    MilestoneFactory,
    brought_to_close,
    reported,
)
from tests.pages import page_of

pytestmark = pytest.mark.django_db
State = Assessment.State
HTMX = {"HX-Request": "true", "HX-Target": "report-saved"}


def url_of(report: Assessment) -> str:
    return reverse("measures:assess", args=[report.cycle.slug, report.measure.number])


def stored(report: Assessment) -> Assessment:
    return Assessment.objects.get(pk=report.pk)


@pytest.fixture
def report(owner: User) -> Assessment:
    return AssessmentFactory(measure__responsible=owner)


# -- the page ----------------------------------------------------------------------------------
def test_page_asks_for_promises_first_then_milestones_then_the_light(
    report: Assessment, owner: User, client_as: ClientAs
) -> None:
    step = MilestoneFactory(measure=report.measure, due_on=DAY.replace(year=2020))
    Assessment.objects.update(checks=[{"text": "Bus kaufen"}])
    page = page_of(client_as(owner), url_of(report))
    places = [page.index(words) for words in ("Bus kaufen", step.title, "Vorschlag:", "im Plan")]
    assert places == sorted(places)
    assert "fällig am 15.06.2020, überfällig" in page
    assert "ist seit dem 15.06.2020 überfällig" in page


def test_what_was_carried_over_is_marked_and_the_last_light_stands_beside(
    owner: User, client_as: ClientAs
) -> None:
    measure = MeasureFactory(responsible=owner)
    last = reported(measure, "red", obstacles="Es fehlt Personal.")
    brought_to_close(last.cycle)
    cycle = CycleFactory(for_measure=measure)
    report = AssessmentFactory(
        measure=measure, cycle=cycle, obstacles="Es fehlt Personal.", carried_over=["obstacles"]
    )
    page = page_of(client_as(owner), url_of(report))
    assert page.count("Aus dem letzten Zyklus übernommen") == 1
    assert f"Zuletzt ({last.cycle.title}):" in page
    assert not re.search(r'name="light"[^>]*checked', page)


def test_returned_report_shows_why_and_what_was_said(
    report: Assessment, owner: User, office: User, client_as: ClientAs
) -> None:
    submit_assessment(
        assessment=report, by=owner, at=NOON, lock_version=1, light="green", done_since="Viel."
    )
    return_assessment(assessment=report, by=office, at=NOON, comment="Bitte nennen Sie Zahlen.")
    page = page_of(client_as(owner), url_of(report))
    assert "Bitte nennen Sie Zahlen." in page
    assert "Viel." in page


def test_waived_report_says_why_and_leads_on(
    report: Assessment, owner: User, client_as: ClientAs
) -> None:
    target = MeasureFactory(field=report.measure.field)
    Measure.objects.filter(pk=report.measure_id).update(
        state="merged", merged_into=target, state_reason="Doppelt"
    )
    Assessment.objects.update(state=State.WAIVED, waived_reason="In eine andere aufgegangen")
    page = page_of(client_as(owner), url_of(report))
    assert "In eine andere aufgegangen" in page
    assert target.get_absolute_url() in page
    assert 'id="report"' not in page


def test_late_report_is_taken_while_the_office_reviews(
    report: Assessment, owner: User, client_as: ClientAs
) -> None:
    report.cycle.__class__.objects.update(state="review")
    Assessment.objects.update(state=State.MISSING)
    client = client_as(owner)
    assert "nachreichen" in page_of(client, url_of(report))
    client.post(url_of(report), {"lock_version": 1, "light": "green", "deed": "submit"})
    assert stored(report).state == State.SUBMITTED


@pytest.mark.behaviour("M15")
def test_deviation_comes_back_with_the_proposal_and_loses_nothing(
    report: Assessment, owner: User, client_as: ClientAs
) -> None:
    MilestoneFactory(measure=report.measure, due_on=DAY.replace(year=2020))
    data = {"lock_version": 1, "light": "green", "done_since": "Fast alles", "deed": "submit"}
    page = client_as(owner).post(url_of(report), data).content.decode()
    assert 'href="#id_light_reason"' in page
    assert "Bitte sagen Sie, warum Sie anders entscheiden." in page
    assert "Fast alles" in page
    client_as(owner).post(url_of(report), data | {"light_reason": "Nur ein Tag."})
    assert stored(report).light_proposed == "red"
    assert stored(report).light_reason == "Nur ein Tag."


# -- saving by itself --------------------------------------------------------------------------
def autosave(client: Client, report: Assessment, **typed: Any) -> str:
    answer = client.post(url_of(report), {"deed": "autosave", **typed}, headers=HTMX)
    assert answer.status_code == 200
    return answer.content.decode()


def test_page_saves_itself_quietly_and_goes_on(
    report: Assessment, owner: User, client_as: ClientAs
) -> None:
    client = client_as(owner)
    said = autosave(client, report, lock_version=1, done_since="Halb")
    assert "Entwurf gespeichert um" in said
    assert re.search(r'id="id_lock_version" value="2"[^>]*hx-swap-oob', said)
    assert 'id="light-proposal"' in said
    assert "<form" not in said
    autosave(client, report, lock_version=2, done_since="Halb fertig")
    assert (stored(report).state, stored(report).done_since) == (State.DRAFT, "Halb fertig")
    assert not client.get(url_of(report)).context["messages"]


def test_page_that_saves_itself_keeps_what_can_be_taken(
    report: Assessment, owner: User, client_as: ClientAs
) -> None:
    step = MilestoneFactory(measure=report.measure)
    typed = {f"step_{step.pk}": "done", "done_since": "Halb", "light": "lila"}
    said = autosave(client_as(owner), report, lock_version=1, **typed)
    assert "bis auf:" in said
    assert "Bitte geben Sie den Tag an." in said
    assert (stored(report).done_since, stored(report).light) == ("Halb", "")


def test_proposal_follows_while_one_types(
    report: Assessment, owner: User, client_as: ClientAs
) -> None:
    step = MilestoneFactory(measure=report.measure, due_on=DAY.replace(year=2020))
    day = timezone.localdate().isoformat()
    typed = {f"step_{step.pk}": "done", f"step_{step.pk}_on": day}
    said = autosave(client_as(owner), report, lock_version=1, **typed)
    assert "Kein Meilenstein ist überfällig" in said


def test_page_that_is_behind_says_so_and_writes_nothing(
    report: Assessment, owner: User, client_as: ClientAs
) -> None:
    autosave(client_as(owner), report, lock_version=1, done_since="Die erste")
    said = autosave(client_as(owner), report, lock_version=1, done_since="Die zweite")
    assert "Jemand anderes hat diese Meldung inzwischen gespeichert." in said
    assert "id_lock_version" not in said
    assert stored(report).done_since == "Die erste"


def test_page_of_a_closed_cycle_keeps_its_words_and_says_why(
    report: Assessment, owner: User, client_as: ClientAs
) -> None:
    brought_to_close(report.cycle)
    said = autosave(client_as(owner), report, lock_version=2, done_since="Zu spät")
    assert "nimmt gerade nichts mehr an" in said


def test_report_that_was_handed_in_never_changes_by_itself(
    report: Assessment, owner: User, client_as: ClientAs
) -> None:
    client = client_as(owner)
    assert "hx-post" in page_of(client, url_of(report))
    client.post(url_of(report), {"lock_version": 1, "light": "green", "deed": "submit"})
    page = page_of(client, url_of(report))
    assert "hx-post" not in page
    assert "Geänderte Meldung abgeben" in page


def test_what_was_refused_is_kept_at_once(
    report: Assessment, owner: User, client_as: ClientAs
) -> None:
    client = client_as(owner)
    assert ", load" not in page_of(client, url_of(report))
    refused = client.post(url_of(report), {"lock_version": 1, "done_since": "Halb"})
    assert 'hx-trigger="change delay:400ms, input delay:2s, load"' in refused.content.decode()


def test_report_that_was_handed_in_says_its_figures_and_what_was_proposed(
    report: Assessment, owner: User, client_as: ClientAs
) -> None:
    step = MilestoneFactory(measure=report.measure, due_on=DAY.replace(year=2020))
    typed = {"lock_version": 1, "light": "green", "light_reason": "Abgestimmt", "deed": "submit"}
    typed |= {f"step_{step.pk}": "later", f"step_{step.pk}_on": "2030-06-01"}
    client_as(owner).post(url_of(report), typed)
    page = page_of(client_as(owner), url_of(report))
    assert f"{step.title}: erwartet zum 01.06.2030" in page
    assert "Vorgeschlagen war „" in page


# -- two people --------------------------------------------------------------------------------
def test_own_page_that_saved_itself_in_between_is_no_conflict(
    report: Assessment, owner: User, client_as: ClientAs
) -> None:
    client = client_as(owner)
    typed = {"lock_version": 1, "light": "green", "done_since": "Eins\r\nzwei"}
    autosave(client, report, **typed)
    answer = client.post(url_of(report), typed | {"deed": "submit"})
    assert answer.status_code == 302
    assert (stored(report).state, stored(report).done_since) == (State.SUBMITTED, "Eins\nzwei")


def test_second_of_two_sees_both_reports_and_decides(
    report: Assessment, owner: User, office: User, client_as: ClientAs
) -> None:
    step = MilestoneFactory(measure=report.measure, due_on=DAY.replace(year=2030))
    first = {"lock_version": 1, "light": "green", "done_since": "Die erste", "deed": "submit"}
    second = first | {"done_since": "Die zweite", f"step_{step.pk}": "done"}
    second |= {f"step_{step.pk}_on": "2026-06-01"}
    client_as(owner).post(url_of(report), first)
    client = client_as(office)
    answer = client.post(url_of(report), second)
    assert answer.status_code == 409
    seen = {each.label: (each.mine, each.stored) for each in answer.context["differences"]}
    assert seen["Was wurde seit dem letzten Mal erreicht?"] == ("Die zweite", "Die erste")
    assert seen[step.title] == ("erreicht", "nichts Neues")
    assert stored(report).done_since == "Die erste"
    client.post(url_of(report), second | {"lock_version": 2})
    assert stored(report).done_since == "Die zweite"
    assert stored(report).submitted_by == office


@pytest.mark.postgres
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_who_hand_in_at_once_write_one_report(owner: User, office: User) -> None:
    report = AssessmentFactory(measure__responsible=owner)
    together = Barrier(2)

    def hand_in(person: User, words: str) -> str:
        try:
            together.wait()
            submit_assessment(
                assessment=report, by=person, at=NOON, lock_version=1, light="green",
                done_since=words,
            )  # fmt: skip
        except EditConflict:
            return "conflict"
        finally:
            connection.close()
        return words

    with ThreadPoolExecutor(2) as pool:
        answers = set(pool.map(hand_in, (owner, office), ("Die erste", "Die zweite")))
    kept = stored(report)
    assert answers == {"conflict", kept.done_since}
    assert (kept.lock_version, kept.steps.count()) == (2, 1)


# -- who reports -------------------------------------------------------------------------------
def test_personal_link_opens_exactly_this_form(
    report: Assessment, owner: User, client: Client, client_as: ClientAs
) -> None:
    link = reverse("measures:personal_report", args=[report.key])
    behind_login = client.get(link)
    assert behind_login.status_code == 302
    assert behind_login["Location"].endswith(f"?next={link}")
    answer = client_as(owner).get(link)
    assert (answer.status_code, answer["Location"]) == (302, url_of(report))


def test_personal_link_is_no_key_for_others(report: Assessment, client_as: ClientAs) -> None:
    link = reverse("measures:personal_report", args=[report.key])
    other = person("other", Role.MEASURE_OWNER)
    assert client_as(other).get(link).status_code == 403
    assert client_as(person("citizen", Role.PARTICIPANT)).get(link).status_code == 404


def led_by_own(measure: Measure, guest: User) -> None:
    measure.lead = guest.organisation
    measure.save()


def led_by_own_town(measure: Measure, guest: User) -> None:
    assert guest.organisation
    measure.lead = OrganisationFactory(
        kind="municipality", municipality=guest.organisation.municipality
    )
    measure.save()


def led_by_company_in_town(measure: Measure, guest: User) -> None:
    assert guest.organisation
    measure.lead = OrganisationFactory(kind="company", municipality=guest.organisation.municipality)
    measure.save()


def led_by_other_town(measure: Measure, guest: User) -> None:
    measure.lead = OrganisationFactory(kind="municipality")
    measure.save()


def named_responsible(measure: Measure, guest: User) -> None:
    measure.responsible = guest
    measure.save()


def leads_the_field(measure: Measure, guest: User) -> None:
    FieldLead.objects.create(field=measure.field, person=guest)


GUESTS = [
    (led_by_own, 200), (led_by_own_town, 200), (named_responsible, 200), (leads_the_field, 200),
    (led_by_company_in_town, 404), (led_by_other_town, 404),
]  # fmt: skip


@pytest.mark.behaviour("M13")
@pytest.mark.parametrize("is_public", [True, False], ids=["public", "internal"])
@pytest.mark.parametrize(("tie", "status"), GUESTS, ids=[tie.__name__ for tie, _status in GUESTS])
def test_representative_reports_on_what_the_own_town_leads(
    tie: Callable[[Measure, User], None],
    status: int,
    is_public: bool,
    representative: User,
    client_as: ClientAs,
) -> None:
    report = AssessmentFactory(measure__is_public=is_public)
    tie(report.measure, representative)
    client = client_as(representative)
    assert client.get(url_of(report)).status_code == status
    data = {"lock_version": 1, "light": "green", "deed": "submit"}
    assert client.post(url_of(report), data).status_code == (302 if status == 200 else status)
    wanted = State.SUBMITTED if status == 200 else State.REQUESTED
    assert stored(report).state == wanted


@pytest.mark.behaviour("M13")
@pytest.mark.parametrize("tie", [led_by_own, named_responsible, leads_the_field])
def test_whose_role_has_ended_reports_on_nothing(
    tie: Callable[[Measure, User], None], expired_consultant: User, client_as: ClientAs
) -> None:
    expired_consultant.organisation = OrganisationFactory(kind="municipality")
    expired_consultant.save()
    report = AssessmentFactory()
    tie(report.measure, expired_consultant)
    assert client_as(expired_consultant).get(url_of(report)).status_code == 404


def test_field_lead_reports_where_the_owner_has_left(
    report: Assessment, owner: User, editor: User, client_as: ClientAs
) -> None:
    assert client_as(editor).get(url_of(report)).status_code == 403
    FieldLead.objects.create(field=report.measure.field, person=editor)
    User.objects.filter(pk=owner.pk).update(is_active=False)
    data = {"lock_version": 1, "light": "green", "deed": "submit"}
    assert client_as(editor).post(url_of(report), data).status_code == 302
    assert stored(report).submitted_by == editor


def test_owner_whose_role_has_ended_no_longer_reports(
    report: Assessment, owner: User, client_as: ClientAs
) -> None:
    owner.role_assignments.update(valid_until=DAY.replace(year=2020))
    assert client_as(owner).get(url_of(report)).status_code == 404
