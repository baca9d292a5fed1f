"""The code book: what each column of the table of responses means, and each code in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from participation.surveys.columns import NOT_SHOWN, Column, Holds
from participation.surveys.exports.selection import named_columns
from participation.surveys.models import Response, Survey
from participation.surveys.queries import Asked, asked_questions
from participation.surveys.suspicions import Suspicion
from participation.surveys.texts import say

# What is known of a response besides its answers. The names stay the same in every language.
ABOUT: tuple[tuple[str, str | Promise], ...] = (
    ("id", _("Zufällige Nummer der Antwort. Sie führt zu keiner Person.")),
    ("fassung", _("Fassung des Fragebogens")),
    ("sprache", _("Sprache, in der geantwortet wurde")),
    ("herkunft", _("Wie geantwortet wurde")),
    ("tag", _("Tag der Abgabe")),
    (
        "auffaellig",
        _("Warum die Antwort nicht von einer Person stammen könnte; leer: nichts bemerkt"),
    ),
)


@dataclass(frozen=True)
class Described:
    """One column as the code book explains it."""

    name: str
    about: str
    part: str = ""
    kind: str = ""
    values: tuple[tuple[str, str], ...] = ()
    versions: tuple[int, ...] = ()


def code_book(survey: Survey, *, language: str) -> list[Described]:
    """Every column of the table, with what its codes mean."""
    about = [Described(name, str(text), values=_about_values(name)) for name, text in ABOUT]
    named = named_columns(asked_questions(survey))
    return about + [described(name, column, language) for name, column in named]


def _about_values(name: str) -> tuple[tuple[str, str], ...]:
    choices = {"herkunft": Response.Origin.choices, "auffaellig": Suspicion.choices}
    return tuple((str(code), str(label)) for code, label in choices.get(name, ()))


def described(name: str, column: Column, language: str) -> Described:
    """One column in words."""
    asked = column.asked
    parts = [say(part.label, language) for part in (column.row, column.option) if part]
    return Described(
        name=name,
        about=say(asked.question.text, language),
        part=": ".join([*parts, *_addition(column)]),
        kind=str(asked.question.type.label),
        values=tuple(_values(column, language)),
        versions=tuple(sorted(asked.versions)),
    )


def _addition(column: Column) -> list[str]:
    additions = {
        Holds.WORDS: _now("eigene Worte zu „Anderes“"),
        Holds.ORDER: _now("gezeigte Reihenfolge, als Kürzel"),
    }
    return [additions[column.holds]] if column.holds in additions else []


def _values(column: Column, language: str) -> Iterator[tuple[str, str]]:
    """The codes of a column and their meaning, then what stands for no answer."""
    asked = column.asked
    match column.holds:
        case Holds.CHOSEN:
            yield from (("1", _now("gewählt")), ("0", _now("nicht gewählt")))
        case Holds.PLACE:
            yield "1, 2, …", _now("Platz, den diese Antwort bekam")
        case Holds.ANSWER:
            yield from _codes(asked, language)
    yield "", _now("gezeigt, aber nicht beantwortet")
    yield NOT_SHOWN, _now("wurde dieser Person nicht gezeigt")


def _codes(asked: Asked, language: str) -> Iterator[tuple[str, str]]:
    if unit := say(asked.question.limits.unit, language):
        yield _now("Zahl"), _now("in %(unit)s") % {"unit": unit}
    for option in asked.options.values():
        yield option.code, say(option.label, language)


def code_book_rows(survey: Survey, *, language: str) -> Iterator[Sequence[object]]:
    """The code book as a table: a line for each code of each column."""
    yield [
        _now("Spalte"),
        _now("Frage"),
        _now("Teil"),
        _now("Art"),
        _now("Fassungen"),
        _now("Wert"),
        _now("Bedeutung"),
    ]
    for each in code_book(survey, language=language):
        versions = ", ".join(map(str, each.versions))
        line = (each.name, each.about, each.part, each.kind, versions)
        yield from ((*line, *value) for value in each.values or (("", ""),))
