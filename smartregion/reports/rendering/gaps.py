"""What is missing, said openly: for the annex on data and method."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from smartregion.reports.rendering.money import counted, purse_of

Content = dict[str, Any]
# Beyond this the numbers of the measures would fill the page.
MOST_NAMED = 40


@dataclass(frozen=True)
class Gap:
    """Something that is not known, and of which measures."""

    what: str
    count: int
    whose: str


def gaps(content: Content) -> list[Gap]:
    """All gaps with at least one measure, in a fixed order."""
    return [gap for gap in _looked_for(content) if gap.count]


def _looked_for(content: Content) -> Iterator[Gap]:
    measures = counted(content) if "measures" in content else []
    yield _gap(
        _("Maßnahmen ohne Angabe zu Kosten"), [m for m in measures if purse_of(m).is_unknown]
    )
    yield _gap(_("Maßnahmen ohne Federführung"), [m for m in measures if not m["card"]["lead"]])
    yield _gap(_("Maßnahmen ohne Kennzahl"), [m for m in measures if _has_no(m, "indicators")])
    yield _gap(_("Maßnahmen ohne Meilensteine"), [m for m in measures if _has_no(m, "milestones")])
    yield _gap(_("Maßnahmen ohne Zeitplan"), [m for m in measures if _has_no_plan(m["card"])])
    yield from _of_indicators(content)
    yield from _of_cycle(content)


def _gap(what: str, measures: Sequence[Content]) -> Gap:
    return Gap(what, len(measures), _named([each["card"]["number"] for each in measures]))


def _named(names: Sequence[str]) -> str:
    shown = ", ".join(names[:MOST_NAMED])
    more = len(names) - MOST_NAMED
    return (
        _("%(names)s und %(more)s weitere") % {"names": shown, "more": more} if more > 0 else shown
    )


def _has_no(measure: Content, name: str) -> bool:
    # Profiles of earlier days do not know all of this; then nothing can be said.
    return name in measure and not measure[name]


def _has_no_plan(card: Content) -> bool:
    return not card["starts_on"] and not card["ends_on"]


def _of_indicators(content: Content) -> Iterator[Gap]:
    empty = [each["name"] for each in content.get("indicators") or () if not each["values"]]
    yield Gap(_("Kennzahlen ohne gemessenen Wert"), len(empty), "; ".join(empty[:MOST_NAMED]))


def _of_cycle(content: Content) -> Iterator[Gap]:
    cycle = content.get("cycle")
    if cycle:
        missing = [line["number"] for line in cycle["missing"]]
        yield Gap(_("Maßnahmen, zu denen nicht gemeldet wurde"), len(missing), ", ".join(missing))
