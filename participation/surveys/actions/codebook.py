"""Keeping the code book of a question. Nothing is lost: what is deleted or merged can be brought back."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from participation.surveys.coding.book_files import MOST_CODES, BookRow, too_many
from participation.surveys.models import Survey, TextCode
from smartregion.core import audit
from smartregion.core.errors import WrongState
from smartregion.core.rows import write_places
from smartregion.core.slugs import free_slug


def _record(verb: str, code: TextCode, by: Any, **changes: object) -> None:
    noted = {"question": code.question, "code": code.code, **changes}
    audit.record(by=by, verb=verb, subject=code.survey, changes=noted)


def _book(survey: Survey, question: str) -> Any:
    return survey.text_codes.filter(question=question)


@transaction.atomic
def add_code(
    *,
    survey: Survey,
    question: str,
    label: str,
    description: str = "",
    example: str = "",
    code: str = "",
    by: Any,
) -> TextCode:
    """Put a code at the end of the book; its short name follows from its label."""
    book = list(_book(survey, question))
    label = " ".join(label.split())
    _refuse_full(book)
    _refuse_taken(book, label)
    taken = [each.code for each in book]
    added = TextCode.objects.create(
        survey=survey,
        question=question,
        code=code or free_slug(label, taken=taken, otherwise="code", length=16),
        label=label,
        description=description.strip(),
        example=example.strip(),
        position=max((each.position for each in book), default=0) + 1,
    )
    _record("add_code", added, by)
    return added


def _refuse_full(book: list[TextCode]) -> None:
    if sum(not (each.is_deleted or each.merged_into_id) for each in book) >= MOST_CODES:
        raise ValidationError(too_many(), code="full")


def _refuse_taken(book: list[TextCode], label: str) -> None:
    for each in book:
        if each.label.casefold() != label.casefold():
            continue
        if each.is_deleted or each.merged_into_id:
            message = _("Einen Code „%(label)s“ gab es schon. Sie können ihn zurückholen.")
        else:
            message = _("Einen Code „%(label)s“ gibt es schon.")
        raise ValidationError({"label": message % {"label": label}}, code="taken")


@transaction.atomic
def change_code(*, code: TextCode, label: str, description: str, example: str, by: Any) -> TextCode:
    """Rename or describe a code; texts keep it."""
    label = " ".join(label.split())
    _refuse_taken([each for each in _book(code.survey, code.question) if each != code], label)
    code.label, code.description, code.example = label, description.strip(), example.strip()
    code.save(update_fields=["label", "description", "example"])
    _record("change_code", code, by)
    return code


@transaction.atomic
def place_code(*, code: TextCode, place: int, by: Any) -> None:
    """Put a code at a place of the book, counted from 0; beyond the end it is the last."""
    book = list(_book(code.survey, code.question).in_book().select_for_update())
    order = [each for each in book if each.pk != code.pk]
    order.insert(max(place, 0), code)
    write_places(order, first=1)
    _record("place_code", code, by, place=place + 1)


def move_code(*, code: TextCode, step: int, by: Any) -> None:
    """One place up (-1) or down (+1)."""
    book = [each.pk for each in _book(code.survey, code.question).in_book()]
    place_code(code=code, place=book.index(code.pk) + step, by=by)


@transaction.atomic
def merge_codes(*, code: TextCode, into: TextCode, by: Any) -> None:
    """Let one code count as another one from now on; texts that had both have one then."""
    in_book = _book(code.survey, code.question).in_book()
    if into.pk == code.pk or not in_book.filter(pk=into.pk).exists():
        raise ValidationError(_("Wählen Sie einen anderen Code aus demselben Codebuch."))
    if not in_book.filter(pk=code.pk).update(merged_into=into):
        raise WrongState(_("Dieser Code steht nicht mehr im Codebuch."))
    _record("merge_codes", code, by, into=into.code)


@transaction.atomic
def delete_code(*, code: TextCode, by: Any) -> None:
    """Take a code out of the book; no text has it any more until it is brought back."""
    in_book = _book(code.survey, code.question).in_book()
    if not in_book.filter(pk=code.pk).update(is_deleted=True):
        raise WrongState(_("Dieser Code steht nicht mehr im Codebuch."))
    _record("delete_code", code, by)


@transaction.atomic
def restore_code(*, code: TextCode, by: Any) -> None:
    """Bring a deleted or merged code back, with every text that had it."""
    _refuse_full(list(_book(code.survey, code.question)))
    gone = _book(code.survey, code.question).taken_out().filter(pk=code.pk)
    if not gone.update(is_deleted=False, merged_into=None):
        raise WrongState(_("Dieser Code steht schon im Codebuch."))
    _record("restore_code", code, by)


@dataclass(frozen=True)
class Taken:
    """What a file did to a code book."""

    added: int
    changed: int
    unchanged: int


@transaction.atomic
def take_codes(*, survey: Survey, question: str, rows: Iterable[BookRow], by: Any) -> Taken:
    """Add the codes of a file, and change those that have the same short name; none is removed."""
    book = {each.code: each for each in _book(survey, question)}
    done: Counter[str] = Counter()
    for row in rows:
        try:
            done[_take(survey, question, book.get(row.code), row, by)] += 1
        except ValidationError as refusal:
            # Without the names of fields: those of the file are others.
            raise ValidationError(refusal.messages) from None
    return Taken(done["added"], done["changed"], done["unchanged"])


def _take(survey: Survey, question: str, found: TextCode | None, row: BookRow, by: Any) -> str:
    words = {"label": row.label, "description": row.description, "example": row.example}
    if found is None:
        add_code(survey=survey, question=question, code=row.code, by=by, **words)
        return "added"
    if found.is_deleted or found.merged_into_id:
        restore_code(code=found, by=by)
    elif all(getattr(found, name) == value for name, value in words.items()):
        return "unchanged"
    change_code(code=found, by=by, **words)
    return "changed"
