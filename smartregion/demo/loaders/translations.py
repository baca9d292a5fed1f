"""The survey in Leichte Sprache, written beside the German text like the office would do it."""

from collections.abc import Iterator

from participation.surveys.actions import translate_survey
from participation.surveys.drafts.compiler import Draft
from participation.surveys.drafts.translations import Script
from participation.surveys.models import Survey
from participation.surveys.texts import EASY
from smartregion.accounts.models import User
from smartregion.demo import reader
from smartregion.demo.reader import Record

WHOLE = {
    "title": "titel",
    "intro": "einleitung",
    "privacy": "datenschutz",
    "closing": "schluss",
}


def load_easy_language(*, survey: Survey, by: User) -> None:
    """Raises ``EditConflict`` where the file knows a text that the survey does not have."""
    texts = dict(_texts(reader.read("survey_easy"), survey))
    known = Script.of(Draft.of(survey)).by_key
    marks = {key: known[key].mark(EASY) if key in known else "" for key in texts}
    translate_survey(survey=survey, language=EASY, texts=texts, marks=marks, by=by)


def _texts(content: Record, survey: Survey) -> Iterator[tuple[str, str]]:
    for name, key in WHOLE.items():
        yield f"umfrage-{key}", content[name].strip()
    for page, title in zip(survey.pages.all(), content["pages"], strict=True):
        yield f"seite-{page.pk}-titel", title
    for code, question in content["question"].items():
        yield from _of_question(f"frage-{code}", question)


def _of_question(place: str, question: Record) -> Iterator[tuple[str, str]]:
    names = {"text": "text", "help": "hilfe", "unit": "einheit"}
    for name, key in names.items():
        if name in question:
            yield f"{place}-{key}", question[name]
    for name, key in {"options": "antwort", "rows": "zeile"}.items():
        for code, label in question.get(name, {}).items():
            yield f"{place}-{key}-{code}", label
