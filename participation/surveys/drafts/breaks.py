"""What no longer fits after a change: conditions, quotations and sums that lose their question.

People are told before they delete or save. Both states are compared as a whole, so nothing that
was broken before is blamed on the change.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from participation.surveys.document.references import (
    page_sentences,
    question_sentences,
    quota_sentences,
)
from participation.surveys.drafts.compiler import Draft
from participation.surveys.drafts.renaming import Renaming
from participation.surveys.models import Page, Question


def breaks_without(draft: Draft, *gone: Question) -> list[str]:
    """What breaks when these questions are deleted."""
    left = [question for question in draft.questions if question not in gone]
    return _newly_broken(draft, replace(draft, questions=left))


def breaks_without_page(draft: Draft, page: Page) -> list[str]:
    """What breaks when a page is deleted with its questions."""
    left = [question for question in draft.questions if question.page_id != page.pk]
    pages = [each for each in draft.pages if each.pk != page.pk]
    return _newly_broken(draft, replace(draft, pages=pages, questions=left))


def breaks_with(
    draft: Draft, question: Question, values: Mapping[str, Any], renaming: Renaming
) -> list[str]:
    """What breaks when a question gets these values; what refers to new codes goes along."""
    pages = [_renamed(page, renaming) for page in draft.pages]
    questions = [_renamed(each, renaming) for each in draft.questions]
    changed = copy(question)
    for name, value in values.items():
        setattr(changed, name, value)
    questions = [changed if each.pk == question.pk else each for each in questions]
    quotas = [_renamed(quota, renaming) for quota in _quotas(draft)]
    after = replace(draft, pages=pages, questions=questions)
    teaser = renaming.now if draft.survey.teaser_code == renaming.was else None
    return _newly_broken(draft, after, quotas=quotas, teaser=teaser)


def _renamed(thing: Any, renaming: Renaming) -> Any:
    twin = copy(thing)
    renaming.apply_to(twin)
    return twin


def _quotas(draft: Draft) -> list[Any]:
    return list(draft.survey.quotas.all())


def _newly_broken(
    before: Draft, after: Draft, *, quotas: list[Any] | None = None, teaser: str | None = None
) -> list[str]:
    known = _quotas(before)
    old = {found.key for found in _faults(before, known, before.survey.teaser_code)}
    new = _faults(after, known if quotas is None else quotas, teaser or before.survey.teaser_code)
    return [found.text for found in new if found.key not in old]


@dataclass(frozen=True)
class Fault:
    """A reference that does not fit, where it stands."""

    text: str
    # The same fault in both states, also when the words around it have changed.
    key: Hashable


def _faults(draft: Draft, quotas: list[Any], teaser: str) -> Iterator[Fault]:
    for page in draft.pages:
        sentences = page_sentences(page, draft.known_before(page))
        yield from _at(_("Seite „%(place)s“: %(sentence)s"), page, str(page), sentences)
    for place, question in enumerate(draft.questions):
        sentences = question_sentences(question, draft.known_at(place))
        text = _("Frage „%(place)s“: %(sentence)s")
        yield from _at(text, question, question.wording, sentences)
    whole = draft.known_at(len(draft.questions))
    for quota in quotas:
        sentences = quota_sentences(quota, whole)
        yield from _at(_("Quote „%(place)s“: %(sentence)s"), quota, str(quota), sentences)
    if teaser and teaser not in whole.before:
        text = _("Startseite: Das Zwischenergebnis zeigt die Frage „%s“.")
        yield Fault(text % teaser, "teaser")


def _at(text: str, thing: Model, name: str, sentences: Iterable[str]) -> Iterator[Fault]:
    for sentence in sentences:
        key = (type(thing), thing.pk, sentence)
        yield Fault(text % {"place": name, "sentence": sentence}, key)
