"""manage.py build_report: a file for scripts, or a clear word."""

from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from smartregion.core.models import Snapshot
from smartregion.reports.actions import building, printing
from smartregion.reports.actions.manuscripts import create_manuscript
from smartregion.reports.briefs import Brief
from smartregion.reports.models import Kind, Report
from smartregion.reports.rendering import Book, Printed, RenderFailed
from tests.factories.county import CountyFactory
from tests.factories.dates import DAY
from tests.factories.measures import CycleFactory, MeasureFactory, closed
from tests.factories.strategy import whole_version

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(autouse=True)
def version() -> Any:
    CountyFactory()
    return whole_version(adopted=True)


@pytest.fixture
def books(monkeypatch: pytest.MonkeyPatch) -> list[Book]:
    """The books that would have been printed."""
    made: list[Book] = []

    def write(book: Book, *, say: Any) -> Printed:
        say(0, 1, "Kurzfassung")
        made.append(book)
        return Printed(b"the file", 3)

    monkeypatch.setitem(building.WRITERS, "pdf", write)
    return made


def build(tmp_path: Path, *words: str, **options: Any) -> str:
    said = StringIO()
    place = str(tmp_path / "report.pdf")
    call_command("build_report", *words, "--format", "pdf", "-o", place, stdout=said, **options)
    return said.getvalue()


def test_report_is_written_and_kept_nowhere(books: list[Book], tmp_path: Path) -> None:
    said = build(tmp_path, "final")
    assert (tmp_path / "report.pdf").read_bytes() == b"the file"
    assert f"3 pages, 8 bytes, snapshot {books[0].stamp.sha256}" in said
    assert not books[0].stamp.is_draft
    assert (Report.objects.count(), Snapshot.objects.filter(kind="report").count()) == (0, 0)


def test_draft_is_one_and_title_and_progress_are_as_asked(
    books: list[Book], tmp_path: Path
) -> None:
    told = StringIO()
    build(tmp_path, "catalogue", "--draft", "--title", "Alles", "-v", "2", stderr=told)
    assert books[0].stamp.is_draft
    assert books[0].content["title"] == "Alles"
    assert told.getvalue() == "0/1 Kurzfassung\n"


def test_what_is_named_is_taken(books: list[Book], tmp_path: Path, version: Any) -> None:
    field = version.texts.get(element__kind="field").element
    measure = MeasureFactory(field=field)
    later = closed((measure, "green"))
    earlier = closed((measure, "red"), cutoff_on=DAY - timedelta(days=365))
    build(tmp_path, "cycle", "--cycle", earlier.slug)
    build(tmp_path, "final", "--cycle", later.slug, "--version", version.label)
    assert [book.content["cycle"]["title"] for book in books] == [earlier.title, later.title]
    build(tmp_path, "profile", "--measure", measure.number)
    assert books[-1].content["title"] == f"Steckbrief {measure}"


def test_manuscript_says_what_it_is_about(
    books: list[Book], tmp_path: Path, version: Any, office: Any
) -> None:
    brief = Brief(kind=Kind.CATALOGUE, title="Unsere Maßnahmen", version=version)
    manuscript = create_manuscript(brief=brief, by=office, at=timezone.now())
    build(tmp_path, "catalogue", "--manuscript", str(manuscript.pk))
    assert books[0].content["title"] == "Unsere Maßnahmen"
    for words, fault in (
        (("final", "--manuscript", str(manuscript.pk)), "of the kind catalogue"),
        (
            ("catalogue", "--manuscript", str(manuscript.pk), "--version", "1"),
            "leave out --version",
        ),
        (("catalogue", "--manuscript", "1"), "no manuscript 1"),
    ):
        with pytest.raises(CommandError, match=fault):
            build(tmp_path, *words)


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (["final", "--version", "9.9"], "no strategyversion 9.9"),
        (["cycle", "--cycle", "x"], "no cycle x"),
        (["cycle", "--survey", "x"], "no survey x"),
        (["profile"], "fehlt noch: Maßnahme"),
        (["cycle"], "fehlt noch: Evaluationszyklus|fehlt noch"),
        (["survey"], "fehlt noch: Umfragen"),
        (["novel"], "invalid choice"),
    ],
)
def test_what_cannot_be_built_is_said(
    books: list[Book], tmp_path: Path, words: list[str], fault: str
) -> None:
    with pytest.raises(CommandError, match=fault):
        build(tmp_path, *words)
    assert not list(tmp_path.iterdir())


def test_subject_that_the_kind_does_not_know_is_refused(
    books: list[Book], tmp_path: Path, version: Any
) -> None:
    with pytest.raises(CommandError, match="kind cycle has no --version"):
        build(tmp_path, "cycle", "--version", version.label)


def test_open_cycle_is_refused(books: list[Book], tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="noch offen"):
        build(tmp_path, "cycle", "--cycle", CycleFactory().slug)


def test_failure_is_told_and_leaves_no_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(_book: Book, *, say: Any) -> Printed:
        raise RenderFailed("Beteiligung")

    monkeypatch.setitem(printing.WRITERS, "pdf", broken)
    with pytest.raises(CommandError, match="„Beteiligung“ ließ sich nicht drucken"):
        build(tmp_path, "final")
    assert not list(tmp_path.iterdir())


def test_place_that_is_none_is_told(books: list[Book], tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be written: No such file"):
        build(tmp_path / "nowhere", "final")
