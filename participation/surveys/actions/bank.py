"""The question bank: good questions are kept once and copied into any survey."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from participation.surveys.actions.copying import CONTENT, without_conditions
from participation.surveys.document.questionnaire import Type
from participation.surveys.models import BankQuestion, Question
from smartregion.core import audit


@transaction.atomic
def keep_in_bank(*, question: Question, topic: str, code: str, note: str, by: Any) -> BankQuestion:
    """Keep a copy of a question of a draft for other surveys, without its conditions."""
    if question.type == Type.CALCULATED:
        raise ValidationError(
            _("Ein berechneter Wert gehört zu den Fragen seiner Umfrage."), code="calculated"
        )
    content = {name: getattr(question, name) for name in CONTENT}
    content |= {name: without_conditions(content[name]) for name in ("options", "rows")}
    return add_to_bank(content=content, topic=topic, code=code, note=note, by=by)


@transaction.atomic
def add_to_bank(
    *, content: Mapping[str, Any], topic: str, code: str, note: str, by: Any
) -> BankQuestion:
    """Put a question into the bank."""
    kept = BankQuestion(topic=topic, code=code, note=note, **content)
    _save(kept)
    audit.record(by=by, verb="add_to_bank", subject=kept)
    return kept


@transaction.atomic
def change_bank_question(*, kept: BankQuestion, topic: str, code: str, note: str, by: Any) -> None:
    """Say something else about a kept question; copies in surveys stay as they are."""
    kept.topic, kept.code, kept.note = topic, code, note
    _save(kept)
    changes = {"fields": ["topic", "code", "note"]}
    audit.record(by=by, verb="change_bank_question", subject=kept, changes=changes)


@transaction.atomic
def delete_from_bank(*, kept: BankQuestion, by: Any) -> None:
    """Take a question out of the bank; copies in surveys stay."""
    audit.record(by=by, verb="delete_from_bank", subject=kept, changes={"name": str(kept)})
    kept.delete()


def _save(kept: BankQuestion) -> None:
    try:
        with transaction.atomic():
            kept.save()
    except IntegrityError as error:
        message = _("Dieses Kürzel gibt es in der Fragensammlung schon.")
        raise ValidationError({"code": ValidationError(message, code="duplicate")}) from error
