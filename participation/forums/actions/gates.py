"""Saying why something cannot be done in a topic now."""

from datetime import datetime

from django.utils.translation import gettext as _

from participation.forums.models import Topic
from smartregion.core.errors import WrongState


def refuse_unless_allowed(topic: Topic, act: Topic.Act, at: datetime) -> None:
    """Say why people cannot do this in the topic at this moment: its window, or its stage."""
    if objection := objection_to(topic, act, at):
        raise WrongState(objection)


def objection_to(topic: Topic, act: Topic.Act, at: datetime) -> str:
    """Why people cannot do this in the topic at this moment; empty where they can."""
    if topic.allows(act, at):
        return ""
    return _closed(topic.phase(at)) or _not_in_stage(topic, act, at)


def refuse_what_is_over(topic: Topic, at: datetime) -> None:
    """Say why nothing can be added to a topic any more, or not yet, even for days gone by."""
    phase = topic.phase(at)
    if phase in (Topic.Phase.OPEN, Topic.Phase.EVALUATION) and not topic.forum.is_archived(at):
        return
    raise WrongState(_closed(phase))


def _closed(phase: Topic.Phase) -> str:
    """Why nobody may do anything in a topic of this phase; nothing while it is open."""
    sentences = {
        Topic.Phase.DRAFT: _("Dieses Thema ist noch nicht veröffentlicht."),
        Topic.Phase.PLANNED: _("Dieses Thema ist noch nicht geöffnet."),
        Topic.Phase.EVALUATION: _(
            "Dieses Thema nimmt keine Beiträge mehr an; es wird ausgewertet."
        ),
        Topic.Phase.CLOSED: _("Dieses Thema ist abgeschlossen und nimmt keine Beiträge mehr an."),
    }
    return sentences.get(phase, "")


def _not_in_stage(topic: Topic, act: Topic.Act, at: datetime) -> str:
    stage = topic.stage(at)
    if stage is None:
        return _("Der erste Abschnitt dieses Themas hat noch nicht begonnen.")
    sentences = {
        Topic.Act.POST: _("Im Abschnitt „%(stage)s“ kommen keine neuen Beiträge hinzu."),
        Topic.Act.REPLY: _("Im Abschnitt „%(stage)s“ wird nicht auf Beiträge geantwortet."),
        Topic.Act.SUPPORT: _("Im Abschnitt „%(stage)s“ werden Beiträge nicht unterstützt."),
    }
    return sentences[act] % {"stage": stage.title}
