"""Who answers for each field of action, on one page."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from measures.actions.field_leads import set_field_leads
from measures.queries.field_leads import FieldLine, possible_leads
from smartregion.accounts.models import User

# No person has this key.
NOBODY = 0


class FieldLeadsForm(forms.Form):
    """One choice for each field; only those that were changed here are written."""

    def __init__(self, *args: Any, lines: Sequence[FieldLine], on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = {_name(line): line for line in lines}
        people = list(possible_leads(on=on))
        for name, line in self.lines.items():
            self.fields[name] = _choice(line, people)

    @property
    def rows(self) -> list[tuple[FieldLine, forms.BoundField]]:
        return [(line, self[name]) for name, line in self.lines.items()]

    def save(self, *, by: Any) -> int:
        """How many leads are different now."""
        people = User.objects.in_bulk(set(self.cleaned_data.values()))
        changed = [name for name in self.lines if name in self.changed_data]
        leads = {self.lines[name].field: people.get(self.cleaned_data[name]) for name in changed}
        return set_field_leads(leads=leads, by=by)


def _name(line: FieldLine) -> str:
    return f"lead-{line.field.pk.hex}"


def _choice(line: FieldLine, people: Sequence[User]) -> forms.TypedChoiceField:
    """Whoever leads it now stays to be seen, even if they could not be chosen today."""
    known = [line.person] if line.person and line.person not in people else []
    choices = [(person.pk, str(person)) for person in (*known, *people)]
    return forms.TypedChoiceField(
        label=line.field.name_with_number,
        choices=[(NOBODY, _("niemand")), *choices],
        coerce=int,
        # As text, as it comes back: otherwise everything would look changed.
        initial=str(line.person.pk if line.person else NOBODY),
    )
