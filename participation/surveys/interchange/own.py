"""Our own questionnaires as JSON: the document of a published version (docs/survey-version.schema.json).

    read(data)             → Imported; whatever does not fit is refused, each fault with its place
    write(questionnaire)   → bytes

Beside the schema, what it cannot say is looked at: codes are given once, and everything refers to
earlier questions and to answers that exist.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from participation.surveys.document.questionnaire import (
    FORMAT,
    Questionnaire,
    from_json,
    to_json,
)
from participation.surveys.document.references import (
    Known,
    page_sentences,
    question_sentences,
    quota_sentences,
)
from participation.surveys.interchange.faults import schema_faults
from participation.surveys.interchange.losses import Imported, Loss
from participation.surveys.models import Page, Question, Quota
from participation.surveys.texts import LANGUAGES
from smartregion.core.richtext import clean
from smartregion.core.untrusted import MEGABYTE, NotReadable, parse_json

SCHEMA = Path(settings.BASE_DIR) / "docs" / "survey-version.schema.json"
# 300 questions in five languages take half a megabyte; the schema reads one in two seconds or three.
LARGEST = 2 * MEGABYTE
MOST_FAULTS = 20
# Surveys of other programs have up to 700; references are looked up for each of them.
MOST_QUESTIONS = 2000
RICH = ("intro", "privacy", "closing")

Document = dict[str, Any]


def write(questionnaire: Questionnaire) -> bytes:
    """The document, as people and version control can read it."""
    return json.dumps(to_json(questionnaire), ensure_ascii=False, indent=2).encode() + b"\n"


def read(data: bytes) -> Imported:
    """The questionnaire of a document. Raises ``NotReadable`` with a sentence for each fault."""
    if len(data) > LARGEST:
        raise NotReadable(
            _("Die Datei ist zu groß: höchstens %d MB.") % (LARGEST // MEGABYTE), code="large"
        )
    document = _known_format(parse_json(data))
    if data.count(b'"type"') > MOST_QUESTIONS:
        raise NotReadable(
            _("Die Datei hat zu viele Fragen: höchstens %d.") % MOST_QUESTIONS, code="many"
        )
    try:
        _refuse(schema_faults(document, _schema()))
        document, losses = _spoken(document)
        _refuse(_reference_faults(document))
        questionnaire = from_json(document)
    except RecursionError:
        raise NotReadable(_("Die Datei ist zu tief verschachtelt."), code="deep") from None
    return Imported(questionnaire, tuple(losses))


def _refuse(faults: Iterable[str]) -> None:
    """Raise ``NotReadable`` if there is a fault; of many, only the first are told."""
    found = list(dict.fromkeys(faults))
    if not found:
        return
    told = found[:MOST_FAULTS]
    if len(found) > MOST_FAULTS:
        told.append(_("Und %d weitere Fehler.") % (len(found) - MOST_FAULTS))
    raise NotReadable(told, code="faults")


@cache
def _schema() -> Document:
    schema: Document = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return schema


# -- formats ---------------------------------------------------------------------------------------
def _known_format(document: Any) -> Document:
    if not isinstance(document, dict) or "format" not in document:
        raise NotReadable(
            _("Das ist kein Fragebogen dieses Programms: Die Angabe „format“ fehlt."), code="kind"
        )
    match document["format"]:
        case 1:
            return _renewed(document)
        case int(number) if number == FORMAT:
            return document
    raise NotReadable(
        _("Das Format „%s“ kennt dieses Programm nicht; es liest 1 und 2.")
        % str(document["format"])[:20],
        code="format",
    )


def _renewed(document: Document) -> Document:
    """Format 1 wrote out every default; in format 2 it is left out."""
    pages = document.get("pages")
    if not isinstance(pages, list):
        return {**document, "format": FORMAT}
    return {**document, "format": FORMAT, "pages": [_renewed_page(page) for page in pages]}


def _renewed_page(page: Any) -> Any:
    if not isinstance(page, dict) or not isinstance(page.get("questions"), list):
        return page
    return {**page, "questions": [_without_defaults(each) for each in page["questions"]]}


def _without_defaults(part: Any) -> Any:
    """A question, or a part of one, without what says nothing; zero says something."""
    if isinstance(part, list):
        return [_without_defaults(each) for each in part]
    if not isinstance(part, dict):
        return part
    # What is left out says the same as 0 decimals, and limits without any bound are none.
    smaller = {
        key: _without_defaults(value)
        for key, value in part.items()
        if (key, value) != ("decimals", 0)
    }
    return {
        key: value
        for key, value in smaller.items()
        if value is not None and value is not False and value not in ("", [], {})
    }


# -- languages -------------------------------------------------------------------------------------
def _spoken(document: Document) -> tuple[Document, list[Loss]]:
    """The document in the languages that are offered here; others are lost with all their texts."""
    strange = [code for code in document["languages"] if code not in LANGUAGES]
    kept = [code for code in document["languages"] if code in LANGUAGES]
    why = _("Diese Sprache wird nicht angeboten; ihre Texte kommen nicht mit.")
    losses = [
        Loss(_("Umfrage"), _("Sprache „%s“") % code, why, is_serious=True) for code in strange
    ]
    spoken = {**_only(document, set(kept)), "languages": kept}
    for part in RICH:
        spoken[part] = {language: clean(text) for language, text in spoken[part].items()}
    return spoken, losses


def _only(part: Any, languages: set[str]) -> Any:
    """A part of the document whose texts are in these languages only."""
    if isinstance(part, list):
        return [_only(each, languages) for each in part]
    if not isinstance(part, dict):
        return part
    return {
        key: _in(value, languages) if key in TEXTS else _only(value, languages)
        for key, value in part.items()
    }


# Where texts stand; the title of a quota is one for the staff, in one language.
TEXTS = ("title", "text", "help", "label", "unit", *RICH)


def _in(texts: Any, languages: set[str]) -> Any:
    if not isinstance(texts, Mapping):
        return texts
    return {language: text for language, text in texts.items() if language in languages}


# -- what the schema cannot say --------------------------------------------------------------------
def _reference_faults(document: Document) -> Iterator[str]:
    questions = [each for page in document["pages"] for each in page["questions"]]
    rows = [_question(each) for each in questions]
    yield from _twice([row.code.lower() for row in rows], _("Frage"))
    yield from _twice([each["code"] for each in document.get("quotas", ())], _("Quote"))
    place = 0
    for number, page in enumerate(document["pages"], 1):
        before = _known(rows, place)
        for sentence in page_sentences(Page(condition=page.get("condition")), before):
            yield _("Seite %(number)d: %(sentence)s") % {"number": number, "sentence": sentence}
        for _each in page["questions"]:
            yield from _question_faults(rows[place], _known(rows, place))
            place += 1
    for quota in document.get("quotas", ()):
        row = Quota(condition=quota["condition"])
        for sentence in quota_sentences(row, _known(rows, len(rows))):
            yield _("Quote „%(code)s“: %(sentence)s") % {
                "code": quota["code"],
                "sentence": sentence,
            }


def _question(document: Document) -> Question:
    """The question as a row that is not stored, for the judges of drafts."""
    names = {field.attname for field in Question._meta.concrete_fields}
    return Question(**{name: value for name, value in document.items() if name in names})


def _known(rows: Sequence[Question], place: int) -> Known:
    before = {row.code: row for row in rows[:place]}
    return Known(before, frozenset(row.code for row in rows[place:]))


def _question_faults(row: Question, known: Known) -> Iterator[str]:
    place = _("Frage „%s“") % row.code
    for lines, what in ((row.options, _("Antwort")), (row.rows, _("Zeile"))):
        yield from (f"{place}: {fault}" for fault in _twice([each["code"] for each in lines], what))
    for sentence in question_sentences(row, known):
        yield f"{place}: {sentence}"


def _twice(codes: Sequence[str], what: str) -> Iterator[str]:
    for code, times in Counter(codes).items():
        if times > 1:
            yield _("%(what)s: Das Kürzel „%(code)s“ ist mehrfach vergeben.") % {
                "what": what,
                "code": code,
            }
