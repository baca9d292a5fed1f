"""Terms of the field with what they mean."""

import tomllib
from datetime import datetime
from functools import cache
from pathlib import Path

from smartregion.core.slugs import german_slug
from smartregion.reports.briefs import Brief
from smartregion.reports.queries.materials.registry import Content, material

SOURCE = Path(__file__).parents[2] / "glossary.toml"


@material("glossary")
def _glossary(_brief: Brief, _at: datetime) -> list[Content]:
    """In the order of a telephone book."""
    words = _read()
    ordered = sorted(words, key=lambda term: german_slug(term, length=200))
    return [{"term": term, "meaning": words[term]} for term in ordered]


@cache
def _read() -> dict[str, str]:
    return tomllib.loads(SOURCE.read_text("utf-8"))
