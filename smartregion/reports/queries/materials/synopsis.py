"""Two versions of the strategy side by side, with the words that differ marked."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from smartregion.reports.briefs import Brief
from smartregion.reports.queries.materials.registry import Content, material
from strategy.models import Element, ElementText, StrategyVersion
from strategy.queries.synopsis import EVERYTHING, Change, Entry, Synopsis, in_order, synopsis_of
from strategy.queries.writing import TITLES

Names = dict[Any, str]


@material("synopsis")
def _synopsis(brief: Brief, _at: datetime) -> Content | None:
    if brief.version is None or brief.earlier_version is None:
        return None
    found = synopsis_of(*in_order(brief.earlier_version, brief.version), change=EVERYTHING)
    return {
        "old": _version(found.old),
        "new": _version(found.new),
        "tallies": [
            {"value": tally.change.value, "label": str(tally.change.label), "count": tally.count}
            for tally in found.tallies
        ],
        "fields": _fields(found),
        "entries": [_entry(each) for each in found.entries if each.lines],
    }


def _version(version: StrategyVersion) -> Content:
    return {
        "label": version.label,
        "state_label": version.get_state_display(),
        "effective_from": version.effective_from,
        "sha256": version.content_sha256,
    }


def _entry(entry: Entry) -> Content:
    """Old and new words of an element; their marks are those of core.worddiff."""
    return {
        "kind": entry.element.kind,
        "kind_label": entry.element.get_kind_display(),
        "part": str(TITLES.get(Element.Kind(entry.element.kind), "")),
        "level": entry.level,
        "heading": entry.heading,
        "changes": _changes(entry.changes),
        "lines": [
            {"old": line.old, "new": line.new, "what": list(line.what)} for line in entry.lines
        ],
    }


def _changes(changes: Iterable[Change]) -> list[Content]:
    return [{"value": change.value, "label": str(change.label)} for change in changes]


# -- fields of action --------------------------------------------------------------------------
def _fields(found: Synopsis) -> list[Content]:
    """What became of each field of action, also of those that stayed as they were."""
    old, new = _names(found.old), _names(found.new)
    return [
        {
            "old": old.get(entry.element.pk, ""),
            "new": new.get(entry.element.pk, ""),
            "changes": _changes(entry.changes),
            "what": [sentence for line in entry.lines[:1] for sentence in line.what],
        }
        for entry in found.entries
        if entry.element.kind == Element.Kind.FIELD and entry.level == 0
    ]


def _names(version: StrategyVersion) -> Names:
    texts = ElementText.objects.filter(version=version, element__kind=Element.Kind.FIELD)
    return {text.element_id: str(text) for text in texts.select_related("element")}
