"""The table ``conditions``, as the expression that LimeSurvey would make of it.

Within one column of answers one row is enough, of several columns all must hold, and of several
scenarios one. Newer versions keep the result as relevance; the table counts where there is none.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce

from django.utils.translation import gettext as _

from participation.surveys.interchange.expressions import Binary, Call, Literal, Name, Node
from participation.surveys.interchange.limesurvey.cells import Cells
from participation.surveys.interchange.limesurvey.comparing import Untranslatable
from participation.surveys.interchange.limesurvey.source import LsCondition, LsQuestion

SIGNS = ("==", "!=", "<", "<=", ">", ">=")
WITH_BOXES = ("M", "P")
# About one question; more than these nobody could read.
MOST_ROWS = 150


def expression_of(
    rows: Sequence[LsCondition], questions: Mapping[str, LsQuestion], cells: Cells
) -> Node:
    """The rows about one question as a tree. Raises ``Untranslatable``."""
    if len(rows) > MOST_ROWS:
        raise Untranslatable(_("Die Bedingung ist zu verschachtelt."))
    scenarios: dict[str, dict[tuple[str, str], list[Node]]] = {}
    for row in rows:
        columns = scenarios.setdefault(row.scenario, {})
        columns.setdefault((row.source, row.column), []).append(_node(row, questions, cells))
    return _joined(
        "or",
        [
            _joined("and", [_joined("or", nodes) for nodes in columns.values()])
            for columns in scenarios.values()
        ],
    )


def _joined(sign: str, nodes: Iterable[Node]) -> Node:
    return reduce(lambda left, right: Binary(sign, left, right), nodes)


def _node(row: LsCondition, questions: Mapping[str, LsQuestion], cells: Cells) -> Node:
    if row.column.startswith("{") or row.value.startswith("{TOKEN"):
        raise Untranslatable(_("Angaben aus Einladungen gibt es hier nicht."))
    if row.value.startswith("@") and row.value.endswith("@") and len(row.value) > 1:
        raise Untranslatable(_("Zwei Antworten werden miteinander verglichen."))
    source = questions.get(row.source)
    column, value = row.column.removeprefix("+"), row.value
    if source and source.type in WITH_BOXES and row.value.strip() and cells.find(column) is None:
        # Of boxes the code says which one; whether it is ticked is what is asked.
        column, value = f"{source.code}_{value}", "Y"
    name = Name(column, naok=True)
    if row.method.upper() == "RX":
        return Call("regexmatch", (Literal(value), name))
    if row.method not in SIGNS:
        raise Untranslatable(_("Den Vergleich „%s“ gibt es hier nicht.") % row.method)
    return Binary(row.method, name, Literal(value.strip() and value))


def in_words(rows: Sequence[LsCondition]) -> str:
    """The rows as people find them in LimeSurvey, for the report."""
    return "; ".join(f"{row.column} {row.method} {row.value!r}" for row in rows)
