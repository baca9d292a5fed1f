"""Writing minutes: what stands above them, and each point with what it is about."""

import re
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from participation.contributions.forms.fields import WordsField
from participation.contributions.models import Contribution
from participation.events.actions.minutes import add_point, change_intro, change_point
from participation.events.models import Event, MinutePoint, Minutes
from strategy.models import Element

UUID_IN_LINE = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


class IntroForm(forms.Form):
    """What stands above the points."""

    intro = forms.CharField(
        label=_("Einleitung"),
        required=False,
        max_length=4000,
        help_text=_("Zum Beispiel: wer eingeladen hat, wie viele da waren, worum es ging."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    lock_version = forms.IntegerField(widget=forms.HiddenInput)

    def save(self, minutes: Minutes, *, by: Any) -> None:
        change_intro(minutes=minutes, by=by, **self.cleaned_data)


class QuestionChoice(forms.ModelMultipleChoiceField[Contribution]):
    """Questions of the live room by their words."""

    def label_from_instance(self, contribution: Any) -> str:
        return str(contribution.excerpt)


class PointForm(forms.Form):
    """One point: a result or a demand in a few sentences, and where it comes from."""

    text = WordsField(
        label=_("Punkt"),
        help_text=_("Ein Ergebnis, eine Forderung oder eine offene Frage. Bitte ohne Namen."),
        rows=5,
    )
    elements = forms.ModelMultipleChoiceField(
        Element.objects.none(),
        label=_("Handlungsfelder"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    questions = QuestionChoice(
        Contribution.objects.none(),
        label=_("Fragen aus der Veranstaltung"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    addresses = forms.CharField(
        label=_("Weitere Beiträge, um die es ging"),
        required=False,
        max_length=4000,
        help_text=_("Adressen von Beiträgen, eine je Zeile, zum Beispiel aus dem Forum kopiert."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    lock_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, event: Event, by: Any, point: MinutePoint | None = None, **kwargs: Any
    ) -> None:
        self.by, self.point = by, point
        asked = Contribution.objects.filter(live_question__event=event, is_hidden=False)
        if point:
            kwargs["initial"] = _as_typed(point, asked)
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["elements"].queryset = Element.objects.fields_of_action()
        fields["questions"].queryset = asked.order_by("written_at")
        if not asked.exists():
            del self.fields["questions"]

    def clean_addresses(self) -> list[Contribution]:
        """The contributions behind the addresses; a line without one is named."""
        lines = [line.strip() for line in self.cleaned_data["addresses"].splitlines()]
        return [self._named(line) for line in lines if line]

    def _named(self, line: str) -> Contribution:
        numbers = UUID_IN_LINE.findall(line)
        readable = Contribution.objects.visible_to(self.by)
        found = readable.filter(pk=UUID(numbers[-1])).first() if numbers else None
        if found is None:
            raise ValidationError(
                _("Unter dieser Adresse gibt es keinen Beitrag: %(line)s"),
                params={"line": line[:200]},
            )
        return found

    def save(self, minutes: Minutes) -> None:
        values = dict(self.cleaned_data)
        about = [*values.pop("questions", ()), *values.pop("addresses")]
        lock_version = values.pop("lock_version")
        if self.point is None:
            add_point(minutes=minutes, about=about, by=self.by, **values)
        else:
            change_point(
                point=self.point, about=about, lock_version=lock_version or 0, by=self.by, **values
            )


def _as_typed(point: MinutePoint, asked: Any) -> dict[str, Any]:
    """A stored point as it stands in the form."""
    about = list(point.about.all())
    questions = set(asked.filter(pk__in=[one.pk for one in about]).values_list("pk", flat=True))
    others = [one.get_absolute_url() for one in about if one.pk not in questions]
    return {
        "text": point.text,
        "elements": point.elements.all(),
        "questions": questions,
        "addresses": "\n".join(others),
        "lock_version": point.lock_version,
    }
