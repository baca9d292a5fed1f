"""The cells of LimeSurvey: one for each thing that can be answered, under all names it has.

A table of responses, an expression and a condition each spell the same cell in their own way, and
LimeSurvey 7 spells it anew:

    table        Q3    Q3[SQ001]   Q3[SQ001_SQ002]   Q3[SQ001][1]   Q3[other]   Q3[comment]
    expression   Q3    Q3_SQ001    Q3_SQ001_SQ002    Q3_SQ001_0     Q3_other    Q3_comment
    column       s X g X q, then   SQ001             SQ001_SQ002    SQ001#0     other   comment
    LimeSurvey 7 Q33   Q33_S44     Q33_S44_S55       Q33_S44#0      Q33_Cother  Q33_Ccomment
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from participation.surveys.document.questionnaire import QQuestion
from participation.surveys.interchange.limesurvey.source import LsQuestion, LsSubquestion

CHOSEN = {"Y": "1"}


@dataclass(frozen=True)
class Cell:
    """Where the answer of a cell stands in our questionnaire.

    ``values`` leads from their codes to ours. Of a cell that is chosen or not (``option``) they are
    the values that mean "chosen".
    """

    question: str
    row: str = ""
    option: str = ""
    # The words beside the option.
    is_words: bool = False
    # Of a ranking: which place the cell tells.
    place: int = 0
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def column(self) -> str:
        """Our name of the column (columns.py, and Imported of losses.py)."""
        if self.is_words:
            return f"{self.question}-text"
        if self.place:
            return f"{self.question}#{self.place}"
        return ".".join(filter(None, (self.question, self.row, self.option)))


@dataclass(frozen=True)
class Names:
    """How LimeSurvey spells the cells of one question."""

    survey: str
    question: LsQuestion

    def whole(self) -> list[str]:
        return self._spelled("", "", "", "")

    def sub(self, row: LsSubquestion, end: str = "") -> list[str]:
        """A subquestion; ``end`` is "comment" for the words beside it."""
        code, seven = row.code + end, f"_C{end}" if end else ""
        return self._spelled(f"[{code}]", f"_{code}", code, f"_S{row.id}{seven}")

    def crossing(self, row: LsSubquestion, column: LsSubquestion) -> list[str]:
        code = f"{row.code}_{column.code}"
        return self._spelled(f"[{code}]", f"_{code}", code, f"_S{row.id}_S{column.id}")

    def dual(self, row: LsSubquestion, scale: int) -> list[str]:
        """One of the two scales of type ``1``, counted from 0 but in the head of a table."""
        spelled = f"[{row.code}][{scale + 1}]", f"_{row.code}_{scale}"
        return self._spelled(*spelled, f"{row.code}#{scale}", f"_S{row.id}#{scale}")

    def place(self, number: int) -> list[str]:
        return self._spelled(f"[{number}]", f"_{number}", str(number), f"_S{number}")

    def beside(self, what: str) -> list[str]:
        """The words of "other", "comment", "othercomment"."""
        return [
            *self._spelled(f"[{what}]", f"_{what}", what, f"_C{what}"),
            f"{self.question.code}{what}",
        ]

    def _spelled(self, head: str, name: str, column: str, seven: str) -> list[str]:
        q = self.question
        return [
            q.code + head,
            q.code + name,
            f"{self.survey}X{q.group}X{q.id}{column}",
            f"Q{q.id}{seven}",
        ]


class Cells:
    """All cells of a survey, found under any of their names."""

    def __init__(self) -> None:
        self._by_name: dict[str, Cell] = {}
        self._of: dict[str, list[Cell]] = {}
        # Our questions in the order in which they are asked, and where each stands.
        self.questions: dict[str, QQuestion] = {}
        self._order: dict[str, int] = {}

    def add(self, source: LsQuestion, names: Sequence[str], cell: Cell) -> None:
        """Make a cell known; the first one keeps a name that two would have."""
        for name in names:
            self._by_name.setdefault(name, cell)
        for name in dict.fromkeys((source.code, source.id)):
            self._of.setdefault(name, []).append(cell)

    def append(self, questions: Sequence[QQuestion]) -> None:
        """Questions that are asked after all that were made before."""
        for question in questions:
            self._order[question.code] = len(self._order)
            self.questions[question.code] = question

    def put(self, question: QQuestion) -> None:
        """The same question once more is known about it, in its place."""
        self.questions[question.code] = question

    def find(self, name: str) -> Cell | None:
        return self._by_name.get(name)

    def of(self, code_or_id: str) -> Sequence[Cell]:
        """All cells of a question of LimeSurvey."""
        return self._of.get(code_or_id, ())

    def is_before(self, cell: Cell, code: str) -> bool:
        """Whether the cell is answered before our question ``code`` is asked."""
        return self.place(cell.question) < self.place(code)

    def place(self, code: str) -> int:
        return self._order.get(code, len(self._order))

    def columns(self) -> dict[str, str]:
        """All names of all cells, with our columns."""
        return {name: cell.column for name, cell in self._by_name.items()}

    def values(self) -> dict[str, dict[str, str]]:
        """Their codes where they differ from ours, by our column."""
        found: dict[str, dict[str, str]] = {}
        for cell in self._by_name.values():
            column = cell.question if cell.place else cell.column
            changed = {theirs: ours for theirs, ours in cell.values.items() if theirs != ours}
            if changed:
                found.setdefault(column, {}).update(changed)
        return found
