"""Files that are ordered: complete or failed loudly, followed on the page, gone after their last day."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from participation.surveys.actions import (
    delete_export,
    order_export,
    remove_expired,
    retry_export,
    withdraw_response,
)
from participation.surveys.exports import files, select
from participation.surveys.exports.words import AnswersChanged
from participation.surveys.models import Response, Survey, SurveyExport, SurveyVersion
from smartregion.accounts.models import User
from smartregion.core import jobs
from smartregion.core.errors import WrongState
from smartregion.core.models import AuditEntry, Job
from tests.factories.dates import DAY, NOON
from tests.factories.surveys import published, question, respond

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon"), pytest.mark.slow]
Order = Callable[..., SurveyExport]


@pytest.fixture
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "survey_exports"


@pytest.fixture
def version(media: Path) -> SurveyVersion:
    version = published(question("single", "one"), question("long_text", "txt"))
    for number in range(12):
        respond(version, {"one": "abc"[number % 3], "txt": f"Was Person {number} schrieb"})
    return version


@pytest.fixture
def order(version: SurveyVersion, analyst: User) -> Order:
    def ordered(format_: str = "csv", query: str = "") -> SurveyExport:
        selection = select(Survey.objects.get(pk=version.survey_id), QueryDict(query))
        return order_export(
            selection=selection, format_=format_, language="de", by=analyst, at=NOON
        )

    return ordered


def made(export: SurveyExport) -> SurveyExport:
    """After a worker had its turn."""
    jobs.run(str(export.job_id))
    return SurveyExport.objects.select_related("job").get(pk=export.pk)


def lying_in(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir()) if folder.exists() else []


@pytest.mark.behaviour("Q32")
def test_an_order_becomes_a_whole_file(order: Order, media: Path) -> None:
    export = made(order("xlsx", "answer=one:a"))
    assert export.job
    assert export.job.state == Job.State.DONE
    assert (export.job.done, export.job.total) == (4, 4)
    assert export.responses == 4
    assert lying_in(media) == [f"{export.pk}.xlsx"]
    book = openpyxl.load_workbook(export.file.path)
    assert book["Antworten"].max_row == 5
    assert dict(book["Angaben"].iter_rows(values_only=True))["Antworten in dieser Datei"] == 4  # type: ignore[call-overload]


@pytest.mark.behaviour("Q32")
@pytest.mark.django_db(transaction=True)
def test_answers_that_are_taken_back_stay_in_no_ordered_file(order: Order, media: Path) -> None:
    made(order("csv"))
    other = published(question("single", "one"))
    waiting = order("json")
    withdraw_response(response=respond(other, {"one": "a"}), at=NOON)
    assert len(lying_in(media)) == 1
    withdraw_response(response=Response.objects.filter(version__survey=waiting.survey)[0], at=NOON)
    assert lying_in(media) == []
    assert list(SurveyExport.objects.all()) == [waiting]
    assert made(waiting).responses == 11


def test_ordering_twice_writes_once(order: Order) -> None:
    assert order().pk == order().pk
    assert order("json").pk != order().pk
    assert Job.objects.count() == 2


def test_an_order_is_noted_as_access(order: Order, analyst: User) -> None:
    order("sav")
    entry = AuditEntry.objects.get(verb="note_raw_access")
    assert (entry.actor, entry.changes) == (analyst, {"what": "export sav"})


def test_a_worker_that_comes_again_changes_nothing(order: Order, media: Path) -> None:
    export = made(order())
    before = export.file.size
    Job.objects.update(state=Job.State.QUEUED, attempts=0)
    assert made(export).file.size == before


@pytest.mark.behaviour("Q32")
def test_a_file_with_too_few_rows_is_never_offered(
    order: Order, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = files.import_module

    class Short:
        @staticmethod
        def write(selection: Any, *rest: Any) -> int:
            return int(whole("participation.surveys.exports.csv_table").write(selection, *rest)) - 1

    monkeypatch.setattr(files, "import_module", lambda _name: Short)
    export = made(order())
    assert export.job
    assert export.job.state == Job.State.FAILED
    assert "11 Antworten statt 12" in export.job.error
    assert not export.file
    assert lying_in(media) == []


@pytest.mark.behaviour("Q32")
def test_a_failure_has_a_sentence_leaves_nothing_and_can_be_tried_again(
    order: Order, analyst: User, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_file: int) -> None:
        raise OSError("No space left on device")

    export = order()
    with monkeypatch.context() as broken:
        broken.setattr("os.fsync", full)
        export = made(export)
    assert export.job
    assert export.job.state == Job.State.FAILED
    assert "unerwarteter Fehler" in export.job.error
    assert lying_in(media) == []
    retry_export(export=export, by=analyst, at=NOON)
    assert made(export).responses == 12


def test_only_what_failed_is_tried_again(order: Order, analyst: User) -> None:
    with pytest.raises(WrongState):
        retry_export(export=made(order()), by=analyst, at=NOON)


@pytest.mark.behaviour("Q32")
@pytest.mark.behaviour("Q18")
def test_answers_withdrawn_before_the_worker_came_are_not_in_the_file(
    order: Order, version: SurveyVersion
) -> None:
    export = order()
    gone = Response.objects.all()[0]
    withdraw_response(response=gone, at=NOON)
    export = made(export)
    assert export.responses == 11
    assert str(gone.pk) not in Path(export.file.path).read_text()


def test_answers_withdrawn_while_it_is_written_begin_it_again(
    order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    from participation.surveys.exports import rows

    read, calls = rows.words_of, []

    def interrupted(*asked: Any) -> Any:
        calls.append(asked)
        if len(calls) == 1:
            raise AnswersChanged
        return read(*asked)

    monkeypatch.setattr(rows, "words_of", interrupted)
    assert made(order()).responses == 12
    monkeypatch.setattr(rows, "words_of", lambda *_asked: {})
    failed = made(order("json"))
    assert failed.job
    assert "zurückgezogen" in failed.job.error


def test_what_does_not_fit_on_a_sheet_is_refused_with_a_sentence(
    order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "SHEET_ROWS", 12)
    with pytest.raises(ValidationError, match="höchstens 12 Zeilen"):
        order("xlsx")
    assert order("xlsx", "answer=one:a").pk


# -- the last day ----------------------------------------------------------------------------------
@pytest.mark.behaviour("Q20")
def test_after_its_last_day_the_file_is_gone_with_its_row(
    order: Order, media: Path, django_capture_on_commit_callbacks: Any
) -> None:
    export = made(order())
    for days, is_there in ((7, True), (8, False)):
        with django_capture_on_commit_callbacks(execute=True):
            remove_expired(at=NOON + timedelta(days=days))
        assert SurveyExport.objects.filter(pk=export.pk).exists() == is_there
        assert bool(lying_in(media)) == is_there


@pytest.mark.behaviour("Q20")
def test_no_file_outlives_the_answers_in_it(
    order: Order, version: SurveyVersion, media: Path, django_capture_on_commit_callbacks: Any
) -> None:
    Survey.objects.update(answers_until=DAY + timedelta(days=3))
    assert order().expires_on == DAY + timedelta(days=3)
    export = made(order("json"))
    # The office sets the last day earlier while a file lies there.
    Survey.objects.update(
        opens_at=NOON - timedelta(days=30), closes_at=NOON - timedelta(days=9),
        answers_until=DAY - timedelta(days=1),
    )  # fmt: skip
    SurveyExport.objects.filter(pk=export.pk).update(expires_on=DAY + timedelta(days=7))
    with django_capture_on_commit_callbacks(execute=True):
        remove_expired(at=NOON)
    assert not SurveyExport.objects.exists()
    assert lying_in(media) == []


def test_deleting_by_hand_removes_file_and_order(
    order: Order, analyst: User, media: Path, django_capture_on_commit_callbacks: Any
) -> None:
    export = made(order())
    with django_capture_on_commit_callbacks(execute=True):
        delete_export(export=export, by=analyst)
    assert lying_in(media) == []
    assert not Job.objects.exists()


def test_deleting_while_it_is_written_stops_the_worker(
    order: Order, analyst: User, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = order()
    read = jobs.JobRun.progress

    def taken_back(run: jobs.JobRun, *told: Any) -> None:
        delete_export(
            export=SurveyExport.objects.select_related("job").get(pk=export.pk), by=analyst
        )
        read(run, *told)

    monkeypatch.setattr(jobs.JobRun, "progress", taken_back)
    jobs.run(str(export.job_id))
    assert not SurveyExport.objects.exists()
    assert lying_in(media) == []


def test_what_a_killed_worker_left_is_swept_away(order: Order, media: Path) -> None:
    export = made(order())
    left = media / f".{export.pk}.xlsx.123.part"
    left.write_bytes(b"half of it")
    old = (NOON - timedelta(days=2)).timestamp()
    os.utime(left, (old, old))
    fresh = media / ".another.csv.124.part"
    fresh.write_bytes(b"being written")
    os.utime(fresh, (NOON.timestamp(), NOON.timestamp()))
    remove_expired(at=NOON)
    assert lying_in(media) == [fresh.name, f"{export.pk}.csv"]
