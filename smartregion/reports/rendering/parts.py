"""What several chapters share: which other chapters this report has, so that nothing is said twice."""

from datetime import date
from typing import Any

from django.utils.formats import date_format

Content = dict[str, Any]


def has_chapter(content: Content, key: str) -> bool:
    """Whether the report has this chapter, too."""
    return any(each["key"] == key for each in content["chapters"])


def opening_named(content: Content, title: str) -> list[Content]:
    """Sections before the vision that are called like a chapter: they open it."""
    return [each for each in content["reading"]["opening"] if each["title"] == title]


def german_day(text: str) -> str:
    """A date of the snapshot (2026-05-23) inside of a sentence (23.05.2026)."""
    return date_format(date.fromisoformat(text), "d.m.Y")
