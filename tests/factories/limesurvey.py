"""Small .lss files, written as LimeSurvey writes them: one survey in any of its generations.

lss = Lss("de", "en")
lss.group("Wohnen", lss.question("L", "Q1", {"de": "Wo?", "en": "Where?"}, answers={"A1": "hier"}))
lss.old(), lss.new(), lss.seven()
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

Texts = str | Mapping[str, str]


@dataclass
class Line:
    """An answer or a subquestion."""

    code: str
    text: Texts
    scale: int = 0
    relevance: str = "1"


@dataclass
class Asked:
    """A question with what hangs on it."""

    type: str
    code: str
    text: Texts
    values: dict[str, Any]
    answers: list[Line]
    rows: list[Line]
    attributes: dict[str, Any]
    qid: int = 0
    sub_ids: list[int] = field(default_factory=list)


class Lss:
    """A survey being put together; ``rows`` of further tables are added as they are."""

    sid = "282267"

    def __init__(self, *languages: str, **settings: str) -> None:
        self.languages = languages or ("de",)
        self.settings = settings
        self.texts: dict[str, Texts] = {"surveyls_title": "Titel"}
        self.groups: list[tuple[Texts, str, list[Asked]]] = []
        self.more: dict[str, list[dict[str, str]]] = {}

    def group(self, title: Texts, *questions: Asked, relevance: str = "") -> "Lss":
        for asked in questions:
            asked.qid = 100 * sum(len(g[2]) for g in self.groups) + 100 * (
                questions.index(asked) + 1
            )
            asked.sub_ids = [asked.qid + n for n in range(1, len(asked.rows) + 1)]
        self.groups.append((title, relevance, list(questions)))
        return self

    def row(self, table: str, **values: str) -> "Lss":
        self.more.setdefault(table, []).append(values)
        return self

    # -- the three generations -----------------------------------------------------------------------
    def old(self) -> bytes:
        """One row for each language (DBVersion 177)."""
        tables: dict[str, list[dict[str, Any]]] = {}
        for gid, (title, relevance, questions) in enumerate(self.groups, 1):
            for language in self.languages:
                row = self._group(gid, relevance) | {"language": language}
                row |= {"group_name": self._in(title, language), "description": ""}
                tables.setdefault("groups", []).append(row)
            for place, asked in enumerate(questions):
                self._old_question(tables, gid, place, asked)
        return self._document("177", tables)

    def _old_question(self, tables: Any, gid: int, place: int, asked: Asked) -> None:
        for language in self.languages:
            row = self._question(gid, place, asked) | {"language": language}
            row |= {"question": self._in(asked.text, language), "help": ""}
            tables.setdefault("questions", []).append(row)
            for n, line in enumerate(asked.rows):
                row = self._subquestion(gid, n, asked, line) | {"language": language}
                row |= {"question": self._in(line.text, language)}
                tables.setdefault("subquestions", []).append(row)
            for n, line in enumerate(asked.answers):
                row = self._answer(n, asked, line) | {"language": language}
                row |= {"answer": self._in(line.text, language)}
                tables.setdefault("answers", []).append(row)

    def new(self) -> bytes:
        """Texts in tables of their own (DBVersion 498)."""
        return self._split("498")

    def seven(self) -> bytes:
        """As before, with other names for columns in what refers to them (DBVersion 700)."""
        return self._split("700")

    def _split(self, version: str) -> bytes:
        tables: dict[str, list[dict[str, Any]]] = {}
        for gid, (title, relevance, questions) in enumerate(self.groups, 1):
            tables.setdefault("groups", []).append(self._group(gid, relevance))
            for language in self.languages:
                row = {"gid": gid, "group_name": self._in(title, language), "language": language}
                tables.setdefault("group_l10ns", []).append(row)
            for place, asked in enumerate(questions):
                tables.setdefault("questions", []).append(self._question(gid, place, asked))
                self._l10n(tables, asked.qid, asked.text)
                for n, line in enumerate(asked.rows):
                    row = self._subquestion(gid, n, asked, line)
                    tables.setdefault("subquestions", []).append(row)
                    self._l10n(tables, asked.sub_ids[n], line.text)
                for n, line in enumerate(asked.answers):
                    aid = asked.qid + n
                    row = self._answer(n, asked, line) | {"aid": aid}
                    tables.setdefault("answers", []).append(row)
                    for language in self.languages:
                        said = {"aid": aid, "answer": self._in(line.text, language)}
                        tables.setdefault("answer_l10ns", []).append(said | {"language": language})
        return self._document(version, tables)

    def _l10n(self, tables: Any, qid: int, text: Texts) -> None:
        for language in self.languages:
            row = {"qid": qid, "question": self._in(text, language), "help": ""}
            tables.setdefault("question_l10ns", []).append(row | {"language": language})

    # -- rows ------------------------------------------------------------------------------------------
    def _group(self, gid: int, relevance: str) -> dict[str, Any]:
        return {"gid": gid, "sid": self.sid, "group_order": gid, "grelevance": relevance}

    def _question(self, gid: int, place: int, asked: Asked) -> dict[str, Any]:
        row = {"qid": asked.qid, "parent_qid": 0, "sid": self.sid, "gid": gid, "type": asked.type}
        row |= {"title": asked.code, "preg": "", "other": "N", "mandatory": "N"}
        return row | {"question_order": place, "scale_id": 0, "relevance": "1"} | asked.values

    def _subquestion(self, gid: int, n: int, asked: Asked, line: Line) -> dict[str, Any]:
        row = {"qid": asked.sub_ids[n], "parent_qid": asked.qid, "gid": gid, "type": asked.type}
        row |= {"title": line.code, "question_order": n, "scale_id": line.scale}
        return row | {"relevance": line.relevance}

    def _answer(self, n: int, asked: Asked, line: Line) -> dict[str, Any]:
        row = {"qid": asked.qid, "code": line.code, "sortorder": n, "assessment_value": 0}
        return row | {"scale_id": line.scale}

    @staticmethod
    def _in(text: Texts, language: str) -> str:
        return text if isinstance(text, str) else text.get(language, "")

    # -- the file --------------------------------------------------------------------------------------
    def _document(self, version: str, tables: dict[str, list[dict[str, Any]]]) -> bytes:
        tables["question_attributes"] = [
            {"qid": asked.qid, "attribute": name, "value": value, "language": language}
            for _title, _relevance, questions in self.groups
            for asked in questions
            for name, values in asked.attributes.items()
            for language, value in (values if isinstance(values, dict) else {"": values}).items()
        ]
        base, *others = self.languages
        survey = {"sid": self.sid, "language": base, "additional_languages": " ".join(others)}
        tables["surveys"] = [survey | self.settings]
        tables["surveys_languagesettings"] = [
            {"surveyls_language": language}
            | {name: self._in(text, language) for name, text in self.texts.items()}
            for language in self.languages
        ]
        for name, rows in self.more.items():
            tables.setdefault(name, []).extend(rows)
        return document(version, self.languages, tables)


def document(version: str, languages: Any, tables: Mapping[str, list[dict[str, Any]]]) -> bytes:
    """The XML of some tables."""
    parts = [f"<language>{language}</language>" for language in languages]
    parts = [f"<languages>{''.join(parts)}</languages>"]
    parts += [f"<{name}><fields/>{_rows(rows)}</{name}>" for name, rows in tables.items() if rows]
    head = f"<LimeSurveyDocType>Survey</LimeSurveyDocType><DBVersion>{version}</DBVersion>"
    xml = f'<?xml version="1.0" encoding="UTF-8"?><document>{head}{"".join(parts)}</document>'
    return xml.encode()


def _rows(rows: list[dict[str, Any]]) -> str:
    return f"<rows>{''.join(f'<row>{_cells(row)}</row>' for row in rows)}</rows>"


def _cells(row: dict[str, Any]) -> str:
    """A value of None is left out, as LimeSurvey leaves out NULL."""
    return "".join(
        f"<{name}>{escape(str(value))}</{name}>" for name, value in row.items() if value is not None
    )


def asked(
    kind: str,
    code: str,
    text: Texts = "Frage?",
    *,
    answers: Any = (),
    rows: Any = (),
    columns: Any = (),
    attributes: Mapping[str, Any] | None = None,
    **values: Any,
) -> Asked:
    """A question; answers, rows and columns as {code: text} or a list of ``Line``."""
    lines = [*_lines(rows), *(Line(each.code, each.text, 1) for each in _lines(columns))]
    return Asked(kind, code, text, values, _lines(answers), lines, dict(attributes or {}))


def _lines(given: Any) -> list[Line]:
    if isinstance(given, Mapping):
        return [Line(code, text) for code, text in given.items()]
    return [each if isinstance(each, Line) else Line(each, each) for each in given]
