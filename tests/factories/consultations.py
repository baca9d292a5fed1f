"""Drafts that are out for consultation at ``DAY``, and comments on their passages."""

from datetime import date, timedelta
from typing import Any

import factory

from participation.consultations.drafts import Draft, Spot, draft_of
from participation.consultations.models import Comment
from participation.contributions.models import Answer, Contribution
from smartregion.core.snapshots import freeze
from strategy.models import Element, ElementText, StrategyVersion
from strategy.queries import wording_of
from tests.factories.contributions import AnswerFactory, ContributionFactory
from tests.factories.dates import DAY, NOON
from tests.factories.strategy import ElementTextFactory, VersionFactory

State = StrategyVersion.State
BODY = (
    "<h3>Ausgangslage</h3><p>Der Bus fährt zweimal am Tag.</p><p>Viele Wege enden am Bahnhof.</p>"
)


def consulted_version(
    *,
    starts_on: date = DAY - timedelta(days=7),
    ends_on: date = DAY + timedelta(days=7),
    **version: Any,
) -> StrategyVersion:
    """A whole small draft in consultation: vision, guideline, and a field with its objective."""
    made: StrategyVersion = VersionFactory(**version)
    ElementTextFactory(version=made, kind=Element.Kind.VISION, title="Nah dran")
    ElementTextFactory(version=made, kind=Element.Kind.GUIDELINE, title="offen", number="L1")
    field = ElementTextFactory(
        version=made, kind=Element.Kind.FIELD, title="Mobilität", number="HF1", body=BODY
    )
    ElementTextFactory(version=made, kind=Element.Kind.OBJECTIVE, parent=field, title="Takt")
    made.state = State.CONSULTATION
    made.consultation_from, made.consultation_until = starts_on, ends_on
    freeze_again(made)
    return made


def freeze_again(version: StrategyVersion) -> None:
    """Another round: the wording as it stands now is what people talk about from here on."""
    version.snapshot = freeze(
        kind="strategy_version", subject=str(version), content=wording_of(version), by=None, at=NOON
    )
    version.content_sha256 = version.snapshot.sha256
    version.save()


def draft_in(version: StrategyVersion) -> Draft:
    assert version.snapshot
    return draft_of(version.snapshot)


def field_of(version: StrategyVersion) -> ElementText:
    return version.texts.get(element__kind=Element.Kind.FIELD)


def spot_in(version: StrategyVersion, paragraph: int | None = 1) -> Spot:
    """A paragraph of the field of action (below a heading, which does not count), or the field as a whole."""
    spot = draft_in(version).spot(field_of(version).element_id, paragraph)
    assert spot
    return spot


class CommentFactory(factory.django.DjangoModelFactory):
    """A comment on the draft as a whole, or ``CommentFactory(version=…, spot=…, text="…")``."""

    class Meta:
        model = Comment

    @classmethod
    def _create(cls, model_class: type[Comment], *args: Any, **kwargs: Any) -> Comment:
        version = kwargs.pop("version", None) or consulted_version()
        spot: Spot = kwargs.pop("spot", Spot())
        element, paragraph = spot.key
        kwargs.setdefault("channel", Contribution.Channel.COMMENT)
        contribution = ContributionFactory(**kwargs)
        contribution.elements.set([element] if element else [])
        return model_class.objects.create(
            contribution=contribution,
            version=version,
            snapshot=version.snapshot,
            element_id=element,
            paragraph=paragraph,
            quote=spot.quote,
        )


def considered(comment: Comment, decision: str = Answer.Decision.ADOPTED, **answer: Any) -> Answer:
    """Weigh a comment, as the office would."""
    state = Answer.STATE_AFTER[Answer.Decision(decision)]
    Contribution.objects.filter(pk=comment.pk).update(state=state)
    made: Answer = AnswerFactory(
        contribution=comment.contribution, state=state, decision=decision, **answer
    )
    return made
