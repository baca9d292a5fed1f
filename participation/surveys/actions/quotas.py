"""Quotas: written by the office, frozen with the questionnaire, counted with every answer."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from participation.surveys.actions.translating import translations_kept
from participation.surveys.document.questionnaire import QQuota, Questionnaire
from participation.surveys.document.quotas import groups_of
from participation.surveys.models import Quota, QuotaCount, Response, Survey
from participation.surveys.queries import quotas_of
from participation.surveys.texts import Texts
from smartregion.core import audit
from smartregion.core.errors import WrongState


class QuotaFull(WrongState):
    """Of a group to which the person belongs there are enough answers."""

    def __init__(self, quota: QQuota) -> None:
        super().__init__(_("Aus dieser Gruppe haben schon genug Menschen geantwortet."))
        self.quota = quota


# -- the draft -------------------------------------------------------------------------------------
@transaction.atomic
def save_quota(
    *,
    quota: Quota,
    code: str,
    title: str,
    limit: int,
    text: Texts,
    condition: dict[str, Any],
    by: Any,
) -> Quota:
    """Add a quota to a draft, or change it; it is in force when the survey is published again."""
    others = quota.survey.quotas.exclude(pk=quota.pk)
    if others.filter(code__iexact=code).exists():
        raise ValidationError(_("Dieses Kürzel hat schon eine andere Quote."), code="taken")
    with translations_kept(quota):
        quota.code, quota.title, quota.limit = code, title, limit
        quota.text, quota.condition = dict(text), condition
        quota.save()
    audit.record(by=by, verb="save_quota", subject=quota.survey, changes={"quota": code})
    return quota


@transaction.atomic
def delete_quota(*, quota: Quota, by: Any) -> None:
    """Take a quota out of the draft; people answer with it until the survey is published again."""
    audit.record(by=by, verb="delete_quota", subject=quota.survey, changes={"quota": quota.code})
    quota.delete()


# -- counting --------------------------------------------------------------------------------------
def settle_quotas(*, survey: Survey, questionnaire: Questionnaire) -> None:
    """Count anew who belongs to the groups of a version that comes into force (in its transaction).

    Who answered an earlier version counts as well. The rows are locked first, so nobody takes a
    place meanwhile.
    """
    codes = sorted(quota.code for quota in questionnaire.quotas)
    rows = [QuotaCount(survey=survey, code=code) for code in codes]
    QuotaCount.objects.bulk_create(rows, ignore_conflicts=True)
    kept = QuotaCount.objects.filter(survey=survey).order_by("code").select_for_update()
    counts = {each.code: each for each in kept}
    taken = dict.fromkeys(codes, 0)
    for answers in _answers_that_count(survey) if codes else ():
        for quota in groups_of(questionnaire.quotas, answers):
            taken[quota.code] += 1
    for code, number in taken.items():
        counts[code].taken = number
    QuotaCount.objects.bulk_update([counts[code] for code in codes], ["taken"])
    QuotaCount.objects.filter(survey=survey).exclude(code__in=codes).delete()


def _answers_that_count(survey: Survey) -> Iterable[Any]:
    responses = Response.objects.filter(version__survey=survey).unsuspicious()
    return responses.values_list("answers", flat=True).iterator(chunk_size=2000)


def take_places(*, survey: Survey, groups: Sequence[QQuota], are_trusted: bool) -> None:
    """Take a place in each of these groups, in the transaction that stores the answers.

    Suspicious answers take none: nobody fills up a quota with a program. The row of a group stays
    locked until the end, and everybody locks in the same order: nobody overtakes, nobody waits in a
    circle. Raises ``QuotaFull`` for the first group of which there are enough.
    """
    for group in groups:
        open_ones = QuotaCount.objects.filter(survey=survey, code=group.code, taken__lt=group.limit)
        if not (open_ones.update(taken=F("taken") + 1) if are_trusted else open_ones.exists()):
            raise QuotaFull(group)


def count_anyway(*, survey: Survey, responses: Iterable[Response], by: int) -> None:
    """Count what nobody refuses (answers on paper), or what is taken back (``by=-1``)."""
    quotas = quotas_of(survey)
    trusted = (each.answers for each in responses if not each.suspicions)
    found = Counter(group.code for answers in trusted for group in groups_of(quotas, answers))
    for code, number in sorted(found.items()):
        row = QuotaCount.objects.filter(survey=survey, code=code)
        row.update(taken=Greatest(F("taken") + by * number, 0))
