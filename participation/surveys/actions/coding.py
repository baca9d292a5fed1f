"""Sorting texts into codes: by two people, each for themselves, then together.

What is given to a single text is kept with the text (``CodedText.coder``) and not in the audit trail:
its times, one behind the other, would be a trace of who wrote what when.
"""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from participation.surveys.actions.keeping import refuse_erased
from participation.surveys.models import (
    CodedText,
    CodingDecision,
    CodingStep,
    Response,
    Survey,
    TextCode,
)
from participation.surveys.queries.codings import Pair, codings_of
from smartregion.core import audit
from smartregion.core.errors import WrongState


class TextGone(WrongState):
    """The person has taken the answers back."""


@transaction.atomic
def code_text(
    *, survey: Survey, question: str, response: UUID, codes: Collection[TextCode], by: Any
) -> None:
    """Give a text these codes; none means that it was read and none applies."""
    refuse_erased(survey)
    _refuse_foreign(survey, question, codes)
    _lock(survey, question, response)
    mine = _mine(question, response, by)
    before = sorted(mine.codes.values_list("pk", flat=True)) if mine else None
    after = sorted(code.pk for code in codes)
    if before == after:
        return
    if mine is None:
        _refuse_third(question, response)
        mine = CodedText.objects.create(response_id=response, question=question, coder=by)
    mine.codes.set(after)
    step = CodingStep(response_id=response, question=question, coder=by)
    step.before, step.after = before, after
    step.save()
    _forget_old_steps(survey, question, by)


def _refuse_foreign(survey: Survey, question: str, codes: Collection[TextCode]) -> None:
    if any((code.survey_id, code.question) != (survey.pk, question) for code in codes):
        raise ValidationError(_("Dieser Code gehört zu einer anderen Frage."), code="foreign")


def _lock(survey: Survey, question: str, response: UUID) -> None:
    """Whoever codes the same text, or takes it back, waits."""
    mine = Response.objects.filter(pk=response, version__survey=survey)
    found = mine.select_for_update(of=("self",)).first()
    if found is None or not found.answers.get(question):
        raise TextGone(_("Dieser Text ist nicht mehr da."))


def _mine(question: str, response: UUID, by: Any) -> CodedText | None:
    mine = CodedText.objects.filter(response=response, question=question, coder=by).first()
    if mine and mine.is_fixed:
        raise WrongState(
            _("Diesen Text haben Sie schon verglichen. Ändern Sie die Zuordnung im Vergleich.")
        )
    return mine


def _refuse_third(question: str, response: UUID) -> None:
    others = CodedText.objects.filter(response=response, question=question).count()
    if others >= CodedText.READERS:
        raise WrongState(_("Diesen Text haben schon zwei Personen zugeordnet."))


def _steps(survey: Survey, question: str, by: Any) -> Any:
    steps = CodingStep.objects.filter(response__version__survey=survey, question=question)
    return steps.filter(coder=by).order_by("-pk")


def _forget_old_steps(survey: Survey, question: str, by: Any) -> None:
    steps = _steps(survey, question, by).values_list("pk", flat=True)
    if old := list(steps[CodingStep.KEPT :]):
        CodingStep.objects.filter(pk__in=old).delete()


@transaction.atomic
def undo_coding(*, survey: Survey, question: str, by: Any) -> UUID:
    """Take back what this person did last; again and again, as far as steps are kept.

    Returns the response whose text it was.
    """
    refuse_erased(survey)
    step = _steps(survey, question, by).select_for_update(of=("self",)).first()
    if step is None:
        raise WrongState(_("Es gibt keinen Schritt, der sich zurücknehmen lässt."))
    mine = CodedText.objects.filter(response=step.response_id, question=question, coder=by)
    if step.before is None:
        mine.delete()
    else:
        mine.get().codes.set(step.before)
    response: UUID = step.response_id
    step.delete()
    return response


@transaction.atomic
def fix_codings(*, survey: Survey, question: str, pair: Pair, by: Any) -> int:
    """Compare: both see each other's codes from now on, and change them only together."""
    refuse_erased(survey)
    if by.pk not in pair:
        raise WrongState(_("Vergleichen können die beiden Personen, die zugeordnet haben."))
    waiting = codings_of(survey, question).waiting(pair)
    rows = CodedText.objects.filter(question=question, response__in=waiting)
    rows.update(is_fixed=True)
    steps = CodingStep.objects.filter(question=question, response__in=waiting, coder__in=pair)
    steps.delete()
    changes = {"question": question, "number": len(waiting)}
    audit.record(by=by, verb="fix_codings", subject=survey, changes=changes)
    return len(waiting)


@transaction.atomic
def settle_text(
    *, survey: Survey, question: str, response: UUID, codes: Sequence[TextCode], by: Any
) -> None:
    """Settle on the codes of a text that two people coded differently; either of them may."""
    refuse_erased(survey)
    _refuse_foreign(survey, question, codes)
    _lock(survey, question, response)
    readings = CodedText.objects.filter(response=response, question=question, is_fixed=True)
    if readings.count() < CodedText.READERS:
        raise WrongState(_("Diesen Text haben noch nicht zwei Personen verglichen."))
    if not readings.filter(coder=by).exists():
        raise WrongState(_("Entscheiden können die beiden Personen, die zugeordnet haben."))
    decision, _is_new = CodingDecision.objects.update_or_create(
        response_id=response, question=question, defaults={"settled_by": by}
    )
    decision.codes.set(codes)
