"""Several lines under one question: a step, several choices or a number for each."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.surveys.document.questionnaire import QQuestion
from participation.surveys.kinds.base import (
    UNKNOWN,
    Answer,
    Faults,
    Kind,
    Typed,
    field_name,
    noted,
    said,
)
from participation.surveys.kinds.choices import check_codes, check_option, read_codes
from participation.surveys.kinds.values import check_number, read_number


class Matrix(Kind):
    """``{row code: answer or None}`` with every row that was shown; None where no row was answered."""

    has_rows = True

    def own_names(self, question: QQuestion) -> tuple[str, ...]:
        return tuple(field_name(question, row.code) for row in question.rows)

    def read(self, question: QQuestion, typed: Typed, faults: Faults) -> Answer:
        rows = {
            row.code: self.read_row(question, field_name(question, row.code), typed, faults)
            for row in question.rows
        }
        return rows if any(answer is not None for answer in rows.values()) else None

    def read_row(self, question: QQuestion, name: str, typed: Typed, faults: Faults) -> Any:
        raise NotImplementedError

    def check(self, question: QQuestion, answer: Answer) -> None:
        if not isinstance(answer, dict) or set(answer) != {row.code for row in question.rows}:
            raise ValidationError(_("Die Zeilen passen nicht zur Frage."), code=UNKNOWN)
        for given in answer.values():
            if given is not None:
                self.check_row(question, given)

    def check_row(self, question: QQuestion, answer: Any) -> None:
        raise NotImplementedError

    def is_missing(self, question: QQuestion, answer: Answer) -> bool:
        return any((answer or {}).get(row.code) is None for row in question.rows)

    def names_missing(self, question: QQuestion, answer: Answer) -> tuple[str, ...]:
        given = answer or {}
        rows = (row.code for row in question.rows if given.get(row.code) is None)
        return tuple(field_name(question, code) for code in rows)


class MatrixOneOf(Matrix):
    """One step of a scale for each row."""

    operators: ClassVar[tuple[str, ...]] = ("is", "at_least", "at_most", "answered", "empty")
    has_options = True
    missing: ClassVar[str | Promise] = gettext_lazy("Bitte wählen Sie eine Antwort.")

    def read_row(self, question: QQuestion, name: str, typed: Typed, faults: Faults) -> Any:
        code = said(typed, name)
        return code if code and noted(faults, name, check_option, question, code) else None

    def check_row(self, question: QQuestion, answer: Any) -> None:
        check_option(question, answer)


class MatrixSomeOf(Matrix):
    """Several choices for each row."""

    operators: ClassVar[tuple[str, ...]] = ("contains", "answered", "empty")
    has_options = True
    missing: ClassVar[str | Promise] = gettext_lazy("Bitte wählen Sie mindestens eine Antwort.")

    def read_row(self, question: QQuestion, name: str, typed: Typed, faults: Faults) -> Any:
        return read_codes(question, name, typed, faults, self.check_row)

    def check_row(self, question: QQuestion, answer: Any) -> None:
        check_codes(question, answer)


class MatrixNumber(Matrix):
    """A number for each row, all within the same bounds."""

    operators: ClassVar[tuple[str, ...]] = (
        "is",
        "at_least",
        "at_most",
        "more",
        "less",
        "answered",
        "empty",
    )
    missing: ClassVar[str | Promise] = gettext_lazy("Bitte geben Sie eine Zahl ein.")

    def read_row(self, question: QQuestion, name: str, typed: Typed, faults: Faults) -> Any:
        return read_number(question, name, typed, faults)

    def check_row(self, question: QQuestion, answer: Any) -> None:
        check_number(question, answer)
