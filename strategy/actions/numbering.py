"""Counting the elements of a version anew."""

from typing import Any

from django.db import transaction
from django.db.models import F

from smartregion.core import audit
from strategy.actions.texts import hold_editable, name_elements
from strategy.models import ElementText, StrategyVersion
from strategy.queries import renumbering


@transaction.atomic
def renumber(*, version: StrategyVersion, by: Any) -> int:
    """Number all texts as they stand on the page; returns how many numbers changed."""
    hold_editable(version)
    changed = renumbering(version)
    texts = [new.text for new in changed]
    rows = ElementText.objects.filter(pk__in=[text.pk for text in texts])
    # No number may stand twice, not even on the way. Whoever has a text open is told that it changed.
    rows.update(number="", lock_version=F("lock_version") + 1)
    for new in changed:
        new.text.number = new.number
    ElementText.objects.bulk_update(texts, ["number"])
    name_elements(texts)
    numbers = {str(new.text.element_id): new.number for new in changed}
    audit.record(by=by, verb="renumber", subject=version, changes={"numbers": numbers})
    return len(changed)
