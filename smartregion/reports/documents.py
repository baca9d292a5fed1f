"""The shape of what a report freezes, and how older shapes become the newest one.

Schema 2::

    kind, title, subtitle, is_publication, made_on, site
    design      colour, accent, font, partner {name, logo}
    foreword    text, by, picture, picture_alt, or null
    chapters    [{key, is_annex, title, introduction, conclusion, written_by, exhibits}] in order
    county, strategy, …   the materials of these chapters (queries/materials)

Wherever ``id`` stands, it is the key of a measure or of a contribution: by it their pages find the
report, and the report leads to them (mentions.py).

Schema 1 knew the final report only, and its chapters were always the same.
"""

from collections.abc import Callable
from typing import Any

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
