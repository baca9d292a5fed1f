"""Earlier releases of a survey: what they told, which nothing that comes later may contradict."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from participation.surveys.document.questionnaire import Type
from participation.surveys.models import Survey
from participation.surveys.protection.policy import POLICY
from participation.surveys.protection.system import Cell
from participation.surveys.results import NUMBERS, QuestionResult
from smartregion.core.snapshots import content_of

# Classes of numbers and spans of days depend on the data: two divisions laid over each other would
# cut out single people.
IN_CLASSES = (*NUMBERS, Type.DATE)


@dataclass(frozen=True)
class EarlierRelease:
    """A release with its number, and how many answers came and went since."""

    content: Mapping[str, Any]
    number: int
    added: int
    removed: int

    def has_other_classes(self, result: QuestionResult) -> bool:
        """Whether it showed numbers or days of this question in classes that are others today."""
        now = {f"{result.code}={count.code}" for count in result.counts}
        if result.type not in IN_CLASSES or not now:
            return False
        record = self.content["system"]
        beside = {f"{result.code}={code}" for code in "*+-~?"}
        cells = {*record["published"], *record["unknown"]}
        then = {name for name in cells if name.startswith(f"{result.code}=")} - beside
        return bool(then) and then != now

    def is_far_from(self, base: Cell, count: float) -> bool:
        """Whether it told nothing of these people, the same, or something of clearly more or fewer."""
        then = self.content["system"]["published"].get(base)
        return then is None or then == count or abs(count - then) >= POLICY.least_between


def earlier_releases(survey: Survey, responses: int, removed: int) -> list[EarlierRelease]:
    """All of them, the withdrawn ones too, against how many answers count and were removed today."""
    found = []
    for publication in survey.publications.select_related("snapshot").order_by("number"):
        content = content_of(publication.snapshot)
        then, gone_then = content["state"]
        gone = max(removed - gone_then, then - responses, 0)
        added = max(responses - then + gone, 0)
        found.append(EarlierRelease(content, publication.number, added, gone))
    return found
