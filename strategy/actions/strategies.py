"""Title and period of a strategy."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from smartregion.core import audit
from smartregion.core.errors import WrongState
from strategy.models import Strategy
from strategy.queries import is_wording_fixed

# These stand in the wording that is frozen, so its checksum speaks for them, too.
FROZEN_WITH_THE_WORDING = ("title", "period_start", "period_end")


@transaction.atomic
def save_strategy(*, strategy: Strategy, title_en: str, by: Any) -> None:
    """Change title and period; once a version is shown or adopted only the translation."""
    stored = Strategy.objects.select_for_update().get(pk=strategy.pk)
    changed = [
        name for name in FROZEN_WITH_THE_WORDING if getattr(stored, name) != getattr(strategy, name)
    ]
    if changed and is_wording_fixed(stored):
        raise WrongState(
            _("Titel und Laufzeit stehen im Wortlaut einer Fassung, die nicht mehr änderbar ist.")
        )
    english = {**strategy.translations.get("en", {}), "title": title_en}
    strategy.translations = {**strategy.translations, "en": english}
    strategy.save()
    audit.record(
        by=by, verb="save_strategy", subject=strategy, changes=dict.fromkeys(changed, "changed")
    )
