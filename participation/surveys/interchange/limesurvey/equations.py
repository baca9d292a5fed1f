"""Equations (*): a plain sum, mean or count of earlier answers is a calculated value here."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from participation.surveys.document.questionnaire import QQuestion, Type
from participation.surveys.document.references import COUNTABLE
from participation.surveys.interchange import expressions
from participation.surveys.interchange.expressions import Binary, Call, Literal, Name, Node
from participation.surveys.interchange.limesurvey.cells import Cell
from participation.surveys.interchange.limesurvey.making import Making
from participation.surveys.interchange.limesurvey.texts import EXPRESSION, plain


def equation(making: Making) -> list[QQuestion]:
    """*: worked out in secret; what is more than a sum, a mean or a count is told as lost."""
    source = _source(making)
    making.used |= {"hidden", "numbers_only"}
    formula = _formula(making, source)
    if formula is None:
        making.note(
            _("Berechneter Wert"),
            _(
                "Hier gibt es Summe, Mittel und Anzahl über frühere Zahlen; diese Berechnung kommt nicht mit."
            ),
            source=source,
            is_serious=True,
        )
        return []
    making.cell(making.names.whole(), Cell(making.code))
    own = making.setting("equation")
    text = making.text() if own else making.everywhere(making.source.code)
    return [making.question(Type.CALCULATED, text=text, formula=formula, is_required=False)]


def _source(making: Making) -> str:
    texts = making.source.texts
    base = texts.get(making.shop.speech.base) or next(iter(texts.values()), "")
    return making.setting("equation") or plain(base)


def _formula(making: Making, source: str) -> dict[str, Any] | None:
    found = EXPRESSION.fullmatch(source.strip())
    if not found:
        return None
    try:
        tree = expressions.parse(found[1])
    except expressions.ExpressionError:
        return None
    op, arguments = _operation(tree)
    codes = _codes(making, arguments)
    return {"op": op, "questions": codes} if op and codes else None


def _operation(tree: Node) -> tuple[str, Sequence[Node]]:
    """sum(…), a + b + c, count(…), and a sum divided by how many were counted."""
    match tree:
        case Call("sum" | "count" as function, given):
            return function, given
        case Binary("/", left, Call("count", counted)) if _operation(left) == ("sum", counted):
            return "mean", counted
        case Binary("/", left, Literal(float() as number)):
            op, arguments = _operation(left)
            # Divided by a fixed number it is a mean only where everybody answers everything.
            return ("mean", arguments) if op == "sum" and number == len(arguments) else ("", ())
        case Binary("+", left, right):
            return "sum", (*_summands(left), *_summands(right))
        case Name():
            return "sum", (tree,)
    return "", ()


def _summands(tree: Node) -> tuple[Node, ...]:
    if isinstance(tree, Binary) and tree.sign == "+":
        return (*_summands(tree.left), *_summands(tree.right))
    return (tree,)


def _codes(making: Making, arguments: Sequence[Node]) -> list[str]:
    """The questions that are added up; of a question with rows all rows must take part."""
    cells: list[Cell] = []
    for each in arguments:
        if not isinstance(each, Name):
            return []
        bare = each.text.removeprefix("that.").removeprefix("self.").split(".")[0]
        found = making.shop.cells.find(each.text) if bare == each.text else None
        cells += [found] if found else making.shop.cells.of(bare)
        if not cells:
            return []
    codes = list(dict.fromkeys(cell.question for cell in cells))
    rows = {(cell.question, cell.row) for cell in cells}
    questions = [making.shop.cells.questions.get(code) for code in codes]
    for question in questions:
        if question is None or question.type not in COUNTABLE:
            return []
        if question.rows and {(question.code, row.code) for row in question.rows} - rows:
            return []
    return codes
