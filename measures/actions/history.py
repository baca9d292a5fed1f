"""Who changed what in a profile, and how it read before: the history of each field, in words.

Words and not values: whoever looks years later reads the names of that day, also of an office that
was renamed since. They are German, whatever language the page was in.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django.conf import settings
from django.utils.translation import override

from measures.models import FieldChange, Measure
from measures.words import as_text

T = TypeVar("T")


def note(
    *, measure: Measure, by: Any, at: datetime, field: str, old: Any, new: Any
) -> FieldChange | None:
    """Keep what one field said and says now; nothing where both read the same.

    ``field`` is the name of a field of ``Measure``, or of what hangs on it: milestones, cost_lines.
    What is added has no old words, what is taken away no new ones.
    """
    before, after = in_german(lambda: as_text(old)), in_german(lambda: as_text(new))
    if before == after:
        return None
    actor = by if getattr(by, "is_authenticated", False) else None
    return FieldChange.objects.create(
        measure=measure, field=field, old=before, new=after, by=actor, at=at
    )


def field_in_words(measure: Measure, name: str) -> str:
    """What one field of a measure says: a choice by its label, several things by their names."""
    value = getattr(measure, name)
    column = Measure._meta.get_field(name)
    if column.many_to_many or column.one_to_many:
        return in_german(lambda: as_text(sorted(str(each) for each in value.all())))
    label = getattr(measure, f"get_{name}_display", None)
    return in_german(lambda: as_text(label() if label else value))


def in_german(say: Callable[[], T]) -> T:
    """What is said, in the language of the office."""
    with override(settings.LANGUAGE_CODE):
        return say()
