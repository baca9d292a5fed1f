"""What a file brings, and what of it could not come along, as pages tell it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from participation.surveys.document.questionnaire import Questionnaire, Type
from participation.surveys.interchange.losses import Loss
from participation.surveys.kinds import kind_of
from participation.surveys.models import Survey, SurveyImport
from participation.surveys.texts import Language, language_of


@dataclass(frozen=True)
class LostThings:
    """Losses of one kind with one reason: (where, its text in the file) for each."""

    what: str
    why: str
    is_serious: bool
    places: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Brought:
    """What a questionnaire consists of."""

    title: str
    languages: Sequence[Language]
    pages: int
    questions: int
    kinds: Sequence[tuple[str, int]]
    conditions: int
    quotas: int


def brought(questionnaire: Questionnaire) -> Brought:
    """The parts of a questionnaire, counted as the draft counts them; its types with the most frequent first."""
    questions = list(questionnaire.questions)
    kinds = Counter(question.type for question in questions)
    conditions = [page.condition for page in questionnaire.pages]
    for question in questions:
        conditions.append(question.condition)
        conditions += [option.condition for option in question.options]
        conditions += [row.condition for row in question.rows]
    return Brought(
        title=questionnaire.title.get("de", ""),
        languages=[language_of(code) for code in questionnaire.languages],
        pages=len(questionnaire.pages),
        questions=sum(kind_of(question).is_asked for question in questions),
        kinds=[(str(Type(kind).label), number) for kind, number in kinds.most_common()],
        conditions=sum(condition is not None for condition in conditions),
        quotas=len(questionnaire.quotas),
    )


def grouped_losses(losses: Iterable[Loss]) -> list[LostThings]:
    """Losses by kind and reason; those that change who answers what come first."""
    groups: dict[tuple[str, str, bool], list[tuple[str, str]]] = {}
    for loss in losses:
        places = groups.setdefault((loss.what, loss.why, loss.is_serious), [])
        places.append((loss.place, loss.source))
    found = [
        LostThings(what, why, is_serious, tuple(places))
        for (what, why, is_serious), places in groups.items()
    ]
    return sorted(found, key=lambda group: not group.is_serious)


def import_of(survey: Survey) -> SurveyImport | None:
    """Where a survey came from; None where it was made here."""
    return SurveyImport.objects.filter(survey=survey).select_related("imported_by").first()


def losses_of(report: Iterable[Mapping[str, Any]]) -> list[Loss]:
    """A stored report as losses."""
    return [Loss(**each) for each in report]
