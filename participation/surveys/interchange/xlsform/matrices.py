"""Rows of a form that belong together as the lines of a matrix.

Forms know no matrix. They put rows with the same choices below each other: the first shows the choices
only (appearance ``label``), the others their words only (``list-nolabel``); or the group says
``table-list``. Our own files also mark rows that ask for numbers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from participation.surveys.document.conditions import Condition
from participation.surveys.document.questionnaire import Limits, QQuestion, Row, Type
from participation.surveys.interchange.codes import line_codes
from participation.surveys.interchange.xlsform.choices import Chosen, is_true
from participation.surveys.interchange.xlsform.conditions import Target
from participation.surveys.interchange.xlsform.constraints import Demands, demands_of
from participation.surveys.interchange.xlsform.own import own
from participation.surveys.interchange.xlsform.questions import (
    number_limits,
    options_of,
    standing_alone,
    tell_constraint,
)
from participation.surveys.interchange.xlsform.sheets import Line
from participation.surveys.interchange.xlsform.shop import Shop, parameters_of, place_of
from participation.surveys.interchange.xlsform.types import Kind, appearance, kind_of_line

KINDS = {
    Type.SINGLE: Type.MATRIX,
    Type.DROPDOWN: Type.MATRIX,
    Type.SCALE: Type.MATRIX,
    Type.MULTIPLE: Type.MATRIX_MULTIPLE,
    Type.NUMBER: Type.MATRIX_NUMBER,
}


@dataclass(frozen=True)
class Grid:
    """Rows of one matrix: the one that names it, if any, and its lines."""

    lines: tuple[Line, ...]
    header: Line | None = None
    # The group that holds nothing else; it gives the matrix its name and its condition.
    group: Line | None = None

    @property
    def naming(self) -> Line:
        return self.group or self.header or self.lines[0]

    @property
    def kind(self) -> Kind:
        kind = kind_of_line(self.lines[0]) or Kind(Type.SINGLE)
        return replace(kind, type=KINDS[kind.type])


# -- finding ---------------------------------------------------------------------------------------
def is_header(line: Line) -> bool:
    """Whether a row begins a matrix: it shows the labels of the answers only."""
    return "label" in appearance(line) and _has_list(line)


def is_line(line: Line) -> bool:
    """Whether a row is a line of a matrix: it shows the answers without their labels."""
    return "list-nolabel" in appearance(line) and _has_list(line)


def _has_list(line: Line) -> bool:
    kind = kind_of_line(line)
    return kind is not None and bool(kind.list) and kind.type in KINDS


def grid_in(group: Line, lines: Sequence[Line]) -> Grid | None:
    """The matrix that a group is as a whole; None when it is none, or holds more than that."""
    if not lines:
        return None
    if group.get(own("type")) in KINDS.values() and (grid := _own_grid(group, lines)):
        return grid
    if "table-list" in appearance(group) and _has_list(lines[0]) and _alike(lines):
        return Grid(tuple(lines), None, group)
    grid = run_at(lines, 0)
    return replace(grid, group=group) if grid and grid_size(grid) == len(lines) else None


def _own_grid(group: Line, lines: Sequence[Line]) -> Grid | None:
    """The matrix that one of our own files says the group is."""
    header = next((line for line in lines if is_header(line)), None)
    rest = tuple(line for line in lines if line is not header)
    return Grid(rest, header, group) if rest and _alike(rest) else None


def run_at(lines: Sequence[Line], place: int) -> Grid | None:
    """The matrix that begins at a place among the rows of a group."""
    header = lines[place] if is_header(lines[place]) else None
    first = place + (header is not None)
    end = first
    while end < len(lines) and is_line(lines[end]) and _alike([*lines[first:end], lines[end]]):
        end += 1
    return Grid(tuple(lines[first:end]), header) if end > first else None


def grid_size(grid: Grid) -> int:
    """How many rows of the file it takes."""
    return len(grid.lines) + (grid.header is not None)


def _alike(lines: Sequence[Line]) -> bool:
    """Whether all rows ask for the same, and for what a matrix can ask."""
    first = kind_of_line(lines[0])
    alike = all(kind_of_line(line) == first for line in lines)
    return first is not None and first.type in KINDS and alike


# -- building --------------------------------------------------------------------------------------
def matrix_of(
    shop: Shop, grid: Grid, condition: Condition | None, path: Sequence[str]
) -> QQuestion | None:
    """The question that a matrix becomes; None when none of its rows is ever shown."""
    shown = [(line, truth) for line in grid.lines if (truth := shop.shown_when(line)) is not False]
    if not shown:
        return None
    lines, kind = [line for line, _truth in shown], grid.kind
    code = shop.codes.for_(grid.naming.get("name"), place=place_of(grid.naming))
    chosen = options_of(shop, lines[0], replace(kind, type=_scale(kind)))
    demands = _demands(shop, lines, kind)
    conditions = [None if isinstance(truth, bool) else truth for _line, truth in shown]
    question = QQuestion(
        code=code,
        type=kind.type,
        text=_text(shop, grid, "label") or shop.wording(grid.naming),
        help=_text(shop, grid, "hint"),
        is_required=_is_required(shop, grid, lines),
        options=standing_alone(chosen, demands),
        rows=tuple(_rows(shop, code, lines, conditions)),
        limits=demands.limits,
        condition=condition,
        is_shuffled=is_true(grid.naming.get(own("shuffled"))),
    )
    for line, row in zip(lines, question.rows, strict=True):
        shop.learn(line, Target(question, row.code, chosen.codes))
        shop.tell_rest(line)
        _columns(shop, question, row.code, chosen, [*path, line.get("name")])
    _tell_order(shop, grid)
    return question


def _scale(kind: Kind) -> Type:
    """A matrix of one choice each is a scale: its steps count."""
    return Type.SCALE if kind.type == Type.MATRIX else Type.MULTIPLE


def _text(shop: Shop, grid: Grid, column: str) -> dict[str, str]:
    """The words above a matrix: of its header, else of its group."""
    said = shop.text(grid.header, column) if grid.header else {}
    return said or shop.text(grid.naming, column)


def _is_required(shop: Shop, grid: Grid, lines: Sequence[Line]) -> bool:
    required = [shop.is_required(line) for line in lines]
    if any(required) and not all(required):
        why = _("Hier ist eine Frage mit allen Zeilen Pflicht oder keine; diese ist es nicht.")
        shop.note(grid.naming, _("Pflicht für einzelne Zeilen"), why, is_serious=True)
    return all(required)


def _demands(shop: Shop, lines: Sequence[Line], kind: Kind) -> Demands:
    is_number = kind.type == Type.MATRIX_NUMBER
    limits = number_limits(shop, lines[0]) if is_number else Limits()
    first = demands_of(lines[0].get("constraint"), kind.type, limits)
    for line in lines:
        if line.get("constraint") != lines[0].get("constraint"):
            why = _("Für alle Zeilen gelten hier dieselben Grenzen: die der ersten.")
            shop.note(line, _("Prüfung der Antwort"), why, source=line.get("constraint"))
        else:
            tell_constraint(shop, line, first)
    return first


def _rows(
    shop: Shop, code: str, lines: Sequence[Line], conditions: Sequence[Condition | None]
) -> Iterable[Row]:
    wanted = [line.get(own("row")) or line.get("name") for line in lines]
    place = _("Frage %s") % code
    codes = line_codes(wanted, kept={}, report=shop.report, place=place, what=_("Zeile"))
    for line, row, condition in zip(lines, codes, conditions, strict=True):
        yield Row(row, shop.wording(line), condition)


def _columns(
    shop: Shop, question: QQuestion, row: str, chosen: Chosen, names: Sequence[str]
) -> None:
    if question.type != Type.MATRIX_MULTIPLE:
        shop.column(names, f"{question.code}.{row}", chosen.codes)
        return
    shop.columns_by_option(names, f"{question.code}.{row}", chosen.codes)


def _tell_order(shop: Shop, grid: Grid) -> None:
    if is_true(parameters_of(grid.lines[0]).get("randomize", "")):
        why = _("Die Schritte einer Matrix behalten hier ihre Reihenfolge.")
        shop.note(grid.naming, _("Zufällige Reihenfolge"), why)
