"""A condition built by choosing: statements about earlier answers, joined by "and" or "or"."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from participation.surveys import actions
from participation.surveys.condition_words import Statement, statements_about
from participation.surveys.conditions import Comparison, Condition, Every, Not, Some, parse
from participation.surveys.models import Page, Question

MOST_LINES = 8
JOINS = [("all", _("Alle Aussagen treffen zu")), ("any", _("Mindestens eine Aussage trifft zu"))]


class StatementForm(forms.Form):
    """One statement, which may be turned round; left empty it is not there."""

    statement = forms.ChoiceField(label=_("Antwort"), required=False)
    value = forms.CharField(
        label=_("Wert"),
        required=False,
        max_length=100,
        help_text=_("Nur bei Aussagen mit „…“, zum Beispiel eine Zahl"),
    )
    is_negated = forms.BooleanField(label=_("trifft nicht zu"), required=False)

    def __init__(self, *args: Any, questions: Sequence[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.statements = {
            each.key: each for question in questions for each in statements_about(question)
        }
        groups = [
            (str(question), [(each.key, each.label) for each in statements_about(question)])
            for question in questions
        ]
        self.fields["statement"].choices = [("", _now("keine")), *groups]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Statement | None:
        return self.statements.get(self.cleaned_data.get("statement", ""))

    def clean(self) -> dict[str, Any]:
        chosen = self.chosen
        if chosen and chosen.asks_value and "value" in self.cleaned_data:
            try:
                self.cleaned_data["value"] = chosen.read_value(self.cleaned_data["value"])
            except forms.ValidationError as refusal:
                self.add_error("value", refusal)
        return self.cleaned_data

    def part(self) -> Condition | None:
        if self.chosen is None:
            return None
        comparison = self.chosen.comparison(self.cleaned_data["value"])
        return Not(comparison) if self.cleaned_data["is_negated"] else comparison


class ConditionForm(forms.Form):
    """When a page or a question is shown."""

    join = forms.ChoiceField(
        label=_("Gezeigt, wenn"), choices=JOINS, widget=forms.RadioSelect, initial="all"
    )

    def __init__(
        self,
        data: Any = None,
        *,
        thing: Page | Question,
        questions: Sequence[Question],
    ) -> None:
        condition = parse(thing.condition) if thing.condition else None
        self.is_deep = condition is not None and not is_flat(condition)
        super().__init__(data, initial={"join": "any" if isinstance(condition, Some) else "all"})
        self.thing = thing
        lines = [] if self.is_deep else [_line(part) for part in _parts(condition)]
        self.lines: Any = forms.formset_factory(StatementForm, extra=0, max_num=MOST_LINES)(
            data,
            prefix="lines",
            initial=[*lines, *[{}] * max(3 - len(lines), 1)],
            form_kwargs={"questions": questions},
        )

    def is_valid(self) -> bool:
        return all([super().is_valid(), self.lines.is_valid()])

    def condition(self) -> Condition | None:
        parts = tuple(part for form in self.lines if (part := form.part()) is not None)
        if not parts:
            return None
        return Some(parts) if self.cleaned_data["join"] == "any" else Every(parts)

    def save(self, *, by: Any) -> None:
        condition = self.condition()
        document = condition.to_json() if condition else None
        actions.set_condition(thing=self.thing, condition=document, by=by)


def is_flat(condition: Condition) -> bool:
    """Whether the form can show it: statements, some turned round, joined once."""
    return all(
        isinstance(part, Comparison)
        or (isinstance(part, Not) and isinstance(part.part, Comparison))
        for part in _parts(condition)
    )


def _parts(condition: Condition | None) -> Iterable[Condition]:
    if condition is None:
        return ()
    return condition.parts if isinstance(condition, Every | Some) else (condition,)


def _line(part: Condition) -> dict[str, Any]:
    comparison = part.part if isinstance(part, Not) else part
    assert isinstance(comparison, Comparison)  # noqa: S101 - is_flat has seen to it
    is_choice = comparison.op in ("is", "contains")
    value = "" if comparison.value is None else str(comparison.value)
    own = "|".join((comparison.question, comparison.row, comparison.op))
    return {
        # A chosen answer is part of the key; a number stands in its own field.
        "statement": f"{own}|{value}" if is_choice else f"{own}|",
        "value": "" if is_choice else value,
        "is_negated": isinstance(part, Not),
    }
