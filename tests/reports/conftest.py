"""One printed report for all tests that read it back: printing takes seconds."""

import json
import re
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest

from smartregion.core.canonical import canonical_json, sha256_of
from smartregion.core.pdf.cell.mending import elements
from smartregion.core.pdf.kept import Kept
from smartregion.reports.rendering import Printed, Say, Stamp, book_of, render_pdf
from tests.factories.reports import Content, full_content

TAKEN_AT = "2026-06-15T12:00:00+02:00"


def stamp(content: Content) -> Stamp:
    return Stamp(sha256=sha256_of(canonical_json(content)), taken_at=TAKEN_AT)


def printed(content: Content, kept: Kept | None = None, say: Say = lambda *_said: None) -> Printed:
    return render_pdf(book_of(content, stamp(content)), say=say, kept=kept)


def _whole_words(text: str) -> str:
    return re.sub(r"\N{SOFT HYPHEN}\s*", "", text)


class Book:
    """A printed report, opened for text and for structure."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.reader = pypdf.PdfReader(file)
        self.pdf = pikepdf.open(file)

    @cached_property
    def pages(self) -> list[str]:
        return [_whole_words(page.extract_text()) for page in self.reader.pages]

    @cached_property
    def text(self) -> str:
        return "\n".join(self.pages)

    def page_with(self, words: str) -> int:
        """The number of the first page, after cover and contents, on which the words stand."""
        return next(
            number for number, text in enumerate(self.pages, 1) if number > 2 and words in text
        )

    def elements(self, kind: str) -> list[Any]:
        return [element for element in self.structure if str(element.S) == f"/{kind}"]

    @cached_property
    def structure(self) -> list[Any]:
        """All elements in reading order."""
        return [element for element, _in_head in elements(self.pdf)]


@pytest.fixture(scope="session")
def print_book(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Content], Book]:
    def make(content: Content) -> Book:
        file = tmp_path_factory.mktemp("report") / "report.pdf"
        file.write_bytes(printed(json.loads(canonical_json(content))).data)
        return Book(file)

    return make


@pytest.fixture(scope="session")
def book(print_book: Callable[[Content], Book]) -> Book:
    return print_book(full_content())
