"""The history of a profile, field by field, as colleagues read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import FieldDoesNotExist
from django.db.models import QuerySet
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measures.models import FieldChange, Measure
from smartregion.core.worddiff import compare

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


@dataclass(frozen=True)
class ChangeLine:
    """One field that somebody changed; both texts carry marks where they differ."""

    at: datetime
    by: str
    field: str
    old: str
    new: str


def changes_of(measure: Measure, *, field: str = "") -> QuerySet[FieldChange]:
    """All changes, the latest first, or those of one field."""
    changes = measure.field_changes.select_related("by")
    return changes.filter(field=field) if field else changes


def change_lines(changes: Iterable[FieldChange]) -> list[ChangeLine]:
    return [_line(each) for each in changes]


def _line(change: FieldChange) -> ChangeLine:
    old, new = paragraphs(change.old), paragraphs(change.new)
    if old and new:
        compared = compare(old, new)
        old, new = compared.old, compared.new
    by = str(change.by) if change.by else _("automatisch")
    return ChangeLine(change.at, by, name_of(change.field), old, new)


def paragraphs(words: str) -> str:
    """Words of a form as HTML, a paragraph for each line."""
    return format_html_join("", "<p>{}</p>", ((line,) for line in words.splitlines()))


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
