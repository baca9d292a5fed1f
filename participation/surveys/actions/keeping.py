"""Removing what is kept no longer. Doing it twice does nothing the second time."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from participation.surveys.actions.forgetting import forget_files
from participation.surveys.actions.packing import forget_columns, lock_columns
from participation.surveys.models import FrozenResults, Survey, SurveyExport
from participation.surveys.privacy.retention import (
    CODES,
    EXPORTS,
    RESPONSES,
    SAVED,
    SINGLE_ANSWERS,
    Rule,
    erased_sentence,
)
from participation.surveys.queries import (
    Kept,
    coded_to_freeze,
    figures_to_freeze,
    forget_published_versions,
)
from smartregion.core import audit
from smartregion.core.errors import WrongState
from smartregion.core.ordered_files import sweep_unnamed
from smartregion.core.snapshots import freeze


def remove_expired(*, at: datetime) -> list[Kept]:
    """Remove everything whose last day has passed; each survey by itself.

    A survey that cannot be dealt with does not keep the others waiting: what is done stays done.
    """
    removed = []
    for rules in ((SAVED,), (CODES,), (EXPORTS,)):
        for survey in _surveys_with(rules, at):
            removed += _remove(survey=survey, rules=rules, at=at)
    for survey in _surveys_with(SINGLE_ANSWERS, at):
        removed += erase_answers(survey=survey, at=at)
    sweep_unnamed(SurveyExport, at=at)
    return removed


def _surveys_with(rules: tuple[Rule, ...], at: datetime) -> list[Survey]:
    found = {pk for rule in rules for pk in rule.due(at).values_list(rule.survey, flat=True)}
    return list(Survey.objects.filter(pk__in=found).order_by("pk"))


@transaction.atomic
def erase_answers(*, survey: Survey, at: datetime) -> list[Kept]:
    """Freeze what was counted, then remove every single answer of a survey, all at once."""
    store = lock_columns(survey)
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    if RESPONSES.due(at).filter(version__survey=survey).exists() and survey.erased_on is None:
        _freeze_results(survey, at)
    removed = _remove(survey=survey, rules=SINGLE_ANSWERS, at=at)
    if survey.erased_on:
        # Files with these answers would outlive them, if the last day was set earlier since.
        forget_files(EXPORTS.rows_of(survey))
        EXPORTS.rows_of(survey).delete()
    gone = sum(each.number for each in removed if each.rule is RESPONSES)
    forget_columns(store=store, removed=gone)
    return removed


def _freeze_results(survey: Survey, at: datetime) -> None:
    snapshot = freeze(
        kind="survey_results",
        subject=str(survey),
        content={**figures_to_freeze(survey), "coded": coded_to_freeze(survey)},
        by=None,
        at=at,
    )
    today = timezone.localdate(at)
    FrozenResults.objects.create(survey=survey, snapshot=snapshot, frozen_on=today)
    survey.erased_on = today
    survey.save(update_fields=["erased_on"])
    forget_published_versions(survey.slug)
    changes = {"snapshot": str(snapshot.pk)}
    audit.record(by=None, verb="freeze_results", subject=survey, changes=changes)


@transaction.atomic
def _remove(*, survey: Survey, rules: tuple[Rule, ...], at: datetime) -> list[Kept]:
    """Delete what is due of these kinds; the journal names the kind and the number, nothing else."""
    removed = []
    for rule in rules:
        due = rule.due(at).filter(**{rule.survey: survey})
        if rule is EXPORTS:
            forget_files(due)
        _all, by_model = due.delete()
        if number := by_model.get(rule.model._meta.label, 0):
            removed.append(Kept(survey, rule, number, getattr(survey, rule.until, None)))
    for each in removed:
        changes = {"kind": each.rule.kind, "number": each.number}
        audit.record(by=None, verb="remove_expired", subject=survey, changes=changes)
    return removed


def refuse_erased(survey: Survey) -> None:
    """Once the single answers were removed, a survey neither takes nor gives out any."""
    if survey.erased_on:
        raise WrongState(erased_sentence(survey.erased_on))
