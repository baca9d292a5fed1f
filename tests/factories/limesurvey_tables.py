"""Surveys of LimeSurvey as the table (.txt) that LimeSurvey itself would export."""

import csv
from collections.abc import Iterator
from io import StringIO

from participation.surveys.interchange.limesurvey.source import (
    EVERYWHERE,
    LsGroup,
    LsQuestion,
    LsSurvey,
)

FIRST = [
    "id", "related_id", "class", "type/scale", "name", "relevance", "text", "help", "language",
    "validation", "mandatory", "encrypted", "other", "default", "same_default",
]  # fmt: skip
Row = dict[str, str]


def table(rows: list[Row]) -> bytes:
    """Rows as a file, with the columns that they need."""
    columns = list(dict.fromkeys([*FIRST, *(name for row in rows for name in row)]))
    target = StringIO(newline="")
    writer = csv.DictWriter(target, columns, delimiter="\t", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return b"\xef\xbb\xbf" + target.getvalue().encode()


def table_of(survey: LsSurvey) -> bytes:
    """The same survey, whichever file it came from."""
    return table(list(_rows(survey)))


def _rows(survey: LsSurvey) -> Iterator[Row]:
    settings = {"language": survey.languages[0], **survey.settings}
    settings["additional_languages"] = " ".join(survey.languages[1:])
    for name, value in settings.items():
        yield {"class": "S", "name": name, "text": value}
    for name, said in survey.texts.items():
        for language, text in said.items():
            yield {"class": "SL", "name": name, "text": text, "language": language}
    for quota in survey.quotas:
        active = "1" if quota.is_active else "0"
        yield {"id": quota.name, "class": "QTA", "name": quota.name, "mandatory": quota.limit,
               "other": quota.action, "default": active}  # fmt: skip
        for language, text in quota.texts.items():
            yield {"related_id": quota.name, "class": "QTALS", "relevance": text,
                   "text": quota.urls.get(language, ""), "language": language}  # fmt: skip
    for language in survey.languages:
        for group in survey.groups:
            yield from _group(survey, group, language)


def _group(survey: LsSurvey, group: LsGroup, language: str) -> Iterator[Row]:
    yield {
        "id": group.id,
        "class": "G",
        "name": group.titles.get(language, ""),
        "relevance": group.relevance,
        "text": group.descriptions.get(language, ""),
        "language": language,
    }
    for question in group.questions:
        yield from _question(question, language)
        if language == survey.languages[0]:
            yield from _conditions(survey, question)


def _question(question: LsQuestion, language: str) -> Iterator[Row]:
    defaults = dict(question.defaults)
    attributes = {
        name: said.get(language, said.get(EVERYWHERE, ""))
        for name, said in question.attributes.items()
    }
    yield {
        "id": question.id,
        "class": "Q",
        "type/scale": question.type,
        "name": question.code,
        "relevance": question.relevance,
        "text": question.texts.get(language, ""),
        "help": question.help.get(language, ""),
        "language": language,
        "validation": question.pattern,
        "mandatory": question.mandatory,
        "other": "Y" if question.is_other else "N",
        "default": defaults.get("", ""),
        **attributes,
    }
    for line in question.subquestions:
        yield {
            "id": line.id,
            "class": "SQ",
            "type/scale": str(line.scale),
            "name": line.code,
            "relevance": line.relevance,
            "text": line.texts.get(language, ""),
            "help": line.help.get(language, ""),
            "language": language,
            "default": defaults.get(line.code, ""),
        }
    for answer in question.answers:
        yield {
            "class": "A",
            "type/scale": str(answer.scale),
            "name": answer.code,
            "relevance": answer.assessment,
            "text": answer.texts.get(language, ""),
            "language": language,
        }


def _conditions(survey: LsSurvey, question: LsQuestion) -> Iterator[Row]:
    for each in survey.conditions:
        if each.question == question.id:
            yield {"class": "C", "related_id": each.source, "name": each.column,
                   "relevance": each.method, "text": each.value,
                   "type/scale": each.scenario}  # fmt: skip
    for quota in survey.quotas:
        for asked, code in quota.members:
            if asked == question.id:
                yield {"class": "QTAM", "related_id": quota.name, "name": code}
