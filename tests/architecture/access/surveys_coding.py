"""Whoever sees results reads and codes texts; what becomes public is decided in the house."""

from typing import Any

from participation.surveys.coding.text_ids import text_ids
from participation.surveys.models import ReleasedQuote, Response, TextCode
from tests.architecture.access.participation import (
    BUILDERS,
    READERS,
    long_text,
    open_survey,
    survey,
)
from tests.architecture.access.table import Row, only


def code() -> dict[str, Any]:
    found = TextCode.objects.in_book().filter(survey=open_survey()).first()
    assert found is not None
    return {**survey(), "code": found.question, "pk": found.pk}


def text() -> dict[str, Any]:
    key = long_text()["code"]
    wrote = Response.objects.filter(version__survey=open_survey()).exclude(
        **{f"answers__{key}": None}
    )
    [number] = text_ids(open_survey().pk, key, [wrote.values_list("pk", flat=True)[0]])
    return {**long_text(), "text": number}


def quote() -> dict[str, Any]:
    found = ReleasedQuote.objects.filter(survey=open_survey()).first()
    assert found is not None
    return {**survey(), "quote": found.pk}


# A text that nobody wrote: who may code is told so, everybody else is refused before.
NOBODYS = {"text": "00000000-0000-0000-0000-000000000000", "pair": "0-0"}
UP = {"direction": "up"}
NEW_CODE = {"label": "Neu", "code": "neu9"}

TABLE: dict[str, Row] = {
    "surveys:coding_list": only(*READERS, where=survey),
    "surveys:coding_one": only(*READERS, where=long_text),
    "surveys:coding_save": only(*READERS, where=long_text, post=True, sent=NOBODYS, answer=404),
    "surveys:coding_fix": only(*READERS, where=long_text, post=True, sent=NOBODYS, answer=404),
    "surveys:coding_settle": only(*READERS, where=long_text, post=True, sent=NOBODYS, answer=404),
    "surveys:codings_csv": only(*READERS, where=long_text),
    "surveys:coding_compare": only(*READERS, where=long_text),
    "surveys:coding_undo": only(*READERS, where=long_text, post=True),
    "surveys:text_codes": only(*READERS, where=long_text),
    "surveys:text_code_new": only(*READERS, where=long_text, post=True, sent=NEW_CODE),
    "surveys:text_codes_csv": only(*READERS, where=long_text),
    "surveys:text_codes_import": only(*READERS, where=long_text),
    "surveys:text_code_edit": only(*READERS, where=code),
    "surveys:text_code_move": only(*READERS, where=code, post=True, sent=UP),
    "surveys:text_code_merge": only(*READERS, where=code),
    "surveys:text_code_delete": only(*READERS, where=code),
    "surveys:text_code_restore": only(*READERS, where=code, post=True),
    "surveys:quote_release": only(*BUILDERS, where=text),
    "surveys:quote_take_back": only(*BUILDERS, where=quote),
}
