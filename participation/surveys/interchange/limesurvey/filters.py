"""Array filters: a line is shown when the line with the same code was chosen (or not) before."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from participation.surveys.document.conditions import Comparison
from participation.surveys.document.questionnaire import Type
from participation.surveys.interchange.limesurvey.making import Making
from participation.surveys.interchange.limesurvey.translating import Truth, joined, negated

# (our question, "options" | "rows" | "", our code)
Part = tuple[str, str, str]
FILTERS = ("array_filter", "array_filter_exclude")


def filtered_lines(making: Making, makings: Mapping[str, Making]) -> Iterator[tuple[Part, Truth]]:
    """What the filters of a question say about its lines: where each is shown."""
    for name in FILTERS:
        for source in making.setting(name).replace(",", ";").split(";"):
            if code := source.strip():
                yield from _filtered(making, makings.get(code), name, code)


def _filtered(
    making: Making, source: Making | None, name: str, code: str
) -> Iterator[tuple[Part, Truth]]:
    place = making.shop.cells.place
    parts = [part for lines in making.parts.values() for part in lines]
    first = min((place(part[0]) for part in parts), default=0)
    if source is None or not _is_earlier(source, first):
        making.note(
            _("Filter %s") % name,
            _("Die Frage „%s“ kam nicht mit oder kommt später; alle Zeilen werden gezeigt.") % code,
            source=code,
            is_serious=True,
        )
        return
    chosen = {theirs: _was_chosen(making, lines) for (_kind, theirs), lines in source.parts.items()}
    if not chosen.keys() & {theirs for _kind, theirs in making.parts}:
        making.note(
            _("Filter %s") % name,
            _("Keine Zeile heißt wie eine der Frage „%s“; er hat auch dort nichts bewirkt.") % code,
            source=code,
        )
    for (_kind, theirs), lines in making.parts.items():
        if theirs in chosen:
            shown = chosen[theirs] if name == FILTERS[0] else negated(chosen[theirs])
            yield from ((line, shown) for line in lines)


def _is_earlier(source: Making, first: int) -> bool:
    place = source.shop.cells.place
    codes = {part[0] for lines in source.parts.values() for part in lines}
    return bool(codes) and all(place(code) < first for code in codes)


def _was_chosen(making: Making, lines: Sequence[Part]) -> Truth:
    """A box that was ticked; of a table, a row in which something was said."""
    boxes = [line for line in lines if line[1] == "options"]
    return joined("or", [_said(making, line) for line in boxes or lines])


def _said(making: Making, part: Part) -> Truth:
    question, where, code = part
    if where == "options":
        kind = making.shop.cells.questions[question].type
        op = "contains" if kind in (Type.MULTIPLE, Type.RANKING) else "is"
        return Comparison(question, op, code)
    return Comparison(question, "answered", row=code if where == "rows" else "")
