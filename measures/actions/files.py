"""Files and links of a measure: laid beside it, shown to everybody or not, taken away."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from measures.actions.history import in_german, note
from measures.models import Measure, MeasureFile
from participation.contributions.actions.materials import remove_material
from participation.contributions.models import Material
from smartregion.core.audit import record


@transaction.atomic
def lay_beside(
    *, measure: Measure, lay_out: Callable[[], Material], by: Any, at: datetime
) -> Material:
    """Lay a file or link beside a measure; ``lay_out`` does it as for topics and events."""
    laid = lay_out()
    note(measure=measure, by=by, at=at, field="files", old="", new=_in_words(laid))
    return laid


@transaction.atomic
def show_file(*, file: MeasureFile, is_public: bool, by: Any, at: datetime) -> None:
    """Let everybody see it, or only the office; said twice it is still once."""
    old = _in_words(file)
    file.is_public = is_public
    file.save(update_fields=["is_public"])
    note(measure=file.measure, by=by, at=at, field="files", old=old, new=_in_words(file))
    record(by=by, verb="show_file", subject=file, changes={"is_public": is_public})


@transaction.atomic
def remove_file(*, file: MeasureFile, by: Any, at: datetime) -> None:
    """Take it away for good."""
    note(measure=file.measure, by=by, at=at, field="files", old=_in_words(file), new="")
    remove_material(material=file, by=by)


def _in_words(file: Any) -> str:
    """As the history tells it: what it is called, and who sees it."""
    return in_german(
        lambda: (
            _("%(title)s, %(seen_by)s")
            % {
                "title": file.title,
                "seen_by": _("öffentlich") if file.is_public else _("nur Mitarbeitende"),
            }
        )
    )
