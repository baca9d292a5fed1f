"""Questions in the live room: asked, supported, sorted by whoever moderates."""

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from participation.contributions.actions import (
    hide_contribution,
    record_contribution,
    said_once,
    unhide_contribution,
)
from participation.contributions.codes import receipt_code
from participation.contributions.models import Contribution
from participation.events.models import Event, LiveQuestion, LiveSupport
from smartregion.core import audit
from smartregion.core.codes import keyed
from smartregion.core.errors import WrongState
from smartregion.county.models import Municipality

State = LiveQuestion.State


def ask_question(
    *,
    event: Event,
    text: str,
    at: datetime,
    name: str = "",
    municipality: Municipality | None = None,
    token: uuid.UUID | None = None,
    is_example: bool = False,
) -> LiveQuestion:
    """Ask something while others speak; sent twice with one token it is still one question.

    Nobody needs an account for it, and who has one is not named by it either.
    """
    token = token or uuid.uuid4()

    def write() -> LiveQuestion:
        refuse_unless_asking(event)
        contribution = record_contribution(
            channel=Contribution.Channel.EVENT,
            text=text,
            author_name=name or _("ohne Namen"),
            municipality=municipality,
            at=at,
            elements=event.elements.all(),
            receipt_code=receipt_code(token),
            is_example=is_example,
        )
        question = LiveQuestion.objects.create(contribution=contribution, event=event, token=token)
        _changed(event)
        return question

    questions = LiveQuestion.objects.filter(event=event, token=token)
    return said_once(write=write, earlier=questions.first)


def refuse_unless_asking(event: Event) -> None:
    """Say why nobody can ask or support anything now."""
    if not (event.is_public and event.takes_questions) or event.is_cancelled:
        raise WrongState(_("Zurzeit nimmt diese Veranstaltung keine Fragen an."))


def voice_of(session_number: str, event: Event) -> str:
    """What is stored of a browser session that supports questions: it says nothing about others."""
    return keyed(b"voice in a live room", f"{event.pk}:{session_number}".encode()).hex()


@transaction.atomic
def support_question(*, question: LiveQuestion, voice: str) -> None:
    """Agree with a question, once per session; again changes nothing."""
    _refuse_unless_waiting(question)
    _support, is_new = LiveSupport.objects.get_or_create(question=question, voice=voice)
    if is_new:
        _count(question, +1)


@transaction.atomic
def withdraw_support(*, question: LiveQuestion, voice: str) -> None:
    """Take one's agreement back."""
    _refuse_unless_waiting(question)
    gone, _details = LiveSupport.objects.filter(question=question, voice=voice).delete()
    if gone:
        _count(question, -1)


def _refuse_unless_waiting(question: LiveQuestion) -> None:
    refuse_unless_asking(question.event)
    if question.state == State.ANSWERED:
        raise WrongState(_("Diese Frage ist schon besprochen."))


def _count(question: LiveQuestion, step: int) -> None:
    LiveQuestion.objects.filter(pk=question.pk).update(supports=F("supports") + step)
    _changed(question.event)


@transaction.atomic
def move_question(*, question: LiveQuestion, to: str, by: Any) -> None:
    """Put a question on its next place; what was live before counts as discussed."""
    # Takes the lock of the event: of two people who moderate, one comes after the other.
    _changed(question.event)
    if to == State.LIVE:
        LiveQuestion.objects.filter(event=question.event, state=State.LIVE).exclude(
            pk=question.pk
        ).update(state=State.ANSWERED)
    _move(question, to, by)


@transaction.atomic
def hide_question(
    *, question: LiveQuestion, reason: str, explanation: str, by: Any, at: datetime
) -> None:
    """Take a question off all screens, with a reason that its author can object to."""
    _changed(question.event)
    _move(question, State.HIDDEN, by)
    if not question.contribution.is_hidden:
        hide_contribution(
            contribution=question.contribution,
            reason=reason,
            explanation=explanation,
            by=by,
            at=at,
        )


@transaction.atomic
def show_question(*, question: LiveQuestion, by: Any, at: datetime) -> None:
    """Put a hidden question back among the new ones."""
    _changed(question.event)
    if question.state == State.HIDDEN:
        _move(question, State.NEW, by)
    if question.contribution.is_hidden:
        unhide_contribution(
            contribution=question.contribution,
            explanation=_("In der Veranstaltung wieder eingeblendet."),
            by=by,
            at=at,
        )


@transaction.atomic
def take_questions(*, event: Event, takes: bool, by: Any) -> None:
    """Open the live room for questions, or close it; what was asked stays readable."""
    if takes and (not event.is_public or event.is_cancelled):
        raise WrongState(
            _("Fragen sind nur in einer veröffentlichten Veranstaltung möglich, die stattfindet.")
        )
    if (
        Event.objects.filter(pk=event.pk)
        .exclude(takes_questions=takes)
        .update(takes_questions=takes)
    ):
        _changed(event)
        changes = {"takes_questions": [not takes, takes]}
        audit.record(by=by, verb="take_questions", subject=event, changes=changes)
    event.takes_questions = takes


def _move(question: LiveQuestion, to: str, by: Any) -> None:
    old = State(question.state)
    if to not in LiveQuestion.TRANSITIONS[old]:
        raise WrongState(
            _("Von „%(old)s“ kann diese Frage nicht auf „%(new)s“ gesetzt werden.")
            % {"old": old.label, "new": State(to).label}
        )
    if not LiveQuestion.objects.filter(pk=question.pk, state=old).update(state=to):
        raise WrongState(_("Jemand anderes hat diese Frage gerade schon eingeordnet."))
    question.state = to
    changes = {"state": [str(old), str(to)]}
    audit.record(by=by, verb="move_question", subject=question, changes=changes)


def _changed(event: Event) -> None:
    """Let every screen know that there is something to look at."""
    Event.objects.filter(pk=event.pk).update(live_version=F("live_version") + 1)
