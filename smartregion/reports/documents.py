"""The shape of what a report freezes, and how older shapes become the newest one.

Schema 2::

    kind, title, subtitle, is_publication, made_on, site
    design      colour, accent, font, partner {name, logo}
    foreword    text, by, picture, picture_alt, or null
    chapters    [{key, is_annex, title, introduction, conclusion, written_by, exhibits}] in order
    county, strategy, …   the materials of these chapters (queries/materials)

Wherever ``id`` stands, it is the key of a measure or of a contribution: by it their pages find the
report, and the report leads to them (``named_keys``, mentions.py).

Schema 1 knew the final report only, and its chapters were always the same.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from smartregion.reports.models.designs import ACCENT, COLOUR

Content = dict[str, Any]

SCHEMA_VERSION = 2


def upgraded(content: Content, schema_version: int) -> Content:
    """Content of any earlier shape as the newest one. Raises ``ValueError`` for shapes to come."""
    if schema_version > SCHEMA_VERSION:
        raise ValueError(schema_version)
    for version in range(schema_version, SCHEMA_VERSION):
        content = UPGRADES[version](content)
    return content


# Chapters of schema 1 by their present names.
FIRST_CHAPTERS = (
    "summary",
    "occasion",
    "vision",
    "participation",
    "fields",
    "measures",
    "monitoring",
    "outlook",
)
FIRST_ANNEXES = ("profiles", "method")


def _from_1(content: Content) -> Content:
    """One kind, one look, chapters without words of their own."""
    return {
        **content,
        "kind": "final",
        "is_publication": True,
        "subtitle": "",
        "site": "",
        "design": {"colour": COLOUR, "accent": ACCENT, "font": "sans", "partner": None},
        "foreword": None,
        "chapters": [_bare(key, key in FIRST_ANNEXES) for key in (*FIRST_CHAPTERS, *FIRST_ANNEXES)],
        "waiting": content.get("waiting"),
    }


def _bare(key: str, is_annex: bool) -> Content:
    words = {"title": "", "introduction": "", "conclusion": "", "written_by": ""}
    return {"key": key, "is_annex": is_annex, "exhibits": [], **words}


UPGRADES: dict[int, Callable[[Content], Content]] = {1: _from_1}


# -- what it names -----------------------------------------------------------------------------
UUID_TEXT = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def named_keys(content: Any) -> set[UUID]:
    """The measures and contributions that frozen content names: wherever ``id`` says which."""
    return set(_named_keys(content))


def _named_keys(content: Any) -> Iterator[UUID]:
    if isinstance(content, list):
        for each in content:
            yield from _named_keys(each)
    elif isinstance(content, dict):
        key = content.get("id")
        # Reports of earlier days did not keep every key.
        if isinstance(key, str) and UUID_TEXT.fullmatch(key):
            yield UUID(key)
        for each in content.values():
            yield from _named_keys(each)
