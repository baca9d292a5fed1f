"""Releasing figures to everybody, and taking them back."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from participation.surveys.models import Publication, Survey
from participation.surveys.protection.choice import Choice
from participation.surveys.queries.preparing import prepare_release
from smartregion.core import audit, snapshots
from smartregion.core.errors import WrongState

KIND = "survey_publication"


@transaction.atomic
def release_results(
    *, survey: Survey, choice: Choice, seen: str, by: Any, at: datetime
) -> Publication:
    """Freeze the protected figures and show them to everybody, in place of what was shown before.

    ``seen`` is the fingerprint of the preview (``Prepared.fingerprint``): nobody releases figures
    that they have not looked at. Before anything is frozen the attacker has tried it.
    """
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    if survey.state == Survey.State.DRAFT:
        raise WrongState(_("Von einem Entwurf gibt es noch nichts zu veröffentlichen."))
    prepared = prepare_release(survey, choice, at=at)
    if prepared.fingerprint != seen:
        raise ValidationError(
            _(
                "Seit der Vorschau sind Antworten dazugekommen oder weggefallen. Bitte sehen Sie die Vorschau noch einmal an."
            ),
            code="changed",
        )
    latest = survey.publications.first()
    publication = Publication.objects.create(
        survey=survey,
        number=latest.number + 1 if latest else 1,
        snapshot=snapshots.freeze(
            kind=KIND, subject=str(survey), content=prepared.content, by=by, at=at
        ),
        published_at=at,
        published_by=by,
    )
    changes = {
        "number": publication.number,
        "questions": len(choice.codes),
        "crossings": len(choice.crossings),
        "hidden": len(prepared.reasons),
    }
    audit.record(by=by, verb="release_results", subject=survey, changes=changes)
    return publication


@transaction.atomic
def withdraw_publication(*, publication: Publication, by: Any, at: datetime) -> None:
    """Nobody sees it any more. What was public stays known to the protection of later releases."""
    open_ = Publication.objects.filter(pk=publication.pk, withdrawn_at=None)
    if not open_.update(withdrawn_at=at):
        raise WrongState(_("Diese Veröffentlichung ist schon zurückgezogen."))
    changes = {"number": publication.number}
    audit.record(by=by, verb="withdraw_publication", subject=publication.survey, changes=changes)
