"""What a measure is found by: its words as stems, kept in a column of its own."""

from typing import Any

from django.db import models

from smartregion.core.richtext import plain_text
from smartregion.core.stems import stems_of

# What weighs most when a word is found in it comes first.
ZONES = (("number", "title"), ("summary", "target_groups"), ("body", "appraisal"))


class SearchWordsField(models.TextField):  # type: ignore[type-arg]
    """The stems of a measure's texts, one line for each zone, each stem between blanks.

    So every database finds the same. It is written whenever the row is saved or made in bulk; whoever
    changes the texts by ``bulk_update`` names this column, too.
    """

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: ARG002
        words = search_words(model_instance)
        setattr(model_instance, self.attname, words)
        return words

    def deconstruct(self) -> Any:
        """For migrations it is any text: the database knows nothing of stems."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs


def search_words(measure: Any) -> str:
    """What the column holds for this measure; also for one that a migration reads."""
    lines = []
    for names in ZONES:
        written = " ".join(getattr(measure, name) for name in names)
        lines.append(f" {' '.join(stems_of(plain_text(written)))} ")
    return "\n".join(lines)
