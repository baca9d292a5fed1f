"""Who wrote what: by chapter whether its words are the county's, a consultant's, or drawn up from data."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

Content = dict[str, Any]


@dataclass(frozen=True)
class Part:
    """A chapter by its title; ``exhibits`` are figures that somebody chose for it."""

    title: str
    written_by: str
    parts: str
    exhibits: int


def authorship(content: Content, titles: Mapping[str, str]) -> list[Part]:
    """Chapters in their order; ``titles`` are the usual ones by key."""
    return [_part(each, titles) for each in content["chapters"]]


def _part(chapter: Content, titles: Mapping[str, str]) -> Part:
    words = {"introduction": _("Einleitung"), "conclusion": _("Schluss")}
    written = [word for name, word in words.items() if chapter[name]]
    return Part(
        title=chapter["title"] or titles.get(chapter["key"], ""),
        written_by=chapter["written_by"],
        parts=", ".join(written),
        exhibits=len(chapter["exhibits"]),
    )
