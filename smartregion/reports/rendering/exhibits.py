"""Figures and tables that somebody chose: what is kept of them, and drawn again from it.

Content of an exhibit::

    title     what is shown
    chart     the drawing with its table, as plain values; null for a bare table
    table     {head, rows}
    base      what the numbers rest on: ["n = 412", "Stand 30.04.2025", "alle Antworten"]
    url       where the figure can be looked at, as path
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

import cattrs

from smartregion.core.canonical import canonical_json, sha256_of
from smartregion.core.charts import Chart, DataTable


@dataclass(frozen=True)
class Shown:
    """An exhibit as a report prints it."""

    title: str
    table: DataTable
    base: tuple[str, ...]
    url: str
    chart: Chart | None = None
    caption: str = ""


@cache
def _converter() -> cattrs.Converter:
    return cattrs.Converter()


def to_content(shown: Shown) -> dict[str, Any]:
    """What is frozen of an exhibit; the caption is kept beside it."""
    content = asdict(shown)
    del content["caption"]
    return content


def from_content(content: Mapping[str, Any]) -> Shown:
    """The exhibit of frozen content. Raises ``cattrs`` errors for what is no exhibit."""
    return _converter().structure(dict(content), Shown)


def fingerprint(content: Mapping[str, Any]) -> str:
    """SHA-256 of what the numbers say; drawings that change in looks only are the same."""
    said = {name: content[name] for name in ("title", "table", "base")}
    return sha256_of(canonical_json(said))
