"""The kinds of questions: one table from the type in the document to what knows how to handle it."""

from participation.surveys.document.questionnaire import QQuestion, Type
from participation.surveys.kinds.base import (
    Answer,
    Faults,
    Kind,
    Typed,
    field_name,
    other_key,
    other_name,
)
from participation.surveys.kinds.choices import Consent, OneOf, Place, Ranking, Scale, SomeOf
from participation.surveys.kinds.matrices import MatrixNumber, MatrixOneOf, MatrixSomeOf
from participation.surveys.kinds.silent import Calculated, Display
from participation.surveys.kinds.values import Day, Number, Text

KINDS: dict[Type, Kind] = {
    Type.SINGLE: OneOf(),
    Type.DROPDOWN: OneOf(),
    Type.YES_NO: OneOf(),
    Type.SCALE: Scale(),
    Type.MULTIPLE: SomeOf(),
    Type.RANKING: Ranking(),
    Type.MATRIX: MatrixOneOf(),
    Type.MATRIX_MULTIPLE: MatrixSomeOf(),
    Type.MATRIX_NUMBER: MatrixNumber(),
    Type.NUMBER: Number(),
    Type.SLIDER: Number(),
    Type.DATE: Day(),
    Type.SHORT_TEXT: Text(),
    Type.LONG_TEXT: Text(),
    Type.MUNICIPALITY: Place(),
    Type.CONSENT: Consent(),
    Type.DISPLAY: Display(),
    Type.CALCULATED: Calculated(),
}


def kind_of(question: QQuestion) -> Kind:
    """What is known about questions of this type."""
    return KINDS[question.type]


__all__ = [
    "KINDS",
    "Answer",
    "Calculated",
    "Faults",
    "Kind",
    "Ranking",
    "Typed",
    "field_name",
    "kind_of",
    "other_key",
    "other_name",
]
