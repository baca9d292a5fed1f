"""The code book: what each column of the table of responses means, and each code in it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _now

from participation.surveys.columns import NOT_SHOWN, Column, Holds
from participation.surveys.exports.about import ABOUT
from participation.surveys.exports.selection import Selection, named_columns
from participation.surveys.models import Response, Survey
from participation.surveys.queries import asked_questions, code_labels
from participation.surveys.suspicions import Suspicion
from participation.surveys.texts import say


@dataclass(frozen=True)
class Described:
    """One column as the code book explains it."""

    name: str
    about: str
    part: str = ""
    kind: str = ""
    # Every code the column can hold, and its meaning.
    codes: tuple[tuple[str, str], ...] = ()
    # What else can stand in it, in words: ("Zahl", "in km").
    others: tuple[tuple[str, str], ...] = ()
    # Whether it belongs to a question, which can be left empty or not shown at all.
    is_asked: bool = True
    versions: tuple[int, ...] = ()

    @property
    def values(self) -> tuple[tuple[str, str], ...]:
        """The codes and their meaning, then what stands for no answer."""
        nothing = (
            ("", _now("gezeigt, aber nicht beantwortet")),
            (NOT_SHOWN, _now("wurde dieser Person nicht gezeigt")),
        )
        return (*self.others, *self.codes, *(nothing if self.is_asked else ()))


def code_book(survey: Survey, *, language: str) -> list[Described]:
    """Every column of the table, with what its codes mean."""
    return [*_about(), *_asked(named_columns(asked_questions(survey)), language)]


def code_book_of(selection: Selection, *, language: str) -> list[Described]:
    """The same for what was chosen to be taken along, in the order of its columns."""
    named = ((taken.name, taken.column) for taken in selection.taken)
    return [*_about(), *_asked(named, language), *_coded(selection), *_weight(selection)]


def _asked(named: Iterable[tuple[str, Column]], language: str) -> Iterator[Described]:
    return (described(name, column, language) for name, column in named)


def _about() -> Iterator[Described]:
    choices = {"herkunft": Response.Origin.choices, "auffaellig": Suspicion.choices}
    for name, text in ABOUT:
        codes = tuple((str(code), str(label)) for code, label in choices.get(name, ()))
        yield Described(name, str(text), codes=codes, is_asked=False)


def _coded(selection: Selection) -> Iterator[Described]:
    """Codes that people gave to texts."""
    labels = code_labels(selection.survey)
    codes = (("1", _now("zugeordnet")), ("0", _now("nicht zugeordnet")))
    others = (("", _now("kein Text, oder noch nicht gelesen")),)
    for name in selection.coded:
        question, _sign, _code = name.partition("#")
        about = _now("Texte zu „%(question)s“") % {"question": question}
        yield Described(name, about, labels[name], codes=codes, others=others, is_asked=False)


def _weight(selection: Selection) -> Iterator[Described]:
    if weights := selection.weights:
        about = _now("Gewicht dieser Antwort: %(title)s") % {"title": weights.title}
        yield Described(selection.weight_name, about, is_asked=False)


def described(name: str, column: Column, language: str) -> Described:
    """One column in words."""
    asked = column.asked
    parts = [say(part.label, language) for part in (column.row, column.option) if part]
    return Described(
        name=name,
        about=say(asked.question.text, language),
        part=": ".join([*parts, *_addition(column)]),
        kind=str(asked.question.type.label),
        codes=tuple(_codes(column, language)),
        others=tuple(_others(column, language)),
        versions=tuple(sorted(asked.versions)),
    )


def _addition(column: Column) -> list[str]:
    additions = {
        Holds.WORDS: _now("eigene Worte zu „Anderes“"),
        Holds.ORDER: _now("gezeigte Reihenfolge, als Kürzel"),
    }
    return [additions[column.holds]] if column.holds in additions else []


def _codes(column: Column, language: str) -> Iterator[tuple[str, str]]:
    if column.holds == Holds.CHOSEN:
        yield from (("1", _now("gewählt")), ("0", _now("nicht gewählt")))
    elif column.holds == Holds.ANSWER:
        for option in column.asked.options.values():
            yield option.code, say(option.label, language)


def _others(column: Column, language: str) -> Iterator[tuple[str, str]]:
    if column.holds == Holds.PLACE:
        yield "1, 2, …", _now("Platz, den diese Antwort bekam")
    elif column.holds == Holds.ANSWER and (
        unit := say(column.asked.question.limits.unit, language)
    ):
        yield _now("Zahl"), _now("in %(unit)s") % {"unit": unit}


def code_book_rows(described: Iterable[Described]) -> Iterator[Sequence[object]]:
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
    for each in described:
        versions = ", ".join(map(str, each.versions))
        line = (each.name, each.about, each.part, each.kind, versions)
        yield from ((*line, *value) for value in each.values or (("", ""),))
