"""Where contributions lie, for roles that are held for one field of action or one municipality."""

from collections.abc import Iterator

from participation.contributions.models import Contribution
from smartregion.accounts.models import ScopeKind
from smartregion.accounts.slots import Scope
from strategy.scopes import around_field


def around_contribution(contribution: Contribution) -> Iterator[Scope]:
    """The fields of action that it is about, and the municipality from which it comes.

    ``ContributionQuerySet.within`` says the same for many.
    """
    yield from around_field(*contribution.elements.select_related("successor"))
    if contribution.municipality_id:
        yield str(ScopeKind.MUNICIPALITY), str(contribution.municipality_id)
