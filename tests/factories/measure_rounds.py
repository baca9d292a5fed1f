"""Rounds of rating, as the steps of a measure need them."""

from measures.models import Ballot, Criterion, Measure, Prioritisation, Score
from tests.factories.accounts import UserFactory
from tests.factories.dates import NOON


def rated(measure: Measure, *, raters: int = 2) -> Prioritisation:
    """A round that holds the measure, in which so many people have handed in what they give it."""
    number = Prioritisation.objects.count() + 1
    held = Prioritisation.objects.create(
        strategy=measure.strategy,
        title=f"Runde {number}",
        slug=f"runde-{number}",
        state=Prioritisation.State.OPEN,
        created_at=NOON,
    )
    held.measures.add(measure)
    benefit = Criterion.objects.create(prioritisation=held, name="Wirkung", weight=100)
    for _each in range(raters):
        rater = UserFactory()
        Ballot.objects.create(prioritisation=held, rater=rater, handed_in_at=NOON)
        Score.objects.create(criterion=benefit, measure=measure, rater=rater, value=4, at=NOON)
    return held
