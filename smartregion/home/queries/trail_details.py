"""What an entry of the audit trail tells beside its verb, in the words and formats of its readers."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Model
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from participation.models import Topic
from participation.surveys.privacy.retention import RULES
from smartregion.core.numbers import number
from smartregion.home.verbs.details import COLUMNS, ENDS, LABELS, MOVES, READ

# As ``isoformat`` writes them: 2027-02-20, 2027-02-20T18:00:00+01:00.
DAY = re.compile(r"\d{4}-\d\d-\d\d")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d[\d:.+Z-]*")
# A key without a value, as actions write it that tell only which fields they changed.
ONLY_NAMES = ("", "changed")


def details(model: type[Model] | None, changes: Mapping[str, Any]) -> str:
    """One line for all of it; asks the database for nothing."""
    if changes and all(value in ONLY_NAMES for value in changes.values()):
        changes = {"fields": list(changes)}
    if set(changes) == {"kind", "number"}:
        # What the night removed: "Zugangscodes: 312".
        return f"{_words(model, 'kind', changes['kind'])}: {number(changes['number'])}"
    told = (
        f"{label_of(model, name)}: {_told(model, name, value)}"
        for name, value in changes.items()
        if value not in ("", [], {})
    )
    return "; ".join(told)


def label_of(model: type[Model] | None, name: str) -> str:
    """What a column is called on its page, or what a detail is called here; else its name."""
    field = _field(model, name)
    if field is not None and isinstance(field.verbose_name, Promise):
        return str(field.verbose_name)
    return str(LABELS.get(name, name))


def _told(model: type[Model] | None, name: str, value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(
            f"{label_of(model, key)} {_told(model, key, each)}" for key, each in value.items()
        )
    if isinstance(value, list):
        if name in ("fields", "names"):
            return ", ".join(label_of(model, str(each)) for each in value)
        arrow = " → " if name in MOVES else ", "
        return arrow.join(_told(model, name, each) for each in value)
    if value is None:
        return _("unbefristet") if name in ENDS else "–"
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    if isinstance(value, int | float):
        return number(value)
    return _words(model, name, str(value))


def _words(model: type[Model] | None, name: str, value: str) -> str:
    if DAY.fullmatch(value):
        return date_format(date.fromisoformat(value), "SHORT_DATE_FORMAT")
    if MOMENT.fullmatch(value):
        moment = timezone.localtime(datetime.fromisoformat(value))
        return date_format(moment, "SHORT_DATETIME_FORMAT")
    if name == "what":
        kind, _space, rest = value.partition(" ")
        return f"{READ.get(kind, kind)} {rest}".strip()
    return str(_choices(model, COLUMNS.get(name, name)).get(value, value))


@cache
def _choices(model: type[Model] | None, name: str) -> dict[str, Any]:
    """What the values of a column are called: of the thing itself, or of what hangs on it in its room."""
    if model is None:
        return {}
    if name == "allows":
        return dict(Topic.Act.choices)
    found: dict[str, Any] = {}
    if name == "kind":
        found = {rule.kind: rule.label for rule in RULES}
    for each in reversed([model, *_beside(model)]):
        field = _field(each, name)
        if field is not None and field.choices:
            found |= dict(field.flatchoices)
    return found


def _beside(model: type[Model]) -> Iterator[type[Model]]:
    yield from apps.get_app_config(model._meta.app_label).get_models()


def _field(model: type[Model] | None, name: str) -> "Field[Any, Any] | None":
    try:
        field = model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None
    return field if isinstance(field, Field) else None
