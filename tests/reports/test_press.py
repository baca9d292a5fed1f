"""How the press works: the same bytes again, unchanged chapters from what was kept, failures by name."""

import os
import subprocess
from typing import Any

import pytest

from smartregion.core.jobs import LeaseLost
from smartregion.core.pdf.child import Children
from smartregion.core.pdf.kept import Kept
from smartregion.reports.rendering import RenderFailed
from tests.factories.reports import chapters, content, measure, passage
from tests.reports import conftest
from tests.reports.conftest import printed

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("printed report")]

BROKEN = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB"
BROKEN_SVG = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'%3E%3Crect"


@pytest.fixture
def tasks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that children were asked to set."""
    asked: list[str] = []
    set_pages = Children.set_pages

    def noted(self: Children, html: str, css: str, **how: Any) -> Any:
        asked.append(html)
        return set_pages(self, html, css, **how)

    monkeypatch.setattr(Children, "set_pages", noted)
    return asked


def small(**values: Any) -> dict[str, Any]:
    return content(measure(), chapters=chapters("outlook", "profiles", "method"), **values)


# -- the same again ----------------------------------------------------------------------------
@pytest.mark.behaviour("R1")
def test_same_content_gives_the_same_file_whether_its_parts_were_kept_or_not(tmp_path):
    once = printed(small(), Kept(None)).data
    kept = Kept(tmp_path)
    assert printed(small(), kept).data == once
    assert printed(small(), kept).data == once


def test_unchanged_chapters_are_not_set_again(tmp_path, tasks):
    kept = Kept(tmp_path)
    printed(small(), kept)
    tasks.clear()
    printed(small(), kept)
    assert tasks == []


def test_later_edition_sets_only_the_chapter_that_changed(tmp_path, tasks, monkeypatch):
    kept = Kept(tmp_path)
    printed(small(), kept)
    tasks.clear()
    monkeypatch.setattr(conftest, "TAKEN_AT", "2026-07-01T12:00:00+02:00")
    longer = passage("Ausblick", body="<p>Ein langer Ausblick. </p>" * 120)
    reading = {**content()["reading"], "closing": [longer]}
    changed = printed(small(reading=reading), kept)
    assert sum("Ein langer Ausblick." in html for html in tasks) == 1
    assert not any('class="profile' in html for html in tasks)
    # The front matter, perhaps twice; the annex that tells the hash of the whole; the page numbers.
    assert len(tasks) <= 5
    assert changed.data == printed(small(reading=reading), Kept(None)).data


# -- whoever does not want it any more, and what is left ---------------------------------------
def test_nobody_who_works_is_left_when_the_report_is_stopped(tmp_path):
    def stop(_done: int, _total: int, _what: str) -> None:
        raise LeaseLost

    before = _children()
    with pytest.raises(LeaseLost):
        printed(small(), Kept(tmp_path), stop)
    assert _children() == before


@pytest.mark.behaviour("R10")
def test_memory_is_given_back_when_the_report_is_there(tmp_path):
    before = _children()
    many = [measure(f"HF1-M{n:02}", f"Maßnahme {n}") for n in range(24)]
    report = printed(content(*many, chapters=chapters("profiles", "method")), Kept(tmp_path))
    assert (report.pages or 0) > 24
    # The processes that needed it are gone.
    assert _children() == before


def _children() -> set[str]:
    listed = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(os.getpid())],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return {line.split()[0] for line in listed.stdout.splitlines() if " ps " not in f" {line} "}


# -- failures ----------------------------------------------------------------------------------
@pytest.mark.behaviour("R3")
@pytest.mark.parametrize("picture", [BROKEN, BROKEN_SVG])
def test_broken_picture_fails_with_the_name_of_its_part(tmp_path, picture):
    county = {**content()["county"], "logo": picture}
    with pytest.raises(RenderFailed, match="Titel und Inhalt"):
        printed(small(county=county), Kept(tmp_path))
    # Other reports are built as before.
    assert printed(small(), Kept(tmp_path)).pages


@pytest.mark.behaviour("R3")
def test_chapter_that_cannot_be_written_is_named():
    broken = [{"title": "Ohne alles"}]
    parts = [{**chapters("outlook")[0], "exhibits": broken}, *chapters("method")]
    with pytest.raises(RenderFailed, match="1 Ausblick"):
        printed(content(chapters=parts), Kept(None))


@pytest.mark.behaviour("R3")
def test_title_of_10_000_letters_is_printed(print_book):
    title = ("Über Größe und Maß " * 600)[:10_000]
    parts = [{**chapters("outlook")[0], "title": title}, *chapters("method")]
    book = print_book(content(title=title, chapters=parts))
    assert book.text.count("Über Größe und Maß") > 500
    assert len(book.reader.outline[0].title) < 100
