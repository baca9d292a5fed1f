"""What an answer has to fulfil, as limits of our questions."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from participation.surveys.document.questionnaire import LONGEST_TEXT, Limits, Type
from participation.surveys.interchange.xlsform.conditions import (
    FLIPPED,
    number_in,
    whole_bounds,
)
from participation.surveys.interchange.xlsform.expressions import (
    Call,
    Here,
    Infix,
    Joined,
    Node,
    NoExpression,
    Number,
    Text,
    parse,
)

NUMBERS = (Type.NUMBER, Type.MATRIX_NUMBER, Type.SLIDER)
TEXTS = (Type.SHORT_TEXT, Type.LONG_TEXT)
SEVERAL = (Type.MULTIPLE, Type.MATRIX_MULTIPLE)


@dataclass(frozen=True)
class Demands:
    """What a constraint asks for: limits, options that stand alone, and whether that was all."""

    limits: Limits
    exclusive: frozenset[str] = field(default_factory=frozenset)
    is_whole: bool = True


def demands_of(source: str, kind: Type, limits: Limits) -> Demands:
    """Limits with those of a constraint; parts that ours cannot say are left out."""
    demands = Demands(limits)
    if not source:
        return demands
    try:
        parts = list(_parts(parse(source)))
    except NoExpression:
        return replace(demands, is_whole=False)
    for part in parts:
        understood = _with(demands, part, kind)
        demands = understood or replace(demands, is_whole=False)
    return demands


def _parts(node: Node) -> Iterator[Node]:
    if isinstance(node, Joined) and node.word == "and":
        for part in node.parts:
            yield from _parts(part)
    else:
        yield node


def _with(demands: Demands, node: Node, kind: Type) -> Demands | None:
    """The demands with one more part; None where it cannot be said."""
    if kind in SEVERAL and (alone := _exclusive(node)):
        return replace(demands, exclusive=demands.exclusive | {alone})
    match node:
        case Infix(sign, Here(), value) if sign in FLIPPED:
            found = _bound(kind, sign, _constant(value), demands.limits)
        case Infix(sign, value, Here()) if sign in FLIPPED:
            found = _bound(kind, FLIPPED[sign], _constant(value), demands.limits)
        case Infix(sign, Call("count-selected", (Here(),)), Number(value)) if kind == Type.MULTIPLE:
            found = _counted(sign, value)
        case Infix(sign, Call("string-length", (Here(),)), Number(value)) if kind in TEXTS:
            found = _long(sign, value)
        case _:
            found = None
    return None if found is None else replace(demands, limits=replace(demands.limits, **found))


def _constant(node: Node) -> str:
    match node:
        case Number(value) | Text(value) | Call("date", (Text(value),)):
            return value
    return ""


def _exclusive(node: Node) -> str:
    """The option in "not(selected(., 'none') and count-selected(.) > 1)"."""
    match node:
        case Call(
            "not",
            (
                Joined(
                    "and",
                    (
                        Call("selected", (Here(), Text(option))),
                        Infix(">", Call("count-selected", (Here(),)), Number("1")),
                    ),
                ),
            ),
        ):
            return option
    return ""


# -- bounds ----------------------------------------------------------------------------------------
Bound = dict[str, Any] | None


def _bound(kind: Type, sign: str, value: str, limits: Limits) -> Bound:
    if not value or sign in ("=", "!="):
        return None
    if kind == Type.DATE:
        return _day_bound(sign, value)
    return _number_bound(sign, value, limits) if kind in NUMBERS else None


def _number_bound(sign: str, value: str, limits: Limits) -> Bound:
    number = number_in(value)
    if number is None:
        return None
    # The next number that can be typed: above 17 comes 18, or 17.01.
    step = 10**-limits.decimals if sign in ("<", ">") else 0
    name = "min" if ">" in sign else "max"
    bound = round(number + (step if name == "min" else -step), limits.decimals + 1)
    return {name: int(bound) if bound == int(bound) else bound}


def _day_bound(sign: str, value: str) -> Bound:
    try:
        day = date.fromisoformat(value[:10]) + timedelta(days={">": 1, "<": -1}.get(sign, 0))
    except (ValueError, OverflowError):
        return None
    return {"earliest" if ">" in sign else "latest": day.isoformat()}


def _counted(sign: str, value: str) -> Bound:
    return _least_and_most(sign, value, lambda least, most: {"min": least, "max": most})


def _long(sign: str, value: str) -> Bound:
    return _least_and_most(
        sign,
        value,
        lambda least, most: (
            {"max_length": min(most, LONGEST_TEXT)} if most and not (least or 0) > 1 else None
        ),
    )


def _least_and_most(
    sign: str, value: str, named: Callable[[int | None, int | None], Mapping[str, Any] | None]
) -> Bound:
    bounds = whole_bounds(sign, value) if sign != "!=" else None
    found = named(*bounds) if bounds else None
    if not found:
        return None
    said = {name: bound for name, bound in found.items() if bound is not None and bound >= 0}
    return said or None
