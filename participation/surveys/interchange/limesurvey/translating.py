"""An expression of LimeSurvey as a condition of ours, where both can say the same."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from math import comb

from django.utils.translation import gettext as _

from participation.surveys.document.conditions import (
    Comparison,
    Condition,
    Every,
    Not,
    Some,
)
from participation.surveys.document.questionnaire import QQuestion
from participation.surveys.interchange import expressions
from participation.surveys.interchange.expressions import Binary, Call, Literal, Name, Node, Unary
from participation.surveys.interchange.limesurvey import comparing
from participation.surveys.interchange.limesurvey.cells import Cell, Cells
from participation.surveys.interchange.limesurvey.comparing import Untranslatable

# Constants come out of conditions like "1" or comparisons with an answer that nobody can give.
Truth = Condition | bool
TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
# "At least two of these five" is written out; more ways than this nobody could read.
MOST_WAYS = 40
MOST_COMPARISONS = 150
DEEPEST = 7


class Translator:
    """Translates what is said at one place of the questionnaire.

    ``visible`` tells under which condition each earlier question is shown at all: a name without
    ``.NAOK`` makes an expression false where its question was hidden.
    """

    def __init__(
        self, cells: Cells, visible: Mapping[str, Condition | None], *, before: int | None = None
    ) -> None:
        self._cells = cells
        self._visible = visible
        self._before = before
        self._strict: set[str] = set()

    def text(self, text: str) -> Truth:
        """The condition that an expression says. Raises ``Untranslatable``."""
        try:
            tree = expressions.parse(text)
        except expressions.ExpressionError:
            raise Untranslatable(_("Der Ausdruck ist so nicht lesbar.")) from None
        return self.tree(tree)

    def tree(self, node: Node) -> Truth:
        """The same for an expression that was read already."""
        found = self._truth(node)
        if isinstance(found, bool):
            return found
        found = self._where_shown(found)
        comparisons = sum(1 for _each in found.comparisons())
        if comparisons > MOST_COMPARISONS or _depth(found) > DEEPEST:
            raise Untranslatable(_("Die Bedingung ist zu verschachtelt."))
        return found

    # -- truth -------------------------------------------------------------------------------------
    def _truth(self, node: Node) -> Truth:
        match node:
            case Literal(value):
                return value not in ("", "0", 0.0)
            case Binary("and" | "or" as sign, left, right):
                return joined(sign, (self._truth(left), self._truth(right)))
            case Unary("not", inner):
                return negated(self._truth(inner))
            case Binary(sign, left, right) if sign in TURNED:
                return self._comparison(sign, left, right)
            case Call():
                return self._call(node)
            case Name():
                return self._is_true(node)
        raise Untranslatable(_("Eine Rechnung ist keine Bedingung."))

    def _is_true(self, name: Name) -> Truth:
        return joined("or", [comparing.is_true(*self._seen(cell)) for cell in self._cells_of(name)])

    def _call(self, call: Call) -> Truth:
        match call.function, call.arguments:
            case "is_empty", (Name() as name,):
                empty = [comparing.is_empty(*self._seen(cell)) for cell in self._cells_of(name)]
                return joined("and", empty)
            case "regexmatch", (Literal(str() as pattern), Name() as name):
                return comparing.matches(*self._seen(self._cell(name)), pattern)
            case "count" | "countif", _arguments:
                return self._counted(call, ">", 0)
            case "if", (condition, Literal(yes), Literal(no)):
                is_yes, is_no = bool(self._truth(Literal(yes))), bool(self._truth(Literal(no)))
                if is_yes == is_no:
                    return is_yes
                found = self._truth(condition)
                return found if is_yes else negated(found)
        raise Untranslatable(_("Die Funktion „%s“ gibt es hier nicht.") % call.function)

    # -- comparing ---------------------------------------------------------------------------------
    def _comparison(self, sign: str, left: Node, right: Node) -> Truth:
        if isinstance(left, Literal) and not isinstance(right, Literal):
            left, right, sign = right, left, TURNED[sign]
        if not isinstance(right, Literal):
            raise Untranslatable(_("Zwei Antworten werden miteinander verglichen."))
        if isinstance(left, Call) and left.function in ("count", "countif"):
            return self._counted(left, sign, comparing.as_number(right.value))
        if isinstance(left, Call) and left.function == "is_empty":
            # is_empty(x) == 0 and the like.
            is_yes = bool(self._truth(right)) == (sign == "==")
            return self._truth(left) if is_yes else negated(self._truth(left))
        if not isinstance(left, Name):
            raise Untranslatable(_("Mit einem berechneten Wert wird hier nicht verglichen."))
        if left.suffix not in ("", "value", "valuenaok"):
            raise Untranslatable(_("„%s“ ist hier keine Antwort.") % left.suffix)
        cell = self._cell(left)
        return comparing.compared(*self._seen(cell), sign, right.value)

    def _counted(self, call: Call, sign: str, number: float) -> Truth:
        arguments: Sequence[Node] = call.arguments
        wanted: Literal | None = None
        if call.function == "countif":
            if not arguments or not isinstance(arguments[0], Literal):
                raise Untranslatable(_("Was gezählt wird, ist nicht zu erkennen."))
            wanted, arguments = arguments[0], arguments[1:]
        cells = [cell for each in arguments for cell in self._named(each)]
        low, high = _bounds(sign, number, len(cells))
        if whole := self._all_options(cells):
            return _whole_count(whole, low, high, len(cells))
        if wanted:
            parts = [comparing.compared(*self._seen(cell), "==", wanted.value) for cell in cells]
        else:
            parts = [negated(comparing.is_empty(*self._seen(cell))) for cell in cells]
        return joined("and", (_at_least(parts, low), negated(_at_least(parts, high + 1))))

    def _all_options(self, cells: Sequence[Cell]) -> str:
        """The multiple choice whose boxes these are, when they are all of them."""
        names = {cell.question for cell in cells}
        if len(names) != 1 or any(cell.row or not cell.option for cell in cells):
            return ""
        question = self._seen(cells[0])[1]
        options = {cell.option for cell in cells}
        return question.code if options == set(question.by_code) else ""

    # -- names -------------------------------------------------------------------------------------
    def _named(self, node: Node) -> Sequence[Cell]:
        if not isinstance(node, Name):
            raise Untranslatable(_("Was gezählt wird, ist nicht zu erkennen."))
        return self._cells_of(node)

    def _cell(self, name: Name) -> Cell:
        cells = self._cells_of(name)
        if len(cells) > 1:
            raise Untranslatable(_("„%s“ hat mehrere Felder.") % name.text)
        return cells[0]

    def _cells_of(self, name: Name) -> Sequence[Cell]:
        """The cells of a name: one, or all of a question ("that.Q3", or a multiple choice)."""
        if name.text.startswith("TOKEN:"):
            raise Untranslatable(_("Angaben aus Einladungen gibt es hier nicht."))
        bare = name.text.removeprefix("that.").removeprefix("self.")
        found = self._cells.find(bare) if bare == name.text else None
        cells = [found] if found else self._cells.of(bare.split(".")[0])
        if not cells:
            raise Untranslatable(_("„%s“ ist hier keine Frage.") % bare)
        if not name.naok:
            self._strict |= {cell.question for cell in cells}
        return cells

    def _seen(self, cell: Cell) -> tuple[Cell, QQuestion]:
        """A cell with its question, which must be asked before."""
        question = self._cells.questions.get(cell.question)
        if question is None:
            raise Untranslatable(_("Die Frage „%s“ kam nicht mit.") % cell.question)
        if self._before is not None and self._cells.place(cell.question) >= self._before:
            raise Untranslatable(_("Die Frage „%s“ kommt erst später.") % cell.question)
        return cell, question

    # -- hidden questions --------------------------------------------------------------------------
    def _where_shown(self, condition: Condition) -> Condition:
        """Ask that a question was shown wherever emptiness alone could make the condition hold."""
        codes = sorted(self._strict & set(_holding_when_empty(condition)), key=self._cells.place)
        shown = [own for code in codes if (own := self._visible.get(code))]
        found = joined("and", [*shown, condition])
        return condition if isinstance(found, bool) else found


def _holding_when_empty(condition: Condition, negative: bool = False) -> list[str]:
    """Questions that need no answer for the condition to hold."""
    match condition:
        case Comparison():
            is_emptiness = condition.op in ("empty", "count_at_most")
            return [condition.question] if is_emptiness != negative else []
        case Not():
            return _holding_when_empty(condition.part, not negative)
    return [code for part in condition.parts for code in _holding_when_empty(part, negative)]


# -- putting together ------------------------------------------------------------------------------
def joined(sign: str, parts: Sequence[Truth]) -> Truth:
    """All or some of these, without what is certain and without brackets that say nothing."""
    kind: type[Every] | type[Some] = Every if sign == "and" else Some
    deciding = sign == "or"
    flat: list[Condition] = []
    for part in parts:
        if isinstance(part, bool):
            if part == deciding:
                return deciding
            continue
        flat += part.parts if isinstance(part, kind) else [part]
    flat = list(dict.fromkeys(flat))
    if not flat:
        return not deciding
    return flat[0] if len(flat) == 1 else kind(tuple(flat))


def negated(part: Truth) -> Truth:
    """The opposite, as simply as it can be said."""
    match part:
        case bool():
            return not part
        case Not():
            return part.part
        case Comparison(op="empty"):
            return replace(part, op="answered")
        case Comparison(op="answered"):
            return replace(part, op="empty")
    return Not(part)


def _bounds(sign: str, number: float, most: int) -> tuple[int, int]:
    """A comparison with a number of things as the least and the most of them."""
    whole = int(number)
    is_whole = whole == number
    match sign:
        case ">":
            return whole + 1, most
        case ">=":
            return (whole if is_whole else whole + 1), most
        case "<":
            return 0, (whole - 1 if is_whole else whole)
        case "<=":
            return 0, whole
        case "==" if is_whole:
            return whole, whole
    raise Untranslatable(_("So lässt sich hier nicht zählen."))


def _whole_count(code: str, low: int, high: int, most: int) -> Truth:
    parts: list[Truth] = []
    if low > most or high < 0:
        return False
    if low > 0:
        parts.append(Comparison(code, "count_at_least", low))
    if high < most:
        parts.append(Comparison(code, "count_at_most", high))
    return joined("and", parts)


def _at_least(parts: Sequence[Truth], number: int) -> Truth:
    """At least so many of these hold, written out."""
    if number <= 0 or number > len(parts):
        return number <= 0
    if comb(len(parts), number) > MOST_WAYS:
        raise Untranslatable(_("So viele Felder lassen sich hier nicht zählen."))
    return joined("or", [joined("and", ways) for ways in combinations(parts, number)])


def _depth(condition: Condition) -> int:
    match condition:
        case Comparison():
            return 1
        case Not():
            return 1 + _depth(condition.part)
    return 1 + max(map(_depth, condition.parts))
