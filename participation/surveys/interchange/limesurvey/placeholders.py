"""What stands in braces in a text: earlier answers are quoted here, everything else is told as lost."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from django.utils.translation import gettext as _

from participation.surveys.document.questionnaire import Option, QQuestion, Row
from participation.surveys.interchange import expressions
from participation.surveys.interchange.expressions import Call, Literal, Name, Node
from participation.surveys.interchange.limesurvey.cells import Cell, Cells
from participation.surveys.interchange.limesurvey.texts import MARKED
from participation.surveys.interchange.losses import Report
from participation.surveys.texts import Texts

# What stands where an answer would, as piping shows an answer that was not given.
NOTHING = "…"
MOST_SHOWN = 8
Line = TypeVar("Line", Option, Row)
QUOTED = ("", "shown", "value", "valuenaok")


class Placeholders:
    """Replaces the expressions in all texts of a questionnaire."""

    def __init__(self, cells: Cells, report: Report) -> None:
        self._cells = cells
        self._report = report
        self._lost: dict[str, dict[str, None]] = {}

    def tell(self) -> None:
        """One loss for each question, however many placeholders its words have."""
        for place, sources in self._lost.items():
            shown = list(sources)[:MOST_SHOWN]
            more = len(sources) - len(shown)
            source = ", ".join(shown) + (_(" und %d weitere") % more if more else "")
            self._report.note(
                place,
                _("Platzhalter"),
                _("An ihrer Stelle steht „…“; bitte formulieren Sie den Text neu."),
                source=source,
            )

    def question(self, question: QQuestion, place: str) -> QQuestion:
        """A question whose words quote earlier answers; its options, rows and units cannot."""

        def quote(text: str) -> str:
            return self._replaced(text, place, lambda source: self._quoted(source, question.code))

        unit = self.silent(question.limits.unit, place)
        return replace(
            question.reworded(quote),
            options=tuple(self._line(each, place) for each in question.options),
            rows=tuple(self._line(each, place) for each in question.rows),
            limits=replace(question.limits, unit=unit),
        )

    def _line(self, line: Line, place: str) -> Line:
        return replace(line, label=self.silent(line.label, place))

    def silent(self, texts: Texts, place: str) -> dict[str, str]:
        """A text that cannot quote anything."""
        return {
            language: self._replaced(text, place, lambda _source: None)
            for language, text in texts.items()
        }

    def _replaced(self, text: str, place: str, quote: Callable[[str], str | None]) -> str:
        """Braces without a single letter are no expression: they stay ("{2,10}")."""

        def write(found: str) -> str:
            if not any(map(str.isalpha, found)):
                return f"{{{found}}}"
            quoted = quote(found)
            if quoted is None:
                self._lost.setdefault(place, {})[f"{{{found}}}"] = None
            return NOTHING if quoted is None else quoted

        return MARKED.sub(lambda found: write(_unmarked(found[1])), text)

    def _quoted(self, source: str, at: str) -> str | None:
        """ "{{code}}" for an answer that was given before; None for anything else."""
        try:
            tree = expressions.parse(source)
        except expressions.ExpressionError:
            return None
        match tree:
            case Name():
                names: tuple[Node, ...] = (tree,)
            case Call("implode" | "join", (Literal(), *several)):
                names = tuple(several)
            case _:
                return None
        cells = [self._cell(name) for name in names]
        codes = {cell.question if cell else None for cell in cells}
        if len(codes) != 1 or not cells or cells[0] is None:
            return None
        if len(cells) == 1 and (cells[0].row or (cells[0].option and not cells[0].is_words)):
            return None
        return f"{{{{{cells[0].question}}}}}" if self._cells.is_before(cells[0], at) else None

    def _cell(self, name: Node) -> Cell | None:
        """The cell of a name that stands for its answer; of its question's words nothing is known."""
        if not isinstance(name, Name) or name.suffix not in QUOTED:
            return None
        cell = self._cells.find(name.text)
        return cell if cell and cell.question in self._cells.questions else None


def _unmarked(source: str) -> str:
    return source.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
