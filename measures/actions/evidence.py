"""Placing released figures of surveys beside a measure, and bringing them up to date."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.actions import history
from measures.models import Evidence, Measure
from participation.models import Publication
from participation.surveys.queries.releases import current_publication, results_in
from smartregion.core.audit import record
from smartregion.core.days import short_day
from smartregion.core.errors import WrongState
from smartregion.core.snapshots import content_of


@transaction.atomic
def add_evidence(
    *,
    measure: Measure,
    publication: Publication,
    question: str,
    note: str,
    by: Any,
    at: datetime,
) -> Evidence:
    """Place a question as it was released beside the measure."""
    _refuse_unreleased(publication, question)
    if measure.evidence.filter(
        publication__survey=publication.survey_id, question=question
    ).exists():
        raise ValidationError(_("Diese Zahl steht schon bei der Maßnahme."), code="evidence_twice")
    evidence = Evidence.objects.create(
        measure=measure, publication=publication, question=question, note=note
    )
    record(by=by, verb="add_evidence", subject=measure, changes={"question": question})
    history.note(measure=measure, by=by, at=at, field="evidence", old="", new=_in_words(evidence))
    return evidence


@transaction.atomic
def renew_evidence(*, evidence: Evidence, by: Any, at: datetime) -> None:
    """Take the figure from the release that counts today."""
    publication = current_publication(evidence.publication.survey)
    if publication is None or publication.pk == evidence.publication_id:
        raise WrongState(_("Es gibt keine neuere Veröffentlichung dieser Umfrage."))
    _refuse_unreleased(publication, evidence.question)
    changes = {"publication": [evidence.publication.number, publication.number]}
    old = _in_words(evidence)
    evidence.publication = publication
    evidence.save(update_fields=["publication"])
    new = _in_words(evidence)
    history.note(measure=evidence.measure, by=by, at=at, field="evidence", old=old, new=new)
    record(by=by, verb="renew_evidence", subject=evidence.measure, changes=changes)


@transaction.atomic
def remove_evidence(*, evidence: Evidence, by: Any, at: datetime) -> None:
    """Take a figure away from its measure; the release stays."""
    record(
        by=by, verb="remove_evidence", subject=evidence.measure,
        changes={"question": evidence.question},
    )  # fmt: skip
    history.note(
        measure=evidence.measure, by=by, at=at, field="evidence", old=_in_words(evidence), new=""
    )
    evidence.delete()


def _in_words(evidence: Evidence) -> str:
    """Survey, day of the release and question; and what the figure means for the measure."""
    publication = evidence.publication
    found = results_in(content_of(publication.snapshot), settings.LANGUAGE_CODE)
    question = found.question(evidence.question)
    day = timezone.localdate(publication.published_at)
    released = history.in_german(lambda: short_day(day))
    said = question.text if question else evidence.question
    return f"{found.title} ({released}): {said} {evidence.note}".strip()


def _refuse_unreleased(publication: Publication, question: str) -> None:
    released = results_in(content_of(publication.snapshot), "de")
    if publication.withdrawn_at or not released.question(question):
        raise ValidationError(
            _("Diese Frage ist in der Veröffentlichung nicht enthalten."), code="not_released"
        )
