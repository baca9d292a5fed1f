"""LimeSurvey's .lss: the structure of a survey as XML, of all versions that write it.

    read(data)             → Imported, with every loss named
    write(questionnaire)   → bytes that LimeSurvey 6 imports

The file is hostile until smartregion.core.untrusted has looked at it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from participation.surveys.interchange.limesurvey.building import MOST_FIELDS, build, too_many
from participation.surveys.interchange.limesurvey.source import (
    EVERYWHERE,
    LsAnswer,
    LsCondition,
    LsGroup,
    LsQuestion,
    LsQuota,
    LsSubquestion,
    LsSurvey,
)
from participation.surveys.interchange.limesurvey.writing import write
from participation.surveys.interchange.losses import Imported
from participation.surveys.interchange.lss_tables import (
    Entry,
    Tables,
    Values,
    by_language,
    grouped,
    in_order,
)
from smartregion.core.untrusted import NotReadable, parse_xml

__all__ = ["read", "source_of", "write"]

INHERITED = ("I", "inherit", "-1")
# Tables that are read; all others with rows are named in the report.
KNOWN = {
    "answers", "answer_l10ns", "conditions", "defaultvalues", "defaultvalue_l10ns", "groups",
    "group_l10ns", "questions", "subquestions", "question_l10ns", "question_attributes", "quota",
    "quota_members", "quota_languagesettings", "surveys", "surveys_languagesettings",
}  # fmt: skip


def read(data: bytes) -> Imported:
    """The questionnaire of a file. Raises ``NotReadable`` with one sentence."""
    return build(source_of(data))


def source_of(data: bytes) -> LsSurvey:
    """What the file says, before anything is made of it."""
    root = parse_xml(data)
    _check_kind(root)
    tables = Tables(root)
    if not tables.rows("questions"):
        raise NotReadable(_("Die Datei enthält keine Fragen."), code="empty")
    settings = _settings(tables.rows("surveys"))
    languages = _languages(root, settings)
    fields = len(tables.rows("answers")) + len(tables.rows("subquestions"))
    if fields > MOST_FIELDS * len(languages):
        # Told before anything is made of so many rows; of how many there are after it, building.py.
        raise too_many()
    texts = tables.rows("surveys_languagesettings")
    columns = dict.fromkeys(name for row in texts for name in row)
    return LsSurvey(
        id=settings.get("sid", ""),
        languages=languages,
        groups=tuple(_groups(tables)),
        texts={name: by_language(texts, "surveyls_language", name) for name in columns},
        settings=settings,
        conditions=tuple(map(_condition, tables.rows("conditions"))),
        quotas=tuple(_quotas(tables)),
        others={name: n for name, n in tables.counts().items() if n and name not in KNOWN},
        version=_number(root.findtext("DBVersion")),
    )


def _check_kind(root: Any) -> None:
    kind = root.findtext("LimeSurveyDocType") if root.tag == "document" else None
    if kind is None:
        raise NotReadable(_("Das ist keine Datei von LimeSurvey."), code="kind")
    if kind != "Survey":
        raise NotReadable(
            _(
                "Das ist eine Datei von LimeSurvey, aber keine ganze Umfrage (%s). Bitte exportieren Sie dort die Struktur der Umfrage (.lss)."
            )
            % kind[:40],
            code="kind",
        )


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0


def _settings(rows: Any) -> dict[str, str]:
    found = rows[0] if rows else {}
    return {name: value for name, value in found.items() if value not in INHERITED}


def _languages(root: Any, settings: Values) -> tuple[str, ...]:
    listed = [each.text or "" for each in root.iterfind("languages/language")]
    additional = settings.get("additional_languages", "").split()
    named = [settings.get("language", ""), *additional, *listed]
    return tuple(dict.fromkeys(filter(None, named))) or ("en",)


# -- groups and questions --------------------------------------------------------------------------
def _groups(tables: Tables) -> Iterator[LsGroup]:
    questions = grouped(tables.entries("questions"), "gid")
    parts = _Parts(tables)
    groups = list(in_order(tables.entries("groups"), "group_order"))
    for group in groups:
        inside = questions.get(group.get("gid"), [])
        yield LsGroup(
            id=group.get("gid"),
            titles=group.texts.get("group_name", {}),
            descriptions=group.texts.get("description", {}),
            relevance=group.get("grelevance"),
            randomization=group.get("randomization_group"),
            questions=tuple(map(parts.question, in_order(inside, "question_order"))),
        )
    known = {group.get("gid") for group in groups}
    lost = [entry for gid, inside in questions.items() if gid not in known for entry in inside]
    if lost:
        yield LsGroup(
            "", {}, questions=tuple(map(parts.question, in_order(lost, "question_order")))
        )


class _Parts:
    """What belongs to a question and stands in other tables."""

    def __init__(self, tables: Tables) -> None:
        self.subquestions = grouped(tables.entries("subquestions"), "parent_qid")
        self.answers = grouped(tables.entries("answers"), "qid")
        self.defaults = grouped(tables.entries("defaultvalues"), "qid")
        self.attributes: dict[str, dict[str, dict[str, str]]] = {}
        for row in tables.rows("question_attributes"):
            values = self.attributes.setdefault(row.get("qid", ""), {})
            language = row.get("language") or EVERYWHERE
            values.setdefault(row.get("attribute", ""), {})[language] = row.get("value", "")

    def question(self, entry: Entry) -> LsQuestion:
        qid = entry.get("qid")
        subquestions = tuple(
            _subquestion(each)
            for each in in_order(self.subquestions.get(qid, ()), "scale_id", "question_order")
        )
        return LsQuestion(
            id=qid,
            group=entry.get("gid"),
            type=entry.get("type"),
            code=entry.get("title"),
            texts=entry.texts.get("question", {}),
            help=entry.texts.get("help", {}),
            is_other=entry.get("other") == "Y",
            mandatory=entry.get("mandatory", "N"),
            pattern=entry.get("preg"),
            relevance=entry.get("relevance").strip(),
            is_encrypted=entry.get("encrypted") == "Y",
            theme=entry.get("question_theme_name"),
            scripts=entry.texts.get("script", {}),
            attributes=self.attributes.get(qid, {}),
            subquestions=subquestions,
            answers=tuple(_answers(self.answers.get(qid, ()))),
            defaults=tuple(self._defaults(qid, subquestions)),
        )

    def _defaults(
        self, qid: str, subquestions: tuple[LsSubquestion, ...]
    ) -> Iterator[tuple[str, str]]:
        codes = {each.id: each.code for each in subquestions}
        for entry in self.defaults.get(qid, ()):
            said = [*entry.texts.get("defaultvalue", {}).values(), entry.get("defaultvalue")]
            value = next(filter(None, said), "")
            if value:
                yield codes.get(entry.get("sqid"), ""), value


def _subquestion(entry: Entry) -> LsSubquestion:
    return LsSubquestion(
        id=entry.get("qid"),
        code=entry.get("title"),
        texts=entry.texts.get("question", {}),
        scale=entry.number("scale_id"),
        relevance=entry.get("relevance").strip(),
        help=entry.texts.get("help", {}),
    )


def _answers(entries: Any) -> Iterator[LsAnswer]:
    for entry in in_order(entries, "scale_id", "sortorder"):
        yield LsAnswer(
            code=entry.get("code"),
            texts=entry.texts.get("answer", {}),
            scale=entry.number("scale_id"),
            assessment=entry.get("assessment_value"),
        )


# -- conditions and quotas -------------------------------------------------------------------------
def _condition(row: Values) -> LsCondition:
    return LsCondition(
        question=row.get("qid", ""),
        source=row.get("cqid", ""),
        column=row.get("cfieldname", ""),
        method=row.get("method", "").strip(),
        value=row.get("value", ""),
        scenario=row.get("scenario", "1"),
    )


def _quotas(tables: Tables) -> Iterator[LsQuota]:
    members = _by_quota(tables.rows("quota_members"), "quota_id")
    settings = _by_quota(tables.rows("quota_languagesettings"), "quotals_quota_id")
    for row in tables.rows("quota"):
        number = row.get("id", "")
        texts = settings.get(number, [])
        yield LsQuota(
            name=row.get("name", ""),
            limit=row.get("qlimit", ""),
            action=row.get("action", "1"),
            is_active=row.get("active", "1") == "1",
            members=tuple((m.get("qid", ""), m.get("code", "")) for m in members.get(number, ())),
            texts=by_language(texts, "quotals_language", "quotals_message"),
            urls=by_language(texts, "quotals_language", "quotals_url"),
        )


def _by_quota(rows: Any, name: str) -> Mapping[str, list[Values]]:
    found: dict[str, list[Values]] = {}
    for row in rows:
        found.setdefault(row.get(name, ""), []).append(row)
    return found
