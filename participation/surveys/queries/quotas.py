"""Quotas in force, and how far they are filled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from participation.surveys.document.questionnaire import QQuota, Questionnaire, questionnaire_of
from participation.surveys.document.quotas import known_groups
from participation.surveys.models import Quota, QuotaCount, Survey
from participation.surveys.queries.lists import published_versions
from smartregion.core.shelf import Shelf


def quotas_of(survey: Survey) -> tuple[QQuota, ...]:
    """The quotas in force: those of the newest version. Asked at every step, so nothing is read."""
    versions = published_versions(survey.slug)
    return questionnaire_of(versions[0]).quotas if versions else ()


def full_group(
    survey: Survey, questionnaire: Questionnaire, page: int, answers: Mapping[str, Any]
) -> QQuota | None:
    """A group of this person of whom there are enough already; for a survey without quotas: none.

    Each process remembers the counts for two seconds; what counts in the end is the submit.
    """
    quotas = quotas_of(survey)
    if not quotas:
        return None
    taken = _RECENT.get(survey.pk, lambda: places_taken(survey))
    groups = known_groups(quotas, questionnaire, page, answers)
    return next((each for each in groups if taken.get(each.code, 0) >= each.limit), None)


def places_taken(survey: Survey) -> dict[str, int]:
    """How many have answered of each group, by the code of its quota."""
    return dict(QuotaCount.objects.filter(survey=survey).values_list("code", "taken"))


_RECENT: Shelf[dict[str, int]] = Shelf(size=100, seconds=2)


@dataclass(frozen=True)
class QuotaProgress:
    """A quota of the draft with what is known of it; ``limit`` is the one in force, if there is one."""

    quota: Quota
    taken: int
    limit: int | None

    @property
    def is_in_force(self) -> bool:
        return self.limit is not None

    @property
    def is_full(self) -> bool:
        return self.limit is not None and self.taken >= self.limit

    @property
    def is_settled(self) -> bool:
        """Whether the version that people answer says the same number as the draft."""
        return self.limit == self.quota.limit


def quota_progress(survey: Survey, quotas: Sequence[Quota]) -> list[QuotaProgress]:
    """How far the quotas of a survey are filled, in two queries for all of them."""
    taken, limits = places_taken(survey), {each.code: each.limit for each in quotas_of(survey)}
    return [
        QuotaProgress(quota, taken.get(quota.code, 0), limits.get(quota.code)) for quota in quotas
    ]
