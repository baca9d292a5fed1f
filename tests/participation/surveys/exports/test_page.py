"""The page to take answers along, and what it hands out to whom."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from participation.surveys.models import Survey, SurveyExport, SurveyVersion
from participation.surveys.views import exports as views
from smartregion.accounts.models import User
from smartregion.core import jobs
from smartregion.core.models import AuditEntry, Job
from tests.cast import ClientAs
from tests.factories.dates import DAY, NOON
from tests.factories.surveys import published, question, respond, survey_with
from tests.pages import page_of, queries_of
from tests.prompted import Prompted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
PEOPLE = 9


@pytest.fixture
def version(settings: Any, tmp_path: Path) -> SurveyVersion:
    settings.MEDIA_ROOT = tmp_path
    version = published(question("single", "one"), question("long_text", "txt"))
    for number in range(PEOPLE):
        respond(version, {"one": "abc"[number % 3], "txt": "Ein Geheimnis"})
    return version


@pytest.fixture
def reading(analyst: User) -> Client:
    return Prompted(analyst)


@pytest.fixture
def url(version: SurveyVersion) -> Callable[..., str]:
    return lambda name, *args: reverse(f"surveys:{name}", args=[version.survey.slug, *args])


@pytest.fixture
def _large(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if these were more answers than a person waits for."""
    monkeypatch.setattr(views, "AT_ONCE", PEOPLE)


def noted() -> list[str]:
    return list(
        AuditEntry.objects.filter(verb="note_raw_access").order_by("pk").values_list("changes__what", flat=True)
    )  # fmt: skip


@pytest.mark.behaviour("Q32")
def test_the_results_lead_here_and_the_page_offers_every_format(reading: Client, url: Any) -> None:
    assert url("exports") in page_of(reading, url("results"))
    page = page_of(reading, url("exports"))
    for address in (
        url("responses_csv"), url("responses_file", "xlsx"), url("responses_file", "sav"),
        url("responses_file", "json"), url("code_book"), url("code_book_csv"), url("code_book_ddi"),
        url("questionnaire_file", "json"), url("questionnaire_file", "lss"), url("questionnaire_file", "xlsform"),
    ):  # fmt: skip
        assert f'href="{address}"' in page
    assert "Alle 9 Antworten" in page


@pytest.mark.behaviour("Q26")
def test_the_filter_goes_along_to_every_file(reading: Client, url: Any) -> None:
    page = page_of(reading, url("exports") + "?answer=one:a")
    assert "Ausgewählt sind 3 von 9 Antworten" in page
    assert "Frage one? Text a" in page
    for address in re.findall(rf'href="({url("exports")}antworten[^"]+)"', page):
        assert address.endswith("?answer=one%3Aa")
    answer = reading.get(url("responses_file", "json") + "?answer=one:a")
    document = json.loads(b"".join(answer.streaming_content))  # type: ignore[attr-defined]
    assert len(document["responses"]) == document["about"]["n"] == 3


@pytest.mark.parametrize("format_", ["csv", "xlsx", "sav", "json"])
def test_small_files_come_at_once_and_are_noted(reading: Client, url: Any, format_: str) -> None:
    address = url("responses_csv") if format_ == "csv" else url("responses_file", format_)
    answer = reading.get(address)
    assert len(b"".join(answer.streaming_content)) > 100  # type: ignore[attr-defined]
    assert f'antworten.{format_}"' in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "private, no-store"
    assert noted() == [f"export {format_}"]


@pytest.mark.behaviour("Q32")
@pytest.mark.usefixtures("_large")
def test_large_files_are_ordered_watched_and_fetched(
    reading: Client, url: Any, django_capture_on_commit_callbacks: Any
) -> None:
    page = page_of(reading, url("exports"))
    assert url("responses_file", "sav") not in page
    # CSV and JSON are sent while they are read, however many there are.
    assert url("responses_csv") in page
    assert reading.get(url("responses_file", "sav")).status_code == 302
    reading.post(url("export_order") + "?answer=one:a", {"format": "sav"})
    export = SurveyExport.objects.get()
    page = page_of(reading, url("exports"))
    assert 'hx-trigger="every 1500ms"' in page
    assert "wartet" in page
    assert reading.get(url("export_file", export.pk)).status_code == 404
    jobs.run(str(export.job_id))
    part = reading.get(url("exports"), headers={"hx-request": "true", "hx-target": "ordered-files"})
    assert "<html" not in part.content.decode()
    assert "hx-trigger" not in part.content.decode()
    assert "3 Antworten" in part.content.decode()
    file = reading.get(url("export_file", export.pk))
    assert b"".join(file.streaming_content).startswith(b"$FL")  # type: ignore[attr-defined]
    assert noted() == ["export sav", "export sav, file"]


@pytest.mark.usefixtures("_large")
def test_a_failure_is_told_with_its_reason_and_tried_again(reading: Client, url: Any) -> None:
    reading.post(url("export_order"), {"format": "xlsx"})
    Job.objects.update(state=Job.State.FAILED, error="Kein Platz mehr auf der Platte.")
    page = page_of(reading, url("exports"))
    assert "Kein Platz mehr auf der Platte." in page
    export = SurveyExport.objects.get()
    reading.post(url("export_retry", export.pk))
    jobs.run(str(export.job_id))
    assert SurveyExport.objects.get().responses == PEOPLE


def test_deleting_asks_first(reading: Client, url: Any) -> None:
    reading.post(url("export_order"), {"format": "csv"})
    export = SurveyExport.objects.get()
    assert "Löschen" in page_of(reading, url("export_delete", export.pk))
    assert SurveyExport.objects.exists()
    reading.post(url("export_delete", export.pk))
    assert not SurveyExport.objects.exists()


def test_files_are_for_those_who_may_see_results(
    client_as: ClientAs, moderator: User, url: Any, analyst: User, reading: Client
) -> None:
    reading.post(url("export_order"), {"format": "csv"})
    export = SurveyExport.objects.get()
    jobs.run(str(export.job_id))
    for client, status in ((client_as(moderator), 403), (Client(), 302)):
        for address in (url("exports"), url("export_file", export.pk), url("responses_csv")):
            assert client.get(address).status_code == status, address
    # Of another survey, it is not there.
    other = published(question("single", "q")).survey.slug
    assert reading.get(reverse("surveys:export_file", args=[other, export.pk])).status_code == 404


def test_unknown_formats_and_filters_are_explained(reading: Client, url: Any) -> None:
    assert reading.get(url("responses_file", "exe")).status_code == 404
    assert reading.get(url("questionnaire_file", "exe")).status_code == 404
    assert reading.post(url("export_order"), {"format": "exe"}).status_code == 404
    unknown = reading.get(url("responses_csv") + "?answer=nix:a")
    assert unknown.status_code == 404
    assert "nix" in unknown.content.decode()
    assert noted() == []


def test_without_answers_there_is_the_questionnaire(reading: Client) -> None:
    survey = survey_with(question("single", "q"))
    page = page_of(reading, reverse("surveys:exports", args=[survey.slug]))
    assert "Noch keine Antworten" in page
    assert "Der Entwurf, wie er jetzt dasteht" in page
    file = reading.get(reverse("surveys:questionnaire_file", args=[survey.slug, "json"]))
    assert json.loads(file.content)["pages"][0]["questions"][0]["code"] == "q"


@pytest.mark.behaviour("Q20")
def test_answers_that_were_removed_are_in_no_file(reading: Client, url: Any) -> None:
    Survey.objects.update(erased_on=DAY)
    assert "wurden am 15. Juni 2026 entfernt" in page_of(reading, url("exports"))
    for name in ("responses_csv", "code_book_ddi"):
        assert reading.get(url(name)).status_code == 409
    assert reading.post(url("export_order"), {"format": "csv"}).status_code == 409


def test_queries_do_not_grow_with_the_files(reading: Client, url: Any, analyst: User) -> None:
    def ordered(number: int) -> int:
        for each in range(number):
            job = Job.objects.create(
                kind="survey.export",
                key=f"{number}/{each}",
                state="done",
                ordered_at=NOON,
                published_at=NOON,
            )
            SurveyExport.objects.create(
                survey=Survey.objects.get(), format="csv", filter="answer=one%3Aa&weight=x", job=job,
                ordered_by=analyst, ordered_at=NOON + timedelta(hours=each), expires_on=DAY,
            )  # fmt: skip
        return queries_of(lambda: reading.get(url("exports")))

    reading.get(url("exports"))
    assert ordered(1) == ordered(2)
