"""Letters with codes, reminders, and saying no to them."""

from typing import Any

from participation.surveys.models import Survey
from tests.architecture.access.table import Row, only, public

BUILDERS = ("strategy_office", "editor", "administration")


def with_codes() -> dict[str, Any]:
    return {"slug": Survey.objects.get(mode=Survey.Mode.CODE).slug}


TABLE: dict[str, Row] = {
    "surveys:letters": only(*BUILDERS, where=with_codes),
    "surveys:reminders": only(*BUILDERS, where=with_codes),
    "surveys:no_reminder": public(where=with_codes),
}
