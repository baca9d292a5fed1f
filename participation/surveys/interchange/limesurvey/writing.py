"""A questionnaire of ours as a .lss file that LimeSurvey 6 imports (DBVersion 498).

What LimeSurvey can say itself stands where it says it. The rest is noted beside the question in an
attribute of our own, which LimeSurvey keeps and ignores (hints.py).
"""

import json
import re
import zlib
from collections.abc import Iterator, Mapping
from html import escape
from itertools import count
from typing import Any

from lxml import etree

from participation.surveys.document.conditions import Comparison, Condition, Every, Some
from participation.surveys.document.piping import PLACE
from participation.surveys.document.questionnaire import (
    QPage,
    QQuestion,
    QQuota,
    Questionnaire,
    Type,
)
from participation.surveys.interchange.limesurvey.making import OWN
from participation.surveys.interchange.limesurvey.naming import names_of
from participation.surveys.interchange.limesurvey.natives import Native, native_of
from participation.surveys.interchange.limesurvey.saying import expression
from participation.surveys.texts import MAIN_LANGUAGE, Texts, say

DB_VERSION = "498"
# What XML cannot hold.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
SURVEY = {
    "gsid": "1", "active": "N", "anonymized": "Y", "format": "G", "savetimings": "N",
    "template": "inherit", "datestamp": "N", "usecookie": "N", "allowregister": "N",
    "allowsave": "Y", "autonumber_start": "0", "autoredirect": "N", "allowprev": "Y",
    "printanswers": "N", "ipaddr": "N", "ipanonymize": "N", "refurl": "N", "publicstatistics": "N",
    "publicgraphs": "N", "listpublic": "N", "htmlemail": "Y", "sendconfirmation": "N",
    "tokenanswerspersistence": "N", "assessments": "N", "usecaptcha": "N", "usetokens": "N",
    "tokenlength": "15", "showxquestions": "Y", "showgroupinfo": "N", "shownoanswer": "Y",
    "showqnumcode": "X", "showwelcome": "Y", "showprogress": "Y", "questionindex": "0",
    "navigationdelay": "0", "nokeyboard": "N", "alloweditaftercompletion": "N",
}  # fmt: skip


def write(questionnaire: Questionnaire) -> bytes:
    """The whole file."""
    return _Writer(questionnaire).file()


class _Writer:
    """Collects the rows of all tables, then writes them."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.languages = questionnaire.languages
        self.names = names_of(questionnaire)
        # Always the same number for the same survey, six digits as LimeSurvey has them.
        self.sid = str(100_000 + zlib.crc32(questionnaire.slug.encode()) % 900_000)
        self.tables: dict[str, list[dict[str, str]]] = {}
        self._ids = count(1)
        self._numbers: dict[str, Iterator[int]] = {}
        self._qids: dict[str, str] = {}

    def file(self) -> bytes:
        for number, page in enumerate(self.questionnaire.pages, 1):
            self._page(number, page)
        for quota in self.questionnaire.quotas:
            self._quota(quota)
        self._survey()
        root = etree.Element("document")
        _child(root, "LimeSurveyDocType", "Survey")
        _child(root, "DBVersion", DB_VERSION)
        languages = etree.SubElement(root, "languages")
        for language in self.languages:
            _child(languages, "language", language)
        for name, rows in sorted(self.tables.items()):
            _table(root, name, rows)
        written: bytes = etree.tostring(
            root, xml_declaration=True, encoding="UTF-8", pretty_print=True
        )
        return written

    def _add(self, table: str, **values: object) -> None:
        self.tables.setdefault(table, []).append({k: str(v) for k, v in values.items()})

    def _next(self, table: str) -> int:
        return next(self._numbers.setdefault(table, count(1)))

    # -- pages -------------------------------------------------------------------------------------
    def _page(self, number: int, page: QPage) -> None:
        relevance = expression(page.condition, self.names) if page.condition else ""
        self._add(
            "groups",
            gid=number,
            sid=self.sid,
            group_order=number,
            randomization_group="",
            grelevance=relevance,
        )
        for language in self.languages:
            self._add(
                "group_l10ns",
                id=self._next("group_l10ns"),
                gid=number,
                group_name=_html(say(page.title, language)),
                description="",
                language=language,
            )
        for place, question in enumerate(page.questions, 1):
            hints: dict[str, Any] = {}
            if place == 1 and page.condition:
                hints["page"] = {"relevance": relevance, "is": page.condition.to_json()}
            if place == 1 and number == 1:
                hints["survey"] = self._noted()
            self._question(number, place, question, hints)

    def _noted(self) -> dict[str, Any]:
        """What LimeSurvey has no place for at a survey."""
        quotas = {
            _quota_name(quota): {
                "code": quota.code,
                "title": quota.title,
                "condition": quota.condition.to_json(),
            }
            for quota in self.questionnaire.quotas
        }
        whole = self.questionnaire
        return {"slug": whole.slug, "minutes": whole.minutes, "quotas": quotas}

    # -- questions ---------------------------------------------------------------------------------
    def _question(self, page: int, place: int, question: QQuestion, hints: dict[str, Any]) -> None:
        named, qid = self.names[question.code], str(next(self._ids))
        self._qids[question.code] = qid
        native = native_of(named, self.names)
        relevance = expression(question.condition, self.names)
        if question.condition:
            hints["condition"] = {"relevance": relevance, "is": question.condition.to_json()}
        self._row("questions", qid, "0", page, native, named.code, place, relevance)
        self._texts(qid, question.text, question.help)
        self._lines(page, qid, native)
        for name, value in native.attributes.items():
            self._attribute(qid, name, value)
        self._attribute(qid, OWN, json.dumps({**native.hints, **hints}, ensure_ascii=False))

    def _row(
        self,
        table: str,
        qid: str,
        parent: str,
        page: int,
        native: Native,
        title: str,
        place: int,
        relevance: str,
        scale: int = 0,
    ) -> None:
        is_question = table == "questions"
        self._add(
            table,
            qid=qid,
            parent_qid=parent,
            sid=self.sid,
            gid=page,
            type=native.type,
            title=title,
            preg="",
            other="Y" if is_question and native.other else "N",
            mandatory="Y" if is_question and native.is_required else "N",
            question_order=place,
            scale_id=scale,
            same_default="0",
            relevance=relevance,
            modulename="",
            encrypted="N",
            question_theme_name=native.theme if is_question else "",
            same_script="0",
        )

    def _lines(self, page: int, qid: str, native: Native) -> None:
        for scale, lines in enumerate((native.rows, native.columns)):
            for place, (code, label, condition) in enumerate(lines, 1):
                sub, relevance = str(next(self._ids)), expression(condition, self.names)
                self._row("subquestions", sub, qid, page, native, code, place, relevance, scale)
                self._texts(sub, label, {})
        for place, (code, label) in enumerate(native.answers, 1):
            aid = self._next("answers")
            self._add(
                "answers",
                aid=aid,
                qid=qid,
                code=code,
                sortorder=place,
                assessment_value="0",
                scale_id="0",
            )
            for language in self.languages:
                self._add(
                    "answer_l10ns",
                    id=self._next("answer_l10ns"),
                    aid=aid,
                    answer=self._words(label, language),
                    language=language,
                )

    def _texts(self, qid: str, text: Texts, help_: Texts) -> None:
        for language in self.languages:
            self._add(
                "question_l10ns",
                id=self._next("question_l10ns"),
                qid=qid,
                question=self._words(text, language),
                help=self._words(help_, language),
                script="",
                language=language,
            )

    def _words(self, texts: Texts, language: str) -> str:
        """A text in HTML; an answer that it quotes is an expression there."""
        html = _html(texts.get(language, ""), keep=PLACE)
        return PLACE.sub(self._quotation, html)

    def _quotation(self, found: re.Match[str]) -> str:
        named = self.names.get(found[1])
        if named is None:
            return "…"
        cells = [f"{cell}.shown" for cell in named.cells()]
        return f"{{{cells[0]}}}" if len(cells) == 1 else f"{{implode(', ', {', '.join(cells)})}}"

    def _attribute(self, qid: str, name: str, value: str | Texts) -> None:
        if isinstance(value, str):
            self._add("question_attributes", qid=qid, attribute=name, value=value, language="")
            return
        for language in self.languages:
            if value.get(language):
                said = _html(value[language])
                self._add(
                    "question_attributes", qid=qid, attribute=name, value=said, language=language
                )

    # -- the survey --------------------------------------------------------------------------------
    def _survey(self) -> None:
        whole = self.questionnaire
        others = " ".join(each for each in self.languages if each != MAIN_LANGUAGE)
        self._add(
            "surveys",
            sid=self.sid,
            language=MAIN_LANGUAGE,
            additional_languages=others,
            showsurveypolicynotice="1" if whole.privacy else "0",
            **SURVEY,
        )
        for language in self.languages:
            self._add(
                "surveys_languagesettings",
                surveyls_survey_id=self.sid,
                surveyls_language=language,
                surveyls_title=_html(whole.title.get(language, "")),
                surveyls_description="",
                surveyls_welcometext=_unbraced(whole.intro.get(language, "")),
                surveyls_endtext=_unbraced(whole.closing.get(language, "")),
                surveyls_policy_notice=_unbraced(whole.privacy.get(language, "")),
                surveyls_dateformat="1",
                surveyls_numberformat="1",
            )

    def _quota(self, quota: QQuota) -> None:
        number, members = self._next("quota"), list(self._members(quota.condition))
        self._add(
            "quota",
            id=number,
            sid=self.sid,
            name=_quota_name(quota),
            qlimit=quota.limit,
            action="1",
            # Who belongs to it is more than a list of answers: only our own note knows.
            active="1" if members else "0",
            autoload_url="0",
        )
        for question, code in members:
            self._add(
                "quota_members",
                id=self._next("quota_members"),
                sid=self.sid,
                qid=self._qids[question],
                quota_id=number,
                code=code,
            )
        for language in self.languages:
            self._add(
                "quota_languagesettings",
                quotals_id=self._next("quota_languagesettings"),
                quotals_quota_id=number,
                quotals_language=language,
                quotals_name=_quota_name(quota),
                quotals_message=_html(quota.text.get(language, "")),
                quotals_url="",
                quotals_urldescrip="",
            )

    def _members(self, condition: Condition) -> Iterator[tuple[str, str]]:
        """Answers of which one for each question belongs to the quota; none where that is not all."""
        parts = condition.parts if isinstance(condition, Every) else (condition,)
        found: list[tuple[str, str]] = []
        for part in parts:
            same = part.parts if isinstance(part, Some) else (part,)
            chosen = [
                each for each in same if isinstance(each, Comparison) and self._is_member(each)
            ]
            asked = {each.question for each in chosen}
            if len(chosen) < len(same) or len(asked) != 1 or asked & {code for code, _ in found}:
                return
            found += [(e.question, self.names[e.question].options[str(e.value)]) for e in chosen]
        yield from found

    def _is_member(self, comparison: Comparison) -> bool:
        named = self.names.get(comparison.question)
        if named is None or named.question.type in (Type.RANKING, Type.CONSENT) or comparison.row:
            return False
        return comparison.op in ("is", "contains") and str(comparison.value) in named.options


def _quota_name(quota: QQuota) -> str:
    return f"{quota.title} ({quota.code})"


# -- words and XML ---------------------------------------------------------------------------------
def _html(text: str, keep: re.Pattern[str] | None = None) -> str:
    """Plain text for LimeSurvey, whose texts are HTML with expressions in braces."""
    pieces, end = [], 0
    for found in keep.finditer(text) if keep else ():
        pieces += [_escaped(text[end : found.start()]), found[0]]
        end = found.end()
    return "".join((*pieces, _escaped(text[end:])))


def _escaped(text: str) -> str:
    return _unbraced(escape(text, quote=False)).replace("\r\n", "\n").replace("\n", "<br />")


def _unbraced(html: str) -> str:
    """A brace that opens no expression."""
    return html.replace("{", "&#123;")


def _child(parent: Any, name: str, text: str) -> None:
    etree.SubElement(parent, name).text = text


def _table(root: Any, name: str, rows: list[dict[str, str]]) -> None:
    table = etree.SubElement(root, name)
    fields = etree.SubElement(table, "fields")
    for field in dict.fromkeys(field for row in rows for field in row):
        _child(fields, "fieldname", field)
    written = etree.SubElement(table, "rows")
    for row in rows:
        _row(etree.SubElement(written, "row"), row)


def _row(element: Any, row: Mapping[str, str]) -> None:
    for field, value in row.items():
        text = FORBIDDEN.sub("", value).replace("]]>", "]] >")
        etree.SubElement(element, field).text = etree.CDATA(text) if text else ""
