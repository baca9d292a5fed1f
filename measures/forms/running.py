"""Which reports of a running cycle the office wants to see."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from measures.models import Assessment
from measures.queries.running import OFFICE, RunningLine

ALL = ("", _("alle"))
AWAITED = "awaited"
Choices = list[tuple[Any, Any]]


class RunningFilter(forms.Form):
    """By state, field and person; a choice that makes no sense is said and left out."""

    state = forms.ChoiceField(label=_("Meldung"), required=False)
    field = forms.ChoiceField(label=_("Handlungsfeld"), required=False)
    askee = forms.ChoiceField(label=_("Gefragt ist"), required=False)

    def __init__(self, *args: Any, lines: list[RunningLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._lines = lines
        self._offer("state", _states(lines))
        self._offer(
            "field", sorted({(line.field_key, line.field_name) for line in lines}, key=_label)
        )
        self._offer("askee", _askees(lines))

    @property
    def is_active(self) -> bool:
        return any(self._wanted.values())

    @property
    def found(self) -> list[RunningLine]:
        """The lines that are wanted, by number."""
        return [line for line in self._lines if self._fits(line)]

    @cached_property
    def _wanted(self) -> dict[str, Any]:
        self.is_valid()
        return self.cleaned_data

    def _fits(self, line: RunningLine) -> bool:
        state, field, askee = (self._wanted.get(name) for name in ("state", "field", "askee"))
        is_in_state = line.is_awaited if state == AWAITED else line.state == state
        return (
            (not state or is_in_state)
            and (not field or line.field_key == field)
            and (not askee or line.askee == askee)
        )

    def _offer(self, name: str, choices: Choices) -> None:
        field: Any = self.fields[name]
        field.choices = [ALL, *choices]


def _states(lines: Iterable[RunningLine]) -> Choices:
    """Those that occur, in the order of a report's way; what is awaited first, in one."""
    there = {line.state for line in lines}
    single = [(state.value, state.label) for state in Assessment.State if state in there]
    return [(AWAITED, _("steht noch aus")), *single]


def _askees(lines: Iterable[RunningLine]) -> Choices:
    """By name, the office last."""
    people = {(line.askee, line.askee_name) for line in lines if line.askee_name}
    office = any(line.askee == OFFICE for line in lines)
    last: Choices = [(OFFICE, _("Stabsstelle"))] if office else []
    return [*sorted(people, key=_label), *last]


def _label(choice: tuple[str, str]) -> str:
    return choice[1].casefold()
