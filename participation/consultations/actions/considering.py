"""The consideration (Abwägung): what the county makes of each comment, and why."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participation.consultations.models import Comment
from participation.contributions.actions import answer_contribution
from participation.contributions.models import Answer, Contribution
from smartregion.core.editing import EditConflict
from smartregion.core.errors import WrongState
from strategy.models import StrategyVersion

State = StrategyVersion.State
# From the submission on, the council decides on the basis of the considerations as they are.
WEIGHABLE = (State.CONSULTATION, State.REWORKING)


@transaction.atomic
def consider_comment(
    *,
    comment: Comment,
    decision: str,
    reason: str,
    office: str,
    seen: int | None,
    by: Any,
    at: datetime,
) -> Answer:
    """Weigh one comment in public. A correction is a further consideration; the first one stays.

    ``seen`` is the latest answer that the person had before them: where another one has come in
    the meantime, ``EditConflict`` is raised and nothing is written.
    """
    refuse_unless_weighable(comment.version)
    answer = answer_contribution(
        contribution=comment.contribution,
        state=Answer.STATE_AFTER[Answer.Decision(decision)],
        decision=decision,
        reason=reason,
        office=office,
        by=by,
        at=at,
    )
    # Looked at after the row has been claimed, so that nobody can come in between.
    before = comment.contribution.answers.exclude(pk=answer.pk).order_by("at", "pk").last()
    if (before.pk if before else None) != seen:
        raise EditConflict
    return answer


@transaction.atomic
def consider_comments(
    *,
    comments: Sequence[Comment],
    decision: str,
    reason: str,
    office: str,
    by: Any,
    at: datetime,
) -> list[Answer]:
    """Weigh several open comments alike: all of them or, if one is no longer open, none."""
    if any(comment.contribution.state not in Contribution.OPEN for comment in comments):
        raise WrongState(
            _("Mindestens einer der gewählten Kommentare ist inzwischen schon abgewogen.")
        )
    return [
        consider_comment(
            comment=comment,
            decision=decision,
            reason=reason,
            office=office,
            seen=_latest(comment),
            by=by,
            at=at,
        )
        for comment in comments
    ]


def _latest(comment: Comment) -> int | None:
    last = comment.contribution.answers.order_by("at", "pk").last()
    return last.pk if last else None


def refuse_unless_weighable(version: StrategyVersion) -> None:
    """Once a version is before the council, what was made of its comments stays as it is."""
    if version.state not in WEIGHABLE:
        raise WrongState(
            _("Die Fassung %(label)s ist „%(state)s“. Ihre Abwägungen ändern sich nicht mehr.")
            % {"label": version.label, "state": version.get_state_display()}
        )
