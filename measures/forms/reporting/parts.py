"""What every part of a report has in common: the fields it adds to the form, and how they are read.

Where something that was typed cannot be taken, what was stored before holds.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from measures.queries.reporting import Sheet

FUTURE = _("Dieser Tag liegt in der Zukunft.")


@dataclass(frozen=True)
class Question:
    """What is asked about one promise, milestone, indicator or cost line, for the template."""

    subject: Any
    fields: list[BoundField]
    # What the profile knows of it, in words.
    known: str = ""
    # Nothing has been said of it, and nothing is expected yet: it may be folded away.
    is_later: bool = False


class ReportPart(ABC):
    """One part of the form of a report, made from the sheet of its measure."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    @abstractmethod
    def fields(self) -> Iterator[tuple[str, forms.Field]]:
        """Name and field, in the order of the page."""

    @abstractmethod
    def initial(self) -> dict[str, Any]:
        """What stands in the fields when the form is opened, by name."""

    @abstractmethod
    def check(self, form: forms.Form) -> None:
        """Put on the form what does not go together."""

    @abstractmethod
    def said(self, form: forms.Form) -> Any:
        """What was reported, as measures/figures.py keeps it."""

    @abstractmethod
    def questions(self, form: forms.Form) -> list[Question]:
        """The fields by what they ask about."""


def given_in(form: forms.Form, *names: str) -> list[Any] | None:
    """What was typed into these fields; None where one of them could not be taken."""
    if any(name in form.errors for name in names):
        return None
    return [form.cleaned_data.get(name) for name in names]
