"""Quotas: of some groups of people so many answers are enough.

A quota stands in the document of a version, with a condition that says who belongs to the group.
In force are those of the newest version, also for people who began with an earlier one.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from participation.surveys.document.conditions import holds
from participation.surveys.document.questionnaire import QQuota, Questionnaire


def groups_of(quotas: tuple[QQuota, ...], answers: Mapping[str, Any]) -> list[QQuota]:
    """The groups a person belongs to, in the order in which everybody locks them."""
    found = [quota for quota in quotas if holds(quota.condition, answers)]
    return sorted(found, key=lambda quota: quota.code)


def known_groups(
    quotas: tuple[QQuota, ...],
    questionnaire: Questionnaire,
    page: int,
    answers: Mapping[str, Any],
) -> Iterator[QQuota]:
    """The groups a person belongs to, as far as this is certain after a page.

    An answer that is still to come may change what holds until now: "the question is empty".
    """
    for quota in groups_of(quotas, answers):
        if _decided_on(quota, questionnaire) <= page:
            yield quota


def _decided_on(quota: QQuota, questionnaire: Questionnaire) -> int:
    """The page with the last question that the condition looks at; another version may lack it."""
    places = (questionnaire.page_of.get(each.question, 0) for each in quota.condition.comparisons())
    return max(places, default=0)
