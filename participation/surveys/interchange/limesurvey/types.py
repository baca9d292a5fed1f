"""The 29 types of LimeSurvey, by their letter: what becomes of each."""

from collections.abc import Mapping

from participation.surveys.interchange.limesurvey import arrays, choices, entries, equations
from participation.surveys.interchange.limesurvey.making import Builder

TYPES: Mapping[str, Builder] = {
    "L": choices.radio,
    "!": choices.dropdown,
    "O": choices.with_comment,
    "Y": choices.yes_no,
    "G": choices.gender,
    "5": choices.five_points,
    "M": choices.multiple,
    "P": choices.multiple_with_comments,
    "R": choices.ranking,
    "I": entries.language,
    "A": arrays.five_points,
    "B": arrays.ten_points,
    "C": arrays.yes_no_unsure,
    "E": arrays.more_same_less,
    "F": arrays.flexible,
    "H": arrays.by_column,
    "1": arrays.dual,
    ":": arrays.numbers,
    ";": arrays.texts,
    "K": arrays.multiple_numbers,
    "Q": arrays.multiple_texts,
    "N": entries.number,
    "S": entries.short_text,
    "T": entries.long_text,
    "U": entries.long_text,
    "D": entries.day,
    "X": entries.display,
    "*": equations.equation,
    "|": entries.upload,
    # Of versions before 1.90: lists with answers from a set of labels, and their arrays.
    "W": choices.dropdown,
    "Z": choices.radio,
    "^": arrays.multiple_numbers,
}


def builder_of(letter: str) -> Builder:
    """What makes questions of this type; unknown ones are told as lost."""
    return TYPES.get(letter, entries.unknown)
