"""The history of a profile, field by field, as colleagues read it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measures.models import FieldChange, Measure

# What hangs on a measure, or is called otherwise in the form than in the model.
NAMES = {
    "audiences": gettext_lazy("Lebenslagen"),
    "cost_lines": gettext_lazy("Kosten"),
    "dependencies": gettext_lazy("Abhängigkeiten"),
    "evidence": gettext_lazy("Zahlen aus Umfragen"),
    "files": gettext_lazy("Dateien"),
    "further_fields": gettext_lazy("Weitere Handlungsfelder"),
    "grants": gettext_lazy("Fördermittel"),
    "guidelines": gettext_lazy("Beitrag zu den Leitlinien"),
    "indicators": gettext_lazy("Kennzahlen"),
    "merged_from": gettext_lazy("Zusammengeführt"),
    "milestones": gettext_lazy("Meilensteine"),
    "municipalities": gettext_lazy("Gemeinden"),
    "origins": gettext_lazy("Herkunft"),
    "parties": gettext_lazy("Beteiligte"),
    "risks": gettext_lazy("Risiken"),
}
# Longer texts are compared word by word, the others stand side by side.
SIDE_BY_SIDE = 80


@dataclass(frozen=True)
class ChangeLine:
    """One field that somebody changed."""

    at: datetime
    by: str
    field: str
    old: str
    new: str

    @property
    def is_long(self) -> bool:
        """Whether one looks for the difference instead of reading both."""
        return bool(self.old and self.new) and max(len(self.old), len(self.new)) > SIDE_BY_SIDE


def changes_of(measure: Measure, *, field: str = "") -> QuerySet[FieldChange]:
    """All changes, the latest first, or those of one field."""
    changes = measure.field_changes.select_related("by")
    return changes.filter(field=field) if field else changes


def change_lines(changes: Any) -> list[ChangeLine]:
    return [
        ChangeLine(
            at=each.at,
            by=str(each.by) if each.by else _("automatisch"),
            field=name_of(each.field),
            old=each.old,
            new=each.new,
        )
        for each in changes
    ]


def changed_fields(measure: Measure) -> list[tuple[str, str]]:
    """The fields that have a history, with their names, by the alphabet."""
    fields = measure.field_changes.order_by().values_list("field", flat=True).distinct()
    return sorted(((field, name_of(field)) for field in fields), key=lambda each: each[1])


def name_of(field: str) -> str:
    """What a field is called in the form."""
    if field in NAMES:
        return str(NAMES[field])
    try:
        column = Measure._meta.get_field(field)
    except FieldDoesNotExist:
        # Of a field that a later version of this software no longer has.
        return field
    return str(getattr(column, "verbose_name", field))
