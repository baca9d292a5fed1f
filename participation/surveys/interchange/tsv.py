"""LimeSurvey's table of a survey (.txt, tab-separated): one row for each thing, once per language.

    read(data)   → Imported, with every loss named

What a row is stands in its column ``class``; what belongs to what follows from the order: questions
to the group above them, answers to the question above them. First come all rows in the base language,
then all again in each other one.
"""

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from io import StringIO

from django.utils.translation import gettext as _

from participation.surveys.interchange.limesurvey.building import build
from participation.surveys.interchange.limesurvey.source import (
    LsAnswer,
    LsCondition,
    LsGroup,
    LsQuestion,
    LsQuota,
    LsSubquestion,
    LsSurvey,
)
from participation.surveys.interchange.losses import Imported
from smartregion.core.untrusted import NotReadable, decoded

Row = Mapping[str, str]
# More than any survey has; each row costs a kilobyte.
MOST_ROWS = 50_000
NEEDED = {"class", "name", "text"}
# All other columns are attributes of questions.
COLUMNS = {
    "id", "related_id", "class", "type/scale", "name", "relevance", "text", "help", "language",
    "validation", "mandatory", "encrypted", "other", "default", "same_default", "same_script",
    "script", "question_theme_name", "",
}  # fmt: skip
INHERITED = ("I", "inherit", "-1")


def read(data: bytes) -> Imported:
    """The questionnaire of a file. Raises ``NotReadable`` with one sentence."""
    return build(source_of(data))


def source_of(data: bytes) -> LsSurvey:
    """What the file says, before anything is made of it."""
    table = _Table()
    for row in _rows(decoded(data)):
        table.take(row)
    if not any(group.questions for group in table.groups.values()):
        raise NotReadable(_("Die Datei enthält keine Fragen."), code="empty")
    return table.survey()


def _rows(text: str) -> Iterator[Row]:
    """The rows below the headings; cells hold line breaks and tabs when they are in quotation marks."""
    reader = csv.reader(StringIO(text, newline=""), delimiter="\t")
    try:
        headings = [_heading(cell.strip()) for cell in next(reader, [])]
        if not set(headings) >= NEEDED:
            raise NotReadable(
                _("Das ist keine Tabelle von LimeSurvey: In der ersten Zeile fehlt „class“."),
                code="kind",
            )
        for number, cells in enumerate(reader):
            if number > MOST_ROWS:
                raise NotReadable(_("Die Datei hat zu viele Zeilen."), code="many")
            yield dict(zip(headings, cells, strict=False))
    except csv.Error:
        raise NotReadable(
            _("Die Datei ist als Tabelle nicht lesbar (Zeile %d).") % reader.line_num, code="broken"
        ) from None


def _heading(cell: str) -> str:
    """The name of a column; capitals count in the names of attributes only."""
    return cell.lower() if cell.lower() in COLUMNS else cell


# -- what belongs together -------------------------------------------------------------------------
@dataclass
class _Thing:
    """A row of the base language, and what other languages say instead."""

    row: Row
    texts: dict[str, str] = field(default_factory=dict)
    help: dict[str, str] = field(default_factory=dict)
    scripts: dict[str, str] = field(default_factory=dict)

    def take(self, row: Row, language: str) -> None:
        for column, said in (("text", self.texts), ("help", self.help), ("script", self.scripts)):
            if row.get(column):
                said.setdefault(language, row[column])

    def get(self, column: str) -> str:
        return self.row.get(column, "").strip()

    @property
    def scale(self) -> int:
        return 1 if self.get("type/scale") == "1" else 0


@dataclass
class _Question(_Thing):
    """A question with its rows, in the order in which they came."""

    lines: dict[tuple[str, str, str], _Thing] = field(default_factory=dict)
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)

    def take(self, row: Row, language: str) -> None:
        super().take(row, language)
        for column, value in row.items():
            if column not in COLUMNS and value:
                self.attributes.setdefault(column, {})[language] = value

    def of(self, kind: str) -> list[_Thing]:
        return [thing for (what, _scale, _name), thing in self.lines.items() if what == kind]


@dataclass
class _Group(_Thing):
    """A group: its title stands where others have their name."""

    titles: dict[str, str] = field(default_factory=dict)
    questions: dict[str, _Question] = field(default_factory=dict)


class _Table:
    """Takes the rows one after the other and keeps what belongs together."""

    def __init__(self) -> None:
        self.settings: dict[str, str] = {}
        self.texts: dict[str, dict[str, str]] = {}
        self.groups: dict[str, _Group] = {}
        self.conditions: list[LsCondition] = []
        self.quotas: dict[str, _Thing] = {}
        self.members: list[tuple[str, str, str]] = []
        self.others: Counter[str] = Counter()
        self.languages: dict[str, None] = {}
        self._group: _Group | None = None
        self._question: _Question | None = None
        # How many groups came in each language: without ids, the order tells which is which.
        self._counts: Counter[str] = Counter()
        self._takers: Mapping[str, Callable[[Row, str], None]] = {
            "S": self._setting,
            "SL": self._text,
            "G": self._begin_group,
            "Q": self._begin_question,
            "SQ": self._line,
            "A": self._line,
            "C": self._condition,
            "QTA": self._quota,
            "QTALS": self._quota_text,
            "QTAM": self._member,
            "AS": self._assessment,
        }

    def take(self, row: Row) -> None:
        """One row, in the language that it names; else in the base language."""
        kind = row.get("class", "").strip().upper()
        language = row.get("language", "").strip() or self.settings.get("language", "")
        taker = self._takers.get(kind)
        if taker:
            taker(row, language)
        elif kind:
            self.others[kind] += 1

    # -- the survey --------------------------------------------------------------------------------
    def _setting(self, row: Row, _language: str) -> None:
        value = row.get("text", "").strip()
        if value not in INHERITED:
            self.settings[row.get("name", "").strip()] = value

    def _text(self, row: Row, language: str) -> None:
        self._speak(language)
        self.texts.setdefault(row.get("name", "").strip(), {})[language] = row.get("text", "")

    def _speak(self, language: str) -> None:
        if language:
            self.languages.setdefault(language)

    # -- groups, questions, answers ----------------------------------------------------------------
    def _begin_group(self, row: Row, language: str) -> None:
        self._speak(language)
        self._counts[language] += 1
        key = row.get("id", "").strip() or f"{self._counts[language]}"
        self._group = self.groups.setdefault(key, _Group(row))
        self._group.take(row, language)
        self._group.titles.setdefault(language, row.get("name", ""))
        self._question = None

    def _begin_question(self, row: Row, language: str) -> None:
        if self._group is None:
            self._group = self.groups.setdefault("", _Group({}))
        code = row.get("name", "").strip()
        self._question = self._group.questions.setdefault(code, _Question(row))
        self._question.take(row, language)

    def _line(self, row: Row, language: str) -> None:
        if self._question is None:
            self.others[row.get("class", "")] += 1
            return
        kind = row["class"].strip().upper()
        key = (kind, row.get("type/scale", "").strip() or "0", row.get("name", "").strip())
        self._question.lines.setdefault(key, _Thing(row)).take(row, language)

    # -- conditions and quotas ---------------------------------------------------------------------
    @property
    def _here(self) -> str:
        return _id(self._question) if self._question else ""

    def _condition(self, row: Row, _language: str) -> None:
        self.conditions.append(
            LsCondition(
                question=self._here,
                source=row.get("related_id", "").strip(),
                column=row.get("name", "").strip(),
                method=row.get("relevance", "").strip(),
                value=row.get("text", ""),
                scenario=row.get("type/scale", "").strip() or "1",
            )
        )

    def _quota(self, row: Row, _language: str) -> None:
        self.quotas.setdefault(row.get("id", "").strip(), _Thing(row))

    def _quota_text(self, row: Row, language: str) -> None:
        quota = self.quotas.get(row.get("related_id", "").strip())
        if quota:
            quota.texts[language] = row.get("relevance", "")
            quota.help[language] = row.get("text", "")

    def _member(self, row: Row, _language: str) -> None:
        self.members.append(
            (row.get("related_id", "").strip(), self._here, row.get("name", "").strip())
        )

    def _assessment(self, _row: Row, _language: str) -> None:
        self.others["assessments"] += 1

    # -- the whole ---------------------------------------------------------------------------------
    def survey(self) -> LsSurvey:
        return LsSurvey(
            id=self.settings.get("sid", ""),
            languages=self._languages(),
            groups=tuple(self._written_group(key, group) for key, group in self.groups.items()),
            texts=self.texts,
            settings=self.settings,
            conditions=tuple(self.conditions),
            quotas=tuple(self._written_quota(key, quota) for key, quota in self.quotas.items()),
            others=dict(self.others),
        )

    def _languages(self) -> tuple[str, ...]:
        additional = self.settings.get("additional_languages", "").split()
        named = [self.settings.get("language", ""), *additional, *self.languages]
        return tuple(dict.fromkeys(filter(None, named))) or ("en",)

    def _written_group(self, key: str, group: _Group) -> LsGroup:
        return LsGroup(
            id=key,
            titles=group.titles,
            descriptions=group.texts,
            relevance=group.get("relevance"),
            randomization=group.row.get("random_group", ""),
            questions=tuple(_question(key, each) for each in group.questions.values()),
        )

    def _written_quota(self, key: str, quota: _Thing) -> LsQuota:
        return LsQuota(
            name=quota.get("name"),
            limit=quota.get("mandatory"),
            action=quota.get("other") or "1",
            is_active=quota.get("default") != "0",
            members=tuple((asked, code) for of, asked, code in self.members if of == key),
            texts=quota.texts,
            urls=quota.help,
        )


# -- questions -------------------------------------------------------------------------------------
def _id(question: _Question) -> str:
    return question.get("id") or question.get("name")


def _question(group: str, question: _Question) -> LsQuestion:
    return LsQuestion(
        id=_id(question),
        group=group,
        type=question.get("type/scale"),
        code=question.get("name"),
        texts=question.texts,
        help=question.help,
        is_other=question.get("other") == "Y",
        mandatory=question.get("mandatory") or "N",
        pattern=question.get("validation"),
        relevance=question.get("relevance"),
        is_encrypted=question.get("encrypted") == "Y",
        theme=question.get("question_theme_name"),
        scripts=question.scripts,
        attributes=question.attributes,
        subquestions=tuple(map(_subquestion, question.of("SQ"))),
        answers=tuple(map(_answer, question.of("A"))),
        defaults=tuple(_defaults(question)),
    )


def _subquestion(thing: _Thing) -> LsSubquestion:
    return LsSubquestion(
        id=thing.get("id") or thing.get("name"),
        code=thing.get("name"),
        texts=thing.texts,
        scale=thing.scale,
        relevance=thing.get("relevance"),
        help=thing.help,
    )


def _answer(thing: _Thing) -> LsAnswer:
    return LsAnswer(thing.get("name"), thing.texts, thing.scale, thing.get("relevance"))


def _defaults(question: _Question) -> Iterator[tuple[str, str]]:
    if question.get("default"):
        yield "", question.get("default")
    for thing in question.of("SQ"):
        if thing.get("default"):
            yield thing.get("name"), thing.get("default")
