"""Which column of a file belongs to which part of which question.

A heading is looked up, from the surest to the least: as our own tables name it, as the file of the
questionnaire named it, as LimeSurvey names it by codes, by "code & text", and by full text in any
language. What fits twice fits nothing: it is reported and left out.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from participation.surveys.columns import Holds
from participation.surveys.document.questionnaire import Questionnaire, Type
from participation.surveys.interchange.responses.parts import About, Part, parts_of
from smartregion.core.richtext import plain_text

# "Q3[SQ001]. Wie zufrieden …" and "Q3: Wie zufrieden …": the code ends at the first such sign.
CODE_AND_TEXT = re.compile(r"(?P<code>[^\s\[\]]+?(?:\[[^\]]*\])*)[.:](?:\s|$)")
# How exports in German and English call the words beside "Anderes", and the places of a ranking.
OTHER_WORDS = ("other", "sonstiges", "anderes", "comment", "kommentar")
RANKS = ("Rang", "Rank", "Ranking", "Platz")

ABOUT: Mapping[About, tuple[str, ...]] = {
    About.NUMBER: ("id", "response id", "antwort id", "antwort-id"),
    About.SUBMITTED: (
        "submitdate", "date submitted", "datum abgeschickt", "datum der abgabe", "tag",
    ),
    About.LAST_PAGE: ("lastpage", "last page", "letzte seite"),
    About.LANGUAGE: ("startlanguage", "start language", "startsprache", "start-sprache", "sprache"),
    About.VERSION: ("fassung",),
    About.ORIGIN: ("herkunft",),
    About.SUSPICIONS: ("auffaellig",),
    About.TRACE: (
        "seed", "zufallsstartwert", "token", "access code", "zugangscode", "zugangsschlüssel",
        "startdate", "date started", "datum gestartet", "startdatum", "datestamp",
        "date last action", "datum letzte aktivität", "ipaddr", "ip address", "ip-adresse", "refurl",
        "referrer url", "referrer-url", "interviewtime", "total time", "gesamtzeit", "quota_exit",
        "completed", "validity", "device",
    ),
}  # fmt: skip
ABOUT_BY_NAME = {name: about for about, names in ABOUT.items() for name in names}
# The first columns of our own tables (exports/about.py).
OURS = {"id", "fassung", "sprache", "herkunft", "tag", "auffaellig"}
# How long somebody took for a group or a question.
TIMES = re.compile(r"(grouptime|gruppenzeit|group time|question time|fragenzeit)\W*\w*|\w+time")


@dataclass(frozen=True)
class Found:
    """What a heading means; ``reason`` says why it means nothing."""

    heading: str
    part: Part | None = None
    about: About | None = None
    reason: str = ""

    @property
    def is_known(self) -> bool:
        return self.part is not None or self.about is not None


class Headings:
    """Headings of a table of responses to one questionnaire."""

    def __init__(self, questionnaire: Questionnaire, columns: Mapping[str, str]) -> None:
        parts = [part for question in questionnaire.questions for part in parts_of(question)]
        ours = _unique((name, part) for part in parts for name in _own_names(part))
        given = {
            name: part for name, column in columns.items() if (part := ours.get(column)) is not None
        }
        codes = _unique((name, part) for part in parts for name in _codes(part))
        self._by_code: list[Mapping[str, Part | None]] = [
            ours,
            given,
            codes,
            _folded(ours),
            _folded(given),
            _folded(codes),
        ]
        self._by_text = _unique((text, part) for part in parts for text in _texts(part))

    def find(self, heading: str) -> Found:
        """What one heading means, wherever it stands."""
        name = _plain(heading)
        part = self._coded(name)
        if part is None and (about := _about(name)):
            return Found(heading, about=about)
        if part is None and (cut := CODE_AND_TEXT.match(name)):
            part = self._coded(cut["code"])
            if part is None and (about := _about(cut["code"])):
                return Found(heading, about=about)
        text = _spoken(name)
        if part is None and text in self._by_text:
            part = self._by_text[text]
            if part is None:
                return Found(heading, reason=_("Diese Überschrift passt zu mehreren Fragen."))
        return Found(heading, part, reason="" if part else _("Keine Frage heißt so."))

    def _coded(self, name: str) -> Part | None:
        for number, names in enumerate(self._by_code):
            key = name if number < 3 else name.casefold()
            if (part := names.get(key)) is not None:
                return part
        return None

    def find_all(self, headings: Sequence[str]) -> list[Found]:
        """Each heading with what it means; of two for the same thing the second means nothing."""
        found, seen, is_ours = [], set(), set(headings) >= OURS
        for heading in headings:
            each = self.find(heading)
            if is_ours and heading in OURS:
                # A question that is called so as well says its type there: "tag-date".
                each = Found(heading, about=ABOUT_BY_NAME[heading])
            meaning = each.part.name if each.part else each.about
            if meaning and meaning in seen and meaning != About.TRACE:
                each = Found(heading, reason=_("Eine andere Spalte sagt dasselbe."))
            seen.add(meaning)
            found.append(each)
        return found


def _unique(pairs: Iterable[tuple[str, Part]]) -> dict[str, Part | None]:
    """Parts by name; None where one name stands for two of them."""
    found: dict[str, Part | None] = {}
    for name, part in pairs:
        found[name] = part if found.setdefault(name, part) is part else None
    return found


def _folded(names: Mapping[str, Part | None]) -> dict[str, Part | None]:
    return _unique((name.casefold(), part) for name, part in names.items() if part)


def _about(name: str) -> About | None:
    name = name.casefold().rstrip(".:")
    if TIMES.fullmatch(name):
        return About.TRACE
    return ABOUT_BY_NAME.get(name)


def _own_names(part: Part) -> Iterator[str]:
    """As our own tables name it, where necessary with the type of the question."""
    yield part.name
    yield f"{part.name}-{part.question.type}"
    if part.place:
        # So the file of the questionnaire names the places of a ranking.
        yield f"{part.question.code}#{part.place}"


# -- names by code ---------------------------------------------------------------------------------
def _codes(part: Part) -> Iterator[str]:
    """How LimeSurvey calls a part by its codes, in all its ways."""
    code = part.question.code
    lines = [line.code for line in part.lines]
    if part.holds == Holds.WORDS:
        lines_of_words = [each.code for each in part.question.options if each.with_text]
        yield from (f"{code}[{name}comment]" for name in lines_of_words)
        yield from (f"{code}_{name}comment" for name in lines_of_words)
        yield from (f"{code}{sign}" for sign in ("[other]", "_other", ".other", "other"))
        yield from (f"{code}{sign}" for sign in ("[comment]", "_comment", ".comment", "comment"))
    elif part.place:
        lines = [str(part.place)]
    elif part.holds == Holds.PLACE or (part.option and part.option.with_text and not part.row):
        # "Q3[1]" is a place and "Q3[other]" holds words, whatever the codes of the options are.
        yield f"{code}.{lines[0]}"
        lines = [] if _is_taken(part) else lines
    if len(lines) == 1:
        yield from (f"{code}[{lines[0]}]", f"{code}_{lines[0]}", f"{code}.{lines[0]}")
    elif len(lines) == 2:
        row, option = lines
        yield from (f"{code}[{row}][{option}]", f"{code}_{row}_{option}", f"{code}.{row}.{option}")
        yield from (f"{code}[{row}_{option}]", f"{code}[{row}.{option}]")


def _is_taken(part: Part) -> bool:
    """Whether LimeSurvey calls something else by the name this option would have."""
    code = part.option.code if part.option else ""
    return code.casefold() in OTHER_WORDS or (part.holds == Holds.PLACE and code.isdecimal())


# -- names by text ---------------------------------------------------------------------------------
def _texts(part: Part) -> Iterator[str]:
    """The question with its row or option in brackets, in each language."""
    question = part.question
    if part.holds == Holds.ORDER:
        return
    for language, text in question.text.items():
        endings = list(_endings(part, language))
        yield from {_spoken(f"{text}{ending}") for ending in endings}


def _endings(part: Part, language: str) -> Iterator[str]:
    labels = [line.label.get(language, "") for line in part.lines]
    if part.place:
        yield from (f"[{rank} {part.place}]" for rank in (*RANKS, ""))
    elif part.holds == Holds.WORDS:
        yield from (f"[{word}]" for word in OTHER_WORDS)
        if part.question.type != Type.MULTIPLE:
            others = (each for each in part.question.options if each.with_text)
            yield from (f"[{each.label.get(language, '')}]" for each in others)
    elif all(labels):
        yield "".join(f"[{label}]" for label in labels)
        if len(labels) == 2:
            yield f"[{labels[0]} | {labels[1]}]"


def _spoken(text: str) -> str:
    """A text as two programs write it alike: no markup, no spaces at the brackets, no capitals."""
    return re.sub(r"\s*([\[\]])\s*", r"\1", _plain(text)).casefold()


def _plain(text: str) -> str:
    return plain_text(text) if "<" in text or "&" in text else " ".join(text.split())
