"""What protects a survey while it is answered: suspicions at the end, quotas on the way."""

from datetime import datetime

from participation.surveys import queries
from participation.surveys.document.questionnaire import QQuota
from participation.surveys.models import Pretest, Survey, SurveyVersion
from participation.surveys.proofs import FIELD, is_proved
from participation.surveys.suspicions import (
    TRAP,
    Suspicion,
    answers_lately,
    items_in,
    noticed,
)
from participation.surveys.views.answering.turns import Turn


def suspicions_about(turn: Turn[SurveyVersion], *, at: datetime) -> list[Suspicion]:
    """What is to be noticed about the answers that this person sends."""
    survey, posted = turn.version.survey, turn.request.POST
    if survey.mode != Survey.Mode.OPEN:
        return []
    return noticed(
        items=items_in(turn.way.pages, turn.way.answers),
        began=turn.state.began,
        at=at,
        trap=posted.get(TRAP, ""),
        lately=answers_lately(turn.request, survey, at=at),
        is_proved=not survey.asks_proof or is_proved(turn.state.nonce, posted.get(FIELD, "")),
    )


def asks_proof(turn: Turn[SurveyVersion] | Turn[Pretest]) -> bool:
    """Whether the browser has something to compute on the page where the person is."""
    survey = turn.version.survey
    return (
        survey.asks_proof
        and survey.mode == Survey.Mode.OPEN
        and isinstance(turn.version, SurveyVersion)
        and turn.way.after(turn.state.page) is None
    )


def full_group(turn: Turn[SurveyVersion] | Turn[Pretest]) -> QQuota | None:
    """A group of this person of whom there are enough, if the pages until here tell."""
    if not isinstance(turn.version, SurveyVersion):
        return None
    return queries.full_group(
        turn.version.survey, turn.questionnaire, turn.state.page, turn.way.answers
    )
