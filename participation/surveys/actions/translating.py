"""Translations of a draft, and what becomes of them when German changes."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.models import Model

from participation.surveys.drafts.compiler import Draft
from participation.surveys.drafts.translations import Phrase, Script, Thing, settle, wordings_of
from participation.surveys.models import Page, Question, Quota, Survey
from participation.surveys.queries import forget_published_versions
from smartregion.core import audit
from smartregion.core.editing import EditConflict
from smartregion.core.richtext import clean


@transaction.atomic
def translate_survey(
    *,
    survey: Survey,
    language: str,
    texts: Mapping[str, str],
    marks: Mapping[str, str],
    confirmed: Collection[str] = (),
    by: Any,
) -> int:
    """Write translations, by the key of their phrase; how many were changed.

    ``marks`` say what was on the page (``Phrase.mark``). Where somebody else has changed a phrase since,
    German or translation, nothing is stored (``EditConflict``). ``confirmed`` translations fit
    although German was changed.
    """
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    phrases = _unchanged_since(survey, language, marks)
    changed = [
        phrase for key, phrase in phrases.items() if _write(phrase, language, texts.get(key))
    ]
    known = survey.translated_from.get(language, {})
    for key in {*confirmed, *(phrase.key for phrase in changed)}:
        known.pop(key, None)
    _save(survey, changed)
    forget_published_versions(survey.slug)
    details = {"language": language, "count": len(changed), "confirmed": len(confirmed)}
    audit.record(by=by, verb="translate_survey", subject=survey, changes=details)
    return len(changed)


def _unchanged_since(
    survey: Survey, language: str, marks: Mapping[str, str]
) -> Mapping[str, Phrase]:
    """The phrases that were on the page. Raises ``EditConflict`` unless all are as they were."""
    by_key = Script.of(Draft.of(survey)).by_key
    for key, mark in marks.items():
        if key not in by_key or by_key[key].mark(language) != mark:
            raise EditConflict
    return {key: by_key[key] for key in marks}


def _write(phrase: Phrase, language: str, text: str | None) -> bool:
    """Put a text into the draft; False when it says that already."""
    if text is None:
        return False
    text = clean(text) if phrase.is_rich else text.strip()
    if phrase.texts.get(language, "") == text:
        return False
    phrase.texts[language] = text
    return True


def _save(survey: Survey, changed: Iterable[Phrase]) -> None:
    survey.save(update_fields=["translated_from", *WORDS[Survey]])
    # Each question once, however many of its texts were written.
    for owner in {id(phrase.owner): phrase.owner for phrase in changed}.values():
        if owner is not survey:
            owner.save(update_fields=WORDS[type(owner)])


# Which fields of a thing hold words.
WORDS: Mapping[type[Model], tuple[str, ...]] = {
    Survey: ("title", "intro", "privacy", "closing"),
    Page: ("title",),
    Quota: ("text",),
    Question: ("text", "help", "options", "rows", "limits"),
}


@contextmanager
def translations_kept(thing: Thing) -> Iterator[None]:
    """Around a change of German: translations that stay are marked as made of the old words."""
    before = wordings_of(thing)
    survey = thing if isinstance(thing, Survey) else thing.survey
    # Whoever translates at the same moment waits here, or is waited for.
    stored = Survey.objects.select_for_update().only("translated_from").get(pk=survey.pk)
    yield
    if settle(stored.translated_from, before, thing):
        stored.save(update_fields=["translated_from"])
        survey.translated_from = stored.translated_from
