"""Projects of working groups that may become measures."""

from typing import Any

from participation.models import ProjectProfile
from tests.architecture.access.table import Row, only

MANAGERS = ("strategy_office", "editor", "administration")


def project() -> dict[str, Any]:
    return {"pk": ProjectProfile.objects.filter(contribution__isnull=False).earliest("pk").pk}


TABLE: dict[str, Row] = {
    "measures:project_list": only(*MANAGERS),
    "measures:project_propose": only(*MANAGERS, where=project),
}
