"""Making files: how far it is, and what is said when it cannot be done."""

import errno
import os

import pytest

from smartregion.core.jobs import JobFailed, LeaseLost
from smartregion.core.pdf.child import CannotShow, ChildDied, TooLarge, TooSlow, Unprintable
from smartregion.reports.actions import build_files, building
from smartregion.reports.rendering import Printed
from smartregion.reports.rendering.making import part
from tests.factories.dates import NOON
from tests.factories.reports import PDF, ReportFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def press(monkeypatch):
    """Writers for two formats that do not print; what goes wrong goes wrong in a chapter."""

    def load(outcome=None):
        def print_it(_book, *, say):
            say(1, 2, "Beteiligung")
            with part("Beteiligung"):
                if outcome:
                    raise outcome
            return Printed(PDF, 3)

        for name in ("pdf", "docx"):
            monkeypatch.setitem(building.WRITERS, name, print_it)

    load()
    return load


def build(report, *formats, say=lambda *_said: None):
    build_files(report=report, formats=formats or ["pdf"], is_draft=True, say=say, at=NOON)


def test_progress_of_several_formats_never_goes_back(press):
    said = []
    build(ReportFactory(), "pdf", "docx", say=lambda *words: said.append(words))
    assert said == [
        (50, 200, "PDF, barrierefrei: Beteiligung"),
        (150, 200, "Word-Dokument: Beteiligung"),
    ]


def test_progress_before_the_first_part_names_the_format_alone(press, monkeypatch):
    said = []

    def hurried(_book, *, say):
        say(0, 2, "")
        return Printed(PDF, 3)

    monkeypatch.setitem(building.WRITERS, "pdf", hurried)
    build(ReportFactory(), "pdf", "docx", say=lambda *words: said.append(words[2]))
    assert said == ["PDF, barrierefrei", "Word-Dokument: Beteiligung"]


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (TooSlow(), "„Beteiligung“ brauchte zu lange"),
        (TooLarge(), "„Beteiligung“ braucht mehr Arbeitsspeicher"),
        (ChildDied(), "„Beteiligung“ ist das Druckprogramm ausgefallen"),
        (CannotShow(), "„Beteiligung“ lässt sich ein Bild nicht zeigen"),
        (Unprintable(), "„Beteiligung“ ließ sich nicht drucken"),
    ],
)
def test_failure_names_the_part_and_the_reason(press, trouble, words):
    press(trouble)
    with pytest.raises(JobFailed, match=words):
        build(ReportFactory())


@pytest.mark.behaviour("X7")
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_full_disk_is_said_and_blamed_on_no_chapter(press, number, media):
    press(OSError(number, os.strerror(number)))
    with pytest.raises(JobFailed, match="kein Speicherplatz mehr frei"):
        build(ReportFactory())
    assert not [path for path in media.rglob("*") if path.is_file()]


def test_half_a_file_of_a_killed_worker_goes_with_the_next_attempt(press, media):
    report = ReportFactory()
    folder = media / "reports" / str(report.pk)
    folder.mkdir(parents=True)
    (folder / ".entwurf.pdf.4711.part").write_bytes(PDF[:5])
    build(report)
    assert [file.name for file in folder.iterdir()] == ["entwurf.pdf"]


def test_stopped_work_is_no_failure_of_a_chapter(press):
    press(LeaseLost())
    with pytest.raises(LeaseLost):
        build(ReportFactory())
