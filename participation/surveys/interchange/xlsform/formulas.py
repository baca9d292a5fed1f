"""Values that are worked out: sums, means and counts of earlier answers, read and written.

coalesce(${a}, 0) + coalesce(${b}, 0)                                   sum
if(${a} != '', 1, 0) + if(${b} != '', 1, 0)                             count
(sum) div (count), also (sum) div 2 of two answers                      mean
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from participation.surveys.document.references import COUNTABLE
from participation.surveys.interchange.xlsform.conditions import Target, number_in
from participation.surveys.interchange.xlsform.expressions import (
    Call,
    Infix,
    Node,
    NoExpression,
    Number,
    Ref,
    Text,
    parse,
)


def formula_of(source: str, known: Mapping[str, Target]) -> dict[str, Any] | None:
    """The formula that a calculation stands for; None for any other."""
    try:
        node = parse(source)
    except NoExpression:
        return None
    found = _operation(node)
    codes = _questions(found[1], known) if found else None
    return {"op": found[0], "questions": codes} if found and codes else None


def _operation(node: Node) -> tuple[str, list[str]] | None:
    """What is done with which names."""
    if isinstance(node, Infix) and node.sign == "div":
        names = _summed(node.left)
        return ("mean", names) if names and _divides(node.right, names) else None
    if names := _counted(node):
        return "count", names
    names = _summed(node)
    return ("sum", names) if names else None


def _divides(node: Node, names: Sequence[str]) -> bool:
    if isinstance(node, Number):
        return number_in(node.value) == len(names)
    return _counted(node) == names


def _terms(node: Node) -> list[Node]:
    terms: list[Node] = []
    while isinstance(node, Infix) and node.sign == "+":
        terms.append(node.right)
        node = node.left
    return [node, *reversed(terms)]


def _summed(node: Node) -> list[str]:
    """The names in a sum; an empty list when it is something else."""
    names = []
    for term in _terms(node):
        match term:
            case Ref(name) | Call("number" | "int", (Ref(name),)):
                names.append(name)
            case Call("coalesce", (Ref(name), Number("0") | Text("0"))):
                names.append(name)
            case _:
                return []
    return names


def _counted(node: Node) -> list[str]:
    names = []
    for term in _terms(node):
        match term:
            case Call("if", (Infix("!=", Ref(name), Text("")), Number("1"), Number("0"))):
                names.append(name)
            case _:
                return []
    return names


def _questions(names: Iterable[str], known: Mapping[str, Target]) -> list[str] | None:
    """The questions behind names: of a matrix all rows, or none."""
    rows: dict[str, list[str]] = {}
    for name in names:
        target = known.get(name)
        if target is None or target.question.type not in COUNTABLE:
            return None
        rows.setdefault(target.question.code, []).append(target.row)
    by_code = {target.question.code: target.question for target in known.values()}
    for code, given in rows.items():
        expected = [row.code for row in by_code[code].rows] or [""]
        if given != expected:
            return None
    return list(rows)


# -- writing ---------------------------------------------------------------------------------------
def written_formula(op: str, names: Sequence[str]) -> str:
    """The calculation of a formula over the answers with these names."""
    total = " + ".join(f"coalesce(${{{name}}}, 0)" for name in names)
    count = " + ".join(f"if(${{{name}}} != '', 1, 0)" for name in names)
    return {"sum": total, "count": count}.get(op, f"({total}) div ({count})")
