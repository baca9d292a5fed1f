"""From an expression to a condition, as far as our conditions reach.

The comparisons of a form and ours agree: an answer that was not given is empty, and every other
comparison with it fails. What cannot be said in ours is refused with ``Unsupported``.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

from participation.surveys.document.conditions import (
    DEEPEST,
    Comparison,
    Condition,
    Every,
    Not,
    Some,
)
from participation.surveys.document.questionnaire import QQuestion, Type
from participation.surveys.interchange.xlsform.expressions import (
    Call,
    Infix,
    Joined,
    Name,
    Node,
    NoExpression,
    Number,
    Ref,
    Text,
    parse,
)
from participation.surveys.kinds import KINDS

FLIPPED = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
OURS = {"=": "is", "<": "less", "<=": "at_most", ">": "more", ">=": "at_least"}
HOLDS: Mapping[str, Callable[[float, float], bool]] = {
    "=": lambda a, b: a == b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}
TEXTS = (Type.SHORT_TEXT, Type.LONG_TEXT)
# A condition, or what always or never holds.
Truth = Condition | bool


class Unsupported(ValueError):
    """Our conditions cannot say this; the text tells people why."""


@dataclass(frozen=True)
class Target:
    """What the name of a row leads to: a question, or a row of a matrix."""

    question: QQuestion
    row: str = ""
    # Codes of options that had to be changed: {theirs: ours}.
    codes: Mapping[str, str] = field(default_factory=dict)

    @property
    def operators(self) -> tuple[str, ...]:
        return KINDS[self.question.type].operators

    @property
    def has_options(self) -> bool:
        return KINDS[self.question.type].has_options

    def option(self, theirs: str) -> str:
        """Our code of one of its answers."""
        code = self.codes.get(theirs, theirs)
        if code not in self.question.by_code:
            raise Unsupported(
                _("Die Frage „%(name)s“ hat keine Antwort „%(value)s“.")
                % {"name": self.question.code, "value": theirs}
            )
        return code

    def says(self, op: str, value: str | None = None) -> Comparison:
        """One look at the answer, if its kind can be looked at so."""
        if op not in self.operators:
            raise Unsupported(
                _("Nach der Antwort auf „%s“ lässt sich so nicht fragen.") % self.question.code
            )
        return Comparison(self.question.code, op, value, self.row)


@dataclass(frozen=True)
class Meaning:
    """What expressions mean at one place of the form.

    ``known`` are the questions before it by their names; ``columns`` the values that one choice has
    in the columns of its sheet.
    """

    known: Mapping[str, Target]
    columns: Mapping[str, str] = field(default_factory=dict)

    def condition(self, source: str) -> Truth:
        """The condition that a text stands for."""
        try:
            truth = self._truth(parse(source))
        except NoExpression:
            raise Unsupported(_("Der Ausdruck geht über die Bedingungen hinaus.")) from None
        if not isinstance(truth, bool) and _depth(truth) > DEEPEST:
            raise Unsupported(_("Der Ausdruck ist zu tief verschachtelt."))
        return truth

    def _truth(self, node: Node) -> Truth:
        match node:
            case Joined(word, parts):
                return joined(word, [self._truth(part) for part in parts])
            case Call("not", (part,)):
                return denied(self._truth(part))
            case Call("true" | "false" as name, ()):
                return name == "true"
            case Call("selected", (Ref(name), value)):
                return self._selected(self._target(name), self._constant(value))
            case Call("contains", (Ref(name), value)):
                return self._contains(self._target(name), self._constant(value))
            case Infix(sign, left, right) if sign in FLIPPED:
                return self._compared(sign, left, right)
        raise Unsupported(_("Der Ausdruck geht über die Bedingungen hinaus."))

    def _target(self, name: str) -> Target:
        if name not in self.known:
            raise Unsupported(
                _("Die Frage „%s“ kommt erst später, steht auf derselben Seite oder kam nicht mit.")
                % name
            )
        return self.known[name]

    # -- values ------------------------------------------------------------------------------------
    def _constant(self, node: Node) -> str:
        value = self._maybe_constant(node)
        if value is None:
            raise Unsupported(_("Verglichen werden kann nur mit einem festen Wert."))
        return value

    def _maybe_constant(self, node: Node) -> str | None:
        match node:
            case Text(value):
                return value
            case Number(value):
                return plain_number(value)
            case Name(name):
                return self.columns.get(name, "") if self.columns else None
            case Call("date" | "string" | "number", (part,)):
                return self._maybe_constant(part)
            case Call("concat", parts):
                found = [self._maybe_constant(part) for part in parts]
                return None if None in found else "".join(map(str, found))
        return None

    # -- comparing ---------------------------------------------------------------------------------
    def _compared(self, sign: str, left: Node, right: Node) -> Truth:
        value, given = self._maybe_constant(left), self._maybe_constant(right)
        if value is not None and given is not None:
            return _holds(sign, value, given)
        if given is None:
            sign, left, given = FLIPPED[sign], right, value
        if given is None:
            raise Unsupported(_("Verglichen werden kann nur mit einem festen Wert."))
        match left:
            case Ref(name) | Call("number" | "int" | "string", (Ref(name),)):
                return self._answer(self._target(name), sign, given)
            case Call("count-selected", (Ref(name),)):
                return _number_of(self._target(name), sign, given)
            case Call("string-length", (Ref(name),)):
                return _presence(self._target(name), sign, given)
        raise Unsupported(_("Der Ausdruck geht über die Bedingungen hinaus."))

    def _answer(self, target: Target, sign: str, value: str) -> Truth:
        if sign == "!=":
            return denied(self._answer(target, "=", value)) if value else target.says("answered")
        if not value:
            return target.says("empty") if sign == "=" else False
        kind = target.question.type
        if kind == Type.CONSENT and sign == "=":
            return target.says("answered")
        if kind in TEXTS:
            raise Unsupported(
                _("Der Text zu „%s“ lässt sich nur durchsuchen, nicht vergleichen.")
                % target.question.code
            )
        if target.has_options and "contains" in target.operators:
            return _exactly(target, sign, value)
        if target.has_options:
            return _one_of(target, sign, value)
        return _day(target, sign, value) if kind == Type.DATE else _amount(target, sign, value)

    def _selected(self, target: Target, value: str) -> Truth:
        if not target.has_options:
            return self._answer(target, "=", value)
        if target.question.type == Type.CONSENT:
            return target.says("answered")
        op = "contains" if "contains" in target.operators else "is"
        return target.says(op, target.option(value))

    def _contains(self, target: Target, value: str) -> Truth:
        if target.question.type in TEXTS and value:
            return target.says("contains", value)
        raise Unsupported(_("Der Ausdruck geht über die Bedingungen hinaus."))


# -- answers of one kind ---------------------------------------------------------------------------
def _exactly(target: Target, sign: str, value: str) -> Truth:
    """Several choices are compared as a whole: these and no others."""
    if sign != "=":
        raise Unsupported(_("Mehrere Antworten lassen sich nicht der Größe nach vergleichen."))
    codes = [target.option(each) for each in value.split()]
    chosen = [target.says("contains", code) for code in codes]
    return joined("and", [*chosen, target.says("count_at_most", str(len(codes)))])


def _one_of(target: Target, sign: str, value: str) -> Truth:
    if sign == "=":
        return target.says("is", target.option(value))
    bound, op = _as_number(target, value), OURS[sign]
    if op in target.operators:
        return target.says(op, plain_number(value))
    codes = [
        option.code
        for option in target.question.options
        if (step := number_in(option.code)) is not None and HOLDS[sign](step, bound)
    ]
    if not codes:
        raise Unsupported(_("Die Antworten auf „%s“ sind keine Zahlen.") % target.question.code)
    return joined("or", [target.says("is", code) for code in codes])


def _amount(target: Target, sign: str, value: str) -> Truth:
    _as_number(target, value)
    number, op = plain_number(value), OURS[sign]
    if op == "is" and op not in target.operators:
        return joined("and", [target.says("at_least", number), target.says("at_most", number)])
    return target.says(op, number)


def _as_number(target: Target, value: str) -> float:
    number = number_in(value)
    if number is None:
        raise Unsupported(
            _("Die Antwort auf „%(name)s“ lässt sich nicht mit „%(value)s“ vergleichen.")
            % {"name": target.question.code, "value": value}
        )
    return number


def _day(target: Target, sign: str, value: str) -> Truth:
    try:
        day = date.fromisoformat(value[:10])
        # Days have no parts: later than one is the next one or later.
        day += timedelta(days={">": 1, "<": -1}.get(sign, 0))
    except (ValueError, OverflowError):
        raise Unsupported(_("„%s“ ist kein Datum.") % value) from None
    op = {">": "at_least", "<": "at_most"}.get(sign, OURS[sign])
    return target.says(op, day.isoformat())


# -- how many --------------------------------------------------------------------------------------
def _number_of(target: Target, sign: str, value: str) -> Truth:
    """Comparisons of how many answers were chosen."""
    if "count_at_least" not in target.operators:
        return _presence(target, sign, value)
    bounds = whole_bounds(sign, value)
    if bounds is None:
        raise Unsupported(_("Verglichen werden kann nur mit einer ganzen Zahl."))
    least, most = bounds
    if most is not None and most < 0:
        return False
    parts: list[Truth] = []
    if least is not None and least > 0:
        parts.append(target.says("count_at_least", str(least)))
    if most is not None:
        parts.append(target.says("count_at_most", str(most)))
    truth = joined("and", parts)
    return denied(truth) if sign == "!=" else truth


def _presence(target: Target, sign: str, value: str) -> Truth:
    """Whether something was answered at all, said by its length."""
    match sign, plain_number(value):
        case ((">" | "!="), "0") | (">=", "1"):
            return target.says("answered")
        case (("=" | "<="), "0") | ("<", "1"):
            return target.says("empty")
    raise Unsupported(_("Die Länge einer Antwort lässt sich nicht vergleichen."))


def whole_bounds(sign: str, value: str) -> tuple[int | None, int | None] | None:
    """Least and most of a whole number that is compared so; None for what is no whole number."""
    number = number_in(value)
    if number is None or number != int(number):
        return None
    bound = int(number)
    return {
        "=": (bound, bound),
        "!=": (bound, bound),
        ">=": (bound, None),
        ">": (bound + 1, None),
        "<=": (None, bound),
        "<": (None, bound - 1),
    }[sign]


# -- putting together ------------------------------------------------------------------------------
def joined(word: str, parts: Iterable[Truth]) -> Truth:
    """All of the parts, or one of them; what always or never holds falls away."""
    is_all = word == "and"
    rest: list[Condition] = []
    for part in parts:
        if isinstance(part, bool):
            if part != is_all:
                return part
        else:
            rest.append(part)
    if not rest:
        return is_all
    return rest[0] if len(rest) == 1 else (Every if is_all else Some)(tuple(rest))


def denied(truth: Truth) -> Truth:
    """The opposite."""
    return not truth if isinstance(truth, bool) else Not(truth)


def _depth(condition: Condition) -> int:
    match condition:
        case Every(parts) | Some(parts):
            return 1 + max(map(_depth, parts))
        case Not(part):
            return 1 + _depth(part)
    return 0


def _holds(sign: str, left: str, right: str) -> bool:
    """Two fixed values: the same words, or numbers by their size."""
    if sign in ("=", "!="):
        return (left == right) == (sign == "=")
    first, second = number_in(left), number_in(right)
    return first is not None and second is not None and HOLDS[sign](first, second)


def number_in(text: str) -> float | None:
    """The number that a text writes; None for words, and for what is no number of this world."""
    with suppress(ValueError):
        number = float(text)
        return number if abs(number) < 1e15 else None
    return None


def plain_number(text: str) -> str:
    """A number as our conditions keep it: 18 and 2.5."""
    number = number_in(text)
    return text if number is None else f"{number + 0:.15g}"
