"""Columns of models that keep a promise about what they hold."""

from typing import Any

from django.db import models

from smartregion.core.richtext import clean


class FormattedTextField(models.TextField):  # type: ignore[type-arg]
    """Formatted text that is cleaned however it is written: save, bulk_create, bulk_update, update."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Let the object in memory hold the same text as the row."""
        value = clean(super().pre_save(model_instance, add) or "")
        setattr(model_instance, self.attname, value)
        return value

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        # Expressions come from our own code; what they copy was cleaned when it was written.
        return super().get_db_prep_save(
            clean(value) if isinstance(value, str) else value, connection
        )

    def deconstruct(self) -> Any:
        """For migrations it is any text: the database knows nothing of this promise."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs
