"""Responses for SPSS (and for R, Stata, PSPP, jamovi, which read it): labels and missing codes included."""

from collections.abc import Iterator
from typing import IO, Any

import numpy as np
import pandas as pd
import pyreadstat
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from participation.surveys.columns import Holds
from participation.surveys.exports.cells import Cells, as_they_are
from participation.surveys.exports.code_book import Described, code_book_of
from participation.surveys.exports.facts import Facts
from participation.surveys.exports.rows import split, text_key, writers_of
from participation.surveys.exports.sav_names import legal_names
from participation.surveys.exports.sav_values import (
    WAS_NOT_SHOWN,
    Variable,
    coded_variable,
    days_variable,
    numeric_variable,
    text_variable,
)
from participation.surveys.exports.selection import Selection, Taken
from participation.surveys.exports.watching import Say

# What the format holds, in bytes.
LONGEST_TEXT, LONGEST_LABEL, LONGEST_VALUE_LABEL, LONGEST_FILE_LABEL, NOTE_LINE = (
    32_767, 250, 120, 64, 80,
)  # fmt: skip
TEXTS = Cells(str(int(WAS_NOT_SHOWN)), "", as_they_are, as_they_are, as_they_are)


def write(selection: Selection, facts: Facts, file: IO[bytes], say: Say) -> int:
    """Write the file; how many responses stand in it. ``say`` hears how far it is."""
    variables = dict(_variables(selection, facts.language, say))
    names = legal_names(variables)
    found = {names[name]: variable for name, variable in variables.items()}
    pyreadstat.write_sav(
        _frame(found),
        file.name,
        file_label=_file_label(facts),
        column_labels={name: each.label for name, each in found.items()},
        row_compress=True,
        note=_notes(facts),
        variable_value_labels={name: _labels(each) for name, each in found.items() if each.labels},
        missing_ranges={name: _missing(each) for name, each in found.items() if each.missing},
        variable_measure={name: each.measure for name, each in found.items()},
        variable_format={name: each.format for name, each in found.items() if each.format},
    )
    _data, kept = pyreadstat.read_sav(file.name, metadataonly=True)
    return int(kept.number_rows)


def _frame(variables: dict[str, Variable]) -> Any:
    return pd.DataFrame(
        {
            name: pd.Series(each.values, dtype=object if isinstance(each.values, list) else None)
            for name, each in variables.items()
        },
        copy=False,
    )


def _labels(variable: Variable) -> dict[Any, str]:
    number = _number_type(variable)
    return {
        number(value): cut(text, LONGEST_VALUE_LABEL) for value, text in variable.labels.items()
    }


def _number_type(variable: Variable) -> Any:
    """Labels have to be of the type of the values: whole numbers, other numbers, or texts."""
    if isinstance(variable.values, list):
        return str
    return int if variable.values.dtype == np.int32 else float


def _missing(variable: Variable) -> list[Any]:
    low, high = map(_number_type(variable), (variable.missing[0], variable.missing[-1]))
    return [low] if low == high else [{"lo": low, "hi": high}]


def _file_label(facts: Facts) -> str:
    """What the file is about, in 64 bytes; the filter in words stands in the notes."""
    end = facts.in_short()
    return cut(facts.title, LONGEST_FILE_LABEL - len(end.encode())) + end


def _notes(facts: Facts) -> list[str]:
    """Lines of 80 bytes, each about one thing."""
    return [cut(f"{title}: {value}", NOTE_LINE) for title, value in facts.lines()]


def cut(text: str, most: int) -> str:
    """As much of a text as so many bytes hold, whole letters only."""
    data = text.encode()
    if len(data) <= most:
        return text
    return data[: most - 3].decode(errors="ignore") + "…"


# -- variables -----------------------------------------------------------------------------------
def _variables(selection: Selection, language: str, say: Say) -> Iterator[tuple[str, Variable]]:
    """Every column of the table under its own name, in its order."""
    described = {each.name: each for each in code_book_of(selection, language=language)}
    book = {name: _label(each) for name, each in described.items()}
    words = _words(selection, say)
    table, places = selection.table, selection.places
    yield "id", Variable(book["id"], words["id"])
    numbers = table.version.values[places].astype(float) - 1
    yield "fassung", Variable(book["fassung"], numbers, measure="ordinal", format="F4.0")
    for name in ("sprache", "herkunft"):
        yield name, Variable(book[name], words[name], dict(described[name].codes))
    yield "tag", days_variable(table.day, places, book["tag"])
    yield "auffaellig", Variable(book["auffaellig"], words["auffaellig"])
    for taken in selection.taken:
        name = taken.name
        if name in words:
            yield name, text_variable(book[name], words[name])
        else:
            yield name, numeric_variable(taken, places, book[name], language)
    for name, column in selection.coded.items():
        yield name, coded_variable(column, places, book[name])
    if selection.weights:
        values = selection.weights.values[places]
        yield (
            selection.weight_name,
            Variable(book[selection.weight_name], values, measure="scale", format="F12.6"),
        )


def _label(described: Described) -> str:
    parts = filter(None, (described.about, described.part))
    return cut(" – ".join(parts), LONGEST_LABEL)


def _is_text(taken: Taken) -> bool:
    return taken.column.holds == Holds.ORDER or text_key(taken) is not None


def _words(selection: Selection, say: Say) -> dict[str, list[str]]:
    """The columns of texts, read piece by piece."""
    names = ["id", "sprache", "herkunft", "auffaellig"]
    names += [taken.name for taken in selection.taken if _is_text(taken)]
    writers = writers_of(selection, TEXTS)
    found: dict[str, list[str]] = {name: [] for name in names}
    for piece in split(selection):
        for name, column in found.items():
            column += writers[name](piece)
        say(len(found["id"]), selection.n)
    _refuse_too_long(found)
    return found


def _refuse_too_long(found: dict[str, list[str]]) -> None:
    """Nothing is ever cut off without a word; answers are a sixth of this at most."""
    for name, column in found.items():
        if any(
            len(text) * 4 > LONGEST_TEXT and len(text.encode()) > LONGEST_TEXT for text in column
        ):
            sentence = _("In „%(name)s“ ist ein Text länger, als SPSS fasst. Bitte wählen Sie CSV.")
            raise ValidationError(sentence % {"name": name}, code="too_long")
