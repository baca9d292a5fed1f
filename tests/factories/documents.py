"""Questionnaires as hypothesis draws them: all types, several languages, conditions in conditions.

What is drawn can be published: codes are unique, references look back, every language is complete.
"""

from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import strategies as st

from participation.surveys.document.conditions import OPERATORS, Comparison, Every, Not, Some
from participation.surveys.document.questionnaire import (
    Limits,
    Option,
    QPage,
    QQuestion,
    QQuota,
    Questionnaire,
    Row,
    Type,
)
from participation.surveys.kinds import KINDS
from participation.surveys.texts import NO, UNSURE, YES, in_order

Draw = Callable[[st.SearchStrategy[Any]], Any]

LETTERS = "abcxyzÄÖüß éłжш0129 .,;:!?-–„“'\"&<>()[]*_#%@=+/\\"
WORDS = st.text(LETTERS, min_size=1, max_size=12).map(str.strip).filter(bool)
FIRST = "abQz"
CODES = st.builds(
    str.__add__, st.sampled_from(FIRST), st.text("abcXYZ019_", min_size=1, max_size=9)
)
LINE_CODES = st.text("aBc019_", min_size=1, max_size=5)
WHOLE = st.integers(-50, 500)
DAYS = st.dates().filter(lambda day: 1900 < day.year < 2200).map(str)
MANY = 10
FREE_OPTIONS = (
    Type.SINGLE, Type.DROPDOWN, Type.MULTIPLE, Type.RANKING, Type.SCALE, Type.MATRIX,
    Type.MATRIX_MULTIPLE, Type.MUNICIPALITY,
)  # fmt: skip
VALUED = (Type.SCALE, Type.MATRIX)
WITH_TEXT = (Type.SINGLE, Type.DROPDOWN, Type.MULTIPLE)
EXCLUSIVE = (Type.MULTIPLE, Type.MATRIX_MULTIPLE)
SHUFFLED = (
    Type.SINGLE, Type.MULTIPLE, Type.RANKING, Type.MATRIX, Type.MATRIX_MULTIPLE, Type.MATRIX_NUMBER,
)  # fmt: skip
SUMMABLE = (Type.NUMBER, Type.SLIDER, Type.SCALE, Type.MATRIX, Type.MATRIX_NUMBER)


class _Writer:
    """Draws one questionnaire, question after question; ``asked`` are those before."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        languages = st.lists(st.sampled_from(["de-easy", "en", "ar", "uk"]), max_size=2)
        self.languages = tuple(in_order(draw(languages)))
        self.asked: list[QQuestion] = []
        self.codes = iter(draw(st.lists(CODES, unique_by=str.lower, min_size=MANY, max_size=MANY)))

    def maybe(self) -> bool:
        return bool(self.draw(st.booleans()))

    def texts(self) -> dict[str, str]:
        return {language: self.draw(WORDS) for language in self.languages}

    def fixed(self, words: Any) -> dict[str, str]:
        return {language: words[language] for language in self.languages}

    # -- conditions --------------------------------------------------------------------------------
    def condition(self, depth: int = 3) -> Any:
        """A condition on what was asked before; None when nothing was, or none is wanted."""
        known = [each for each in self.asked if KINDS[each.type].operators]
        return self._condition(known, depth) if known and self.maybe() else None

    def _condition(self, known: Sequence[QQuestion], depth: int) -> Any:
        shape = self.draw(
            st.sampled_from(["one", "one", "all", "any", "not"] if depth else ["one"])
        )
        if shape == "one":
            return self._comparison(self.draw(st.sampled_from(known)))
        if shape == "not":
            return Not(self._condition(known, depth - 1))
        parts = tuple(
            self._condition(known, depth - 1) for _part in range(self.draw(st.integers(2, 3)))
        )
        return Every(parts) if shape == "all" else Some(parts)

    def _comparison(self, question: QQuestion) -> Comparison:
        op = self.draw(st.sampled_from(KINDS[question.type].operators))
        row = self.draw(st.sampled_from(question.rows)).code if question.rows else ""
        value = self._value(question, op) if OPERATORS[op].takes_value else None
        return Comparison(question.code, op, value, row)

    def _value(self, question: QQuestion, op: str) -> str:
        if op.startswith("count"):
            return str(self.draw(st.integers(1, 5)))
        if question.type == Type.DATE:
            return str(self.draw(DAYS))
        if op in ("is", "contains") and question.options:
            return str(self.draw(st.sampled_from(question.options)).code)
        return str(self.draw(WORDS if op == "contains" else WHOLE))

    # -- parts of a question -----------------------------------------------------------------------
    def options(self, kind: Type) -> tuple[Option, ...]:
        if kind == Type.YES_NO:
            words = {"yes": YES, "no": NO, "unsure": UNSURE}
            return tuple(Option(code, self.fixed(label)) for code, label in words.items())
        if kind == Type.CONSENT:
            return (Option("yes", self.fixed(YES)),)
        if kind not in FREE_OPTIONS:
            return ()
        codes = self.draw(st.lists(LINE_CODES, unique_by=str.lower, min_size=2, max_size=4))
        return tuple(self._option(kind, code, place) for place, code in enumerate(codes, 1))

    def _option(self, kind: Type, code: str, place: int) -> Option:
        value = self.draw(st.sampled_from([float(place), None, 2.5])) if kind in VALUED else None
        exclusive = kind in EXCLUSIVE and self.maybe()
        with_text = kind in WITH_TEXT and self.maybe()
        return Option(code, self.texts(), value, exclusive, with_text, self.condition(depth=1))

    def rows(self, kind: Type) -> tuple[Row, ...]:
        if not KINDS[kind].has_rows:
            return ()
        codes = self.draw(st.lists(LINE_CODES, unique_by=str.lower, min_size=1, max_size=3))
        return tuple(Row(code, self.texts(), self.condition(depth=1)) for code in codes)

    def limits(self, kind: Type, options: int) -> Limits:
        if not self.maybe():
            return Limits()
        low, more = self.draw(WHOLE), self.draw(st.integers(1, 100))
        match kind:
            case Type.NUMBER | Type.MATRIX_NUMBER:
                decimals = self.draw(st.integers(0, 4))
                part = 0.25 if decimals > 1 else 0
                return Limits(low + part, low + more, decimals=decimals, unit=self.texts())
            case Type.SLIDER:
                return Limits(low, low + 10 * more, step=more, unit=self.texts())
            case Type.MULTIPLE:
                return Limits(1, options)
            case Type.RANKING:
                return Limits(max=options - 1)
            case Type.DATE:
                first, last = sorted([self.draw(DAYS), self.draw(DAYS)])
                return Limits(earliest=first, latest=last)
            case Type.SHORT_TEXT | Type.LONG_TEXT:
                return Limits(max_length=10 * more)
        return Limits()

    def formula(self, kind: Type) -> dict[str, Any]:
        countable = [each.code for each in self.asked if each.type in SUMMABLE]
        if kind != Type.CALCULATED:
            return {}
        codes = self.draw(st.lists(st.sampled_from(countable), unique=True, min_size=1, max_size=3))
        return {"op": self.draw(st.sampled_from(["sum", "mean", "count"])), "questions": codes}

    # -- the whole ---------------------------------------------------------------------------------
    def question(self) -> QQuestion:
        can_sum = any(each.type in SUMMABLE for each in self.asked)
        kinds = [kind for kind in Type if can_sum or kind != Type.CALCULATED]
        kind = self.draw(st.sampled_from(kinds))
        options = self.options(kind)
        question = QQuestion(
            code=next(self.codes),
            type=kind,
            text=self._quoting(),
            help=self.texts() if self.maybe() else {},
            is_required=kind not in (Type.DISPLAY, Type.CALCULATED) and self.maybe(),
            options=options,
            rows=self.rows(kind),
            limits=self.limits(kind, len(options)),
            condition=self.condition(),
            is_shuffled=kind in SHUFFLED and self.maybe(),
            formula=self.formula(kind),
        )
        self.asked.append(question)
        return question

    def _quoting(self) -> dict[str, str]:
        """A text that may quote an earlier answer."""
        texts, asked = self.texts(), [each.code for each in self.asked if not each.rows]
        if not asked or not self.maybe():
            return texts
        quoted = self.draw(st.sampled_from(asked))
        return {language: f"{text} {{{{{quoted}}}}}" for language, text in texts.items()}

    def page(self, questions: int) -> QPage:
        condition = self.condition()
        return QPage(self.texts(), tuple(self.question() for _n in range(questions)), condition)

    def quota(self, code: str) -> QQuota | None:
        known = [each for each in self.asked if KINDS[each.type].operators]
        if not known:
            return None
        limit = self.draw(st.integers(1, 900))
        return QQuota(code, self.draw(WORDS), self._condition(known, 2), limit, self.texts())

    def rich(self) -> dict[str, str]:
        letters = st.text("abc äöü", min_size=1, max_size=9).map(str.strip).filter(bool)
        return {language: f"<p>{self.draw(letters)}</p>" for language in self.languages}


@st.composite
def questionnaires(draw: Draw) -> Questionnaire:
    """A questionnaire that could be published as it is."""
    write = _Writer(draw)
    pages = tuple(write.page(draw(st.integers(1, 4))) for _n in range(draw(st.integers(1, 2))))
    quota = write.quota("gruppe") if write.maybe() else None
    return Questionnaire(
        slug="umfrage",
        title=write.texts(),
        intro=write.rich(),
        privacy=write.rich(),
        closing=write.rich() if write.maybe() else {},
        languages=write.languages,
        minutes=draw(st.integers(1, 120)),
        pages=pages,
        quotas=(quota,) if quota else (),
    )
