"""Responses as a table for a statistics program, and the code book that explains it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from participation.surveys.columns import NOT_SHOWN, Column, Holds, columns_of
from participation.surveys.document.questionnaire import QQuestion, Type, questionnaire_of
from participation.surveys.models import Response, Survey
from participation.surveys.queries import Asked, asked_questions, versions_of
from participation.surveys.suspicions import Suspicion
from participation.surveys.texts import say

CHUNK = 1000
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


def response_rows(survey: Survey) -> Iterator[Sequence[object]]:
    """Heading and one line for each response, by random number: the order says nothing."""
    columns, versions = _columns(survey), versions_of(survey)
    yield [name for name, _about in ABOUT] + [column.name for column in columns]
    asked_in = {
        version.pk: {(q.code, q.type): q for q in questionnaire_of(version).questions}
        for version in versions
    }
    numbers = {version.pk: version.number for version in versions}
    responses = Response.objects.filter(version__survey=survey).order_by("pk")
    for response in responses.iterator(chunk_size=CHUNK):
        about = _about(response, numbers[response.version_id])
        yield [*about, *_cells(response, columns, asked_in[response.version_id])]


def _columns(survey: Survey) -> list[Column]:
    return [column for asked in asked_questions(survey) for column in columns_of(asked)]


def _about(response: Response, version: int) -> list[object]:
    return [
        str(response.pk),
        version,
        response.language,
        response.origin,
        response.submitted_on,
        " ".join(response.suspicions),
    ]


def _cells(
    response: Response, columns: list[Column], asked: dict[tuple[str, Type], QQuestion]
) -> Iterator[object]:
    """One response; each question is narrowed once to what this person saw of it."""
    answers: dict[str, Any] = response.answers
    seed = response.pk.hex if response.origin == Response.Origin.ONLINE else ""
    shown: dict[int, QQuestion | None] = {}
    for column in columns:
        key = id(column.asked)
        if key not in shown:
            question = asked.get((column.asked.question.code, column.asked.question.type))
            shown[key] = question.narrowed(answers) if question else None
        yield column.cell(shown[key], answers, seed)


# -- code book ---------------------------------------------------------------------------------
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
    return about + [_described(column, language) for column in _columns(survey)]


def _about_values(name: str) -> tuple[tuple[str, str], ...]:
    choices = {"herkunft": Response.Origin.choices, "auffaellig": Suspicion.choices}
    return tuple((str(code), str(label)) for code, label in choices.get(name, ()))


def _described(column: Column, language: str) -> Described:
    asked = column.asked
    parts = [say(part.label, language) for part in (column.row, column.option) if part]
    return Described(
        name=column.name,
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
