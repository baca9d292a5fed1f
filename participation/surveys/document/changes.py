"""What is different between two published versions of a questionnaire.

A correction of the wording asks the same as before: answers to both versions are counted together.
Everything else changes the structure. Pages have no code; they are recognised by their questions.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from difflib import SequenceMatcher
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from participation.surveys.document.condition_words import Subjects, in_words, subjects_in
from participation.surveys.document.conditions import Condition
from participation.surveys.document.questionnaire import (
    Limits,
    Option,
    QPage,
    QQuestion,
    Questionnaire,
    Row,
)
from participation.surveys.models import SurveyVersion
from participation.surveys.texts import Texts, language_of, say
from smartregion.core.numbers import exact

WORDING = "wording"
# What changes neither what is asked nor how it is counted.
HARMLESS = (WORDING, "minutes", "languages")
RICH = ("intro", "privacy", "closing")

PARTS: Mapping[str, Any] = {
    "title": lazy("Titel"),
    "intro": lazy("Einleitung"),
    "privacy": lazy("Datenschutzhinweis"),
    "closing": lazy("Schlusstext"),
    "text": lazy("Text"),
    "help": lazy("Hilfetext"),
    "unit": lazy("Einheit"),
    "label": lazy("Text"),
}
KINDS: Mapping[str, Any] = {
    "added": lazy("kam hinzu"),
    "removed": lazy("fiel weg"),
    "moved": lazy("steht an anderer Stelle"),
    "type": lazy("andere Art"),
    "required": lazy("Pflichtfrage"),
    "shuffled": lazy("zufällige Reihenfolge"),
    "limits": lazy("Grenzen"),
    "condition": lazy("Bedingung"),
    "formula": lazy("Berechnung"),
    "marks": lazy("Wert oder Merkmal"),
    "limit": lazy("Genug ab"),
    "minutes": lazy("Dauer in Minuten"),
    "languages": lazy("Sprachen"),
}


@dataclass(frozen=True)
class Change:
    """One difference: what kind, where, and how it read before and after."""

    kind: str
    # survey, page, question, option, row or quota; with its code, a page with its title.
    thing: str
    name: str = ""
    # Of an option or a row: its question.
    question: str = ""
    # Of a wording: which text, in which language.
    part: str = ""
    language: str = ""
    old: str = ""
    new: str = ""

    @property
    def is_structure(self) -> bool:
        return self.kind not in HARMLESS

    @property
    def is_wording(self) -> bool:
        return self.kind == WORDING

    @property
    def is_rich(self) -> bool:
        return self.thing == "survey" and self.part in RICH

    @property
    def place(self) -> str:
        """Where it is, as people say it."""
        names = {"name": self.name, "question": self.question}
        return {
            "survey": _("Angaben"),
            "page": _("Seite „%(name)s“"),
            "question": _("Frage „%(name)s“"),
            "option": _("Frage „%(question)s“, Antwort „%(name)s“"),
            "row": _("Frage „%(question)s“, Zeile „%(name)s“"),
            "quota": _("Quote „%(name)s“"),
        }[self.thing] % names

    @property
    def what(self) -> str:
        if self.is_wording:
            names = {"part": PARTS[self.part], "language": language_of(self.language)}
            return _("%(part)s, %(language)s") % names
        return str(KINDS[self.kind])


def changes_of(version: SurveyVersion) -> list[Change]:
    """What was noted when a version was published."""
    known = {each.name for each in fields(Change)}
    return [
        Change(**{key: value for key, value in each.items() if key in known})
        for each in version.changes
    ]


def to_json(changes: Iterable[Change]) -> list[dict[str, str]]:
    """As the version keeps it, without what is empty."""
    return [{key: value for key, value in asdict(each).items() if value} for each in changes]


def changes_between(old: Questionnaire, new: Questionnaire) -> list[Change]:
    """All differences, in the order of the new questionnaire."""
    return list(_Comparison(old, new).all())


class _Comparison:
    """Two questionnaires side by side."""

    def __init__(self, old: Questionnaire, new: Questionnaire) -> None:
        self.old, self.new = old, new
        self.languages = [each for each in new.languages if each in old.languages]
        self.subjects = (subjects_in(old), subjects_in(new))

    def all(self) -> Iterator[Change]:
        yield from self._survey()
        yield from self._pages()
        yield from self._questions()
        yield from self._quotas()

    # -- the survey as a whole
    def _survey(self) -> Iterator[Change]:
        for part in ("title", *RICH):
            yield from self._wording(
                "survey", "", part, getattr(self.old, part), getattr(self.new, part)
            )
        yield from _differs("minutes", "survey", "", str(self.old.minutes), str(self.new.minutes))
        before, after = (
            ", ".join(str(language_of(code)) for code in each.languages)
            for each in (self.old, self.new)
        )
        yield from _differs("languages", "survey", "", before, after)

    # -- pages
    def _pages(self) -> Iterator[Change]:
        same = self.same_pages
        for place, page in enumerate(self.old.pages):
            if place not in same.values():
                yield Change("removed", "page", say(page.title))
        order = [same[place] for place in range(len(self.new.pages)) if place in same]
        moved = set(_moved(sorted(order), order))
        for place, page in enumerate(self.new.pages):
            name = say(page.title)
            if place not in same:
                yield Change("added", "page", name)
                continue
            old = self.old.pages[same[place]]
            if same[place] in moved:
                yield Change("moved", "page", name)
            yield from self._wording("page", name, "title", old.title, page.title)
            yield from self._condition("page", name, old.condition, page.condition)

    @cached_property
    def same_pages(self) -> Mapping[int, int]:
        """Which page of the old questionnaire a page of the new one was, by place."""
        likeness = sorted(
            (
                (_likeness(old, new), -old_place, -new_place)
                for old_place, old in enumerate(self.old.pages)
                for new_place, new in enumerate(self.new.pages)
            ),
            reverse=True,
        )
        found: dict[int, int] = {}
        for likes, old_place, new_place in likeness:
            if likes and -new_place not in found and -old_place not in found.values():
                found[-new_place] = -old_place
        return found

    # -- questions
    def _questions(self) -> Iterator[Change]:
        before, after = self.old.by_code, self.new.by_code
        for code, question in before.items():
            if code not in after:
                yield Change("removed", "question", code, old=say(question.text))
        moved = self._moved_questions()
        for code, question in after.items():
            if code not in before:
                yield Change("added", "question", code, new=say(question.text))
                continue
            if code in moved:
                yield Change("moved", "question", code)
            yield from self._question(before[code], question)

    def _moved_questions(self) -> set[str]:
        before = [code for code in self.old.by_code if code in self.new.by_code]
        after = [code for code in self.new.by_code if code in self.old.by_code]
        was, is_ = self.old.page_of, self.new.page_of
        elsewhere = {code for code in after if self.same_pages.get(is_[code]) != was[code]}
        return elsewhere | set(_moved(before, after))

    def _question(self, old: QQuestion, new: QQuestion) -> Iterator[Change]:
        code = new.code
        yield from self._wording("question", code, "text", old.text, new.text)
        yield from self._wording("question", code, "help", old.help, new.help)
        yield from self._wording("question", code, "unit", old.limits.unit, new.limits.unit)
        yield from _differs("type", "question", code, str(old.type.label), str(new.type.label))
        for kind, was, now in (
            ("required", old.is_required, new.is_required),
            ("shuffled", old.is_shuffled, new.is_shuffled),
        ):
            yield from _differs(kind, "question", code, _yes_no(was), _yes_no(now))
        yield from _differs("limits", "question", code, _bounds(old.limits), _bounds(new.limits))
        yield from self._condition("question", code, old.condition, new.condition)
        yield from _differs("formula", "question", code, _formula(old), _formula(new))
        yield from self._lines("row", code, old.rows, new.rows)
        yield from self._lines("option", code, old.options, new.options)

    def _lines(
        self, thing: str, question: str, old: Sequence[Option | Row], new: Sequence[Option | Row]
    ) -> Iterator[Change]:
        before, after = ({line.code: line for line in lines} for lines in (old, new))
        for code, line in before.items():
            if code not in after:
                yield Change("removed", thing, code, question, old=say(line.label))
        moved = _moved([c for c in before if c in after], [c for c in after if c in before])
        for code, line in after.items():
            if code not in before:
                yield Change("added", thing, code, question, new=say(line.label))
                continue
            if code in moved:
                yield Change("moved", thing, code, question)
            was = before[code]
            yield from self._wording(thing, code, "label", was.label, line.label, question)
            yield from self._condition(thing, code, was.condition, line.condition, question)
            yield from _differs("marks", thing, code, _marks(was), _marks(line), question)

    # -- quotas
    def _quotas(self) -> Iterator[Change]:
        before, after = ({each.code: each for each in q.quotas} for q in (self.old, self.new))
        for code, quota in before.items():
            if code not in after:
                yield Change("removed", "quota", code, old=quota.title)
        for code, quota in after.items():
            if code not in before:
                yield Change("added", "quota", code, new=quota.title)
                continue
            was = before[code]
            yield from _differs("limit", "quota", code, str(was.limit), str(quota.limit))
            yield from self._wording("quota", code, "text", was.text, quota.text)
            yield from self._condition("quota", code, was.condition, quota.condition)

    # -- what many things have
    def _wording(
        self, thing: str, name: str, part: str, old: Texts, new: Texts, question: str = ""
    ) -> Iterator[Change]:
        for language in self.languages:
            was, now = old.get(language, ""), new.get(language, "")
            if was != now:
                yield Change(WORDING, thing, name, question, part, language, was, now)

    def _condition(
        self,
        thing: str,
        name: str,
        old: Condition | None,
        new: Condition | None,
        question: str = "",
    ) -> Iterator[Change]:
        if old != new:
            was, now = (
                _words(each, subjects)
                for each, subjects in zip((old, new), self.subjects, strict=True)
            )
            yield Change("condition", thing, name, question, old=was, new=now)


def _differs(
    kind: str, thing: str, name: str, old: str, new: str, question: str = ""
) -> Iterator[Change]:
    if old != new:
        yield Change(kind, thing, name, question, old=old, new=new)


def _moved(old: Sequence[Any], new: Sequence[Any]) -> list[Any]:
    """What stands in another order; as few things as possible are said to have moved."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    kept = {
        place for _a, begin, n in matcher.get_matching_blocks() for place in range(begin, begin + n)
    }
    return [thing for place, thing in enumerate(new) if place not in kept]


def _likeness(old: QPage, new: QPage) -> float:
    """How many questions two pages share; the same title counts a little."""
    shared = {each.code for each in old.questions} & {each.code for each in new.questions}
    return len(shared) + 0.5 * (say(old.title) == say(new.title))


# -- values as people read them ----------------------------------------------------------------
def _words(condition: Condition | None, subjects: Subjects) -> str:
    return in_words(condition, subjects) if condition else _("immer")


def _yes_no(value: bool) -> str:
    return _("ja") if value else _("nein")


def _bounds(limits: Limits) -> str:
    names = {
        "min": _("mindestens %s"),
        "max": _("höchstens %s"),
        "step": _("in Schritten von %s"),
        "decimals": _("Nachkommastellen: %s"),
        "earliest": _("frühestens %s"),
        "latest": _("spätestens %s"),
        "max_length": _("bis zu %s Zeichen"),
    }
    found = {name: getattr(limits, name) for name in names}
    said = {
        name: exact(value) if isinstance(value, int | float) else value
        for name, value in found.items()
        # Zero is a bound; decimals and days have a default that says nothing.
        if value is not None and value != getattr(Limits(), name)
    }
    return ", ".join(names[name] % value for name, value in said.items()) or _("keine")


def _formula(question: QQuestion) -> str:
    if not question.formula:
        return ""
    words = {"sum": _("Summe"), "mean": _("Mittelwert"), "count": _("Anzahl")}
    codes = ", ".join(question.formula["questions"])
    return f"{words[question.formula['op']]}: {codes}"


def _marks(line: Option | Row) -> str:
    if isinstance(line, Row):
        return ""
    said = [
        _("Wert %s") % exact(line.value) if line.value is not None else "",
        _("schließt andere aus") if line.exclusive else "",
        _("mit Textfeld") if line.with_text else "",
    ]
    return ", ".join(filter(None, said)) or _("keines")
