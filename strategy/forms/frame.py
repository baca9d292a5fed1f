"""A document of the frame of strategies, and the filters of its public page."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from smartregion.core.forms import DateField
from strategy import actions
from strategy.forms.parts import FieldChoices, refuse_end_before_start
from strategy.models import Element, Framework
from strategy.queries import FieldIndex, FieldOfAction


class FrameworkForm(forms.ModelForm[Framework]):
    """A strategy, plan, programme or law with which the strategy must fit together."""

    valid_from = DateField(
        label=_("gilt ab"),
        required=False,
        help_text=_("Ist nur das Jahr bekannt, tragen Sie den 1. Januar ein."),
    )
    valid_until = DateField(
        label=_("gilt bis"),
        required=False,
        help_text=_(
            "Leer, solange kein Ende feststeht. Ist nur das Jahr bekannt: der 31. Dezember."
        ),
    )
    link = forms.URLField(
        label=_("Link zum Dokument"), required=False, assume_scheme="https", max_length=200
    )
    fields_of_action = FieldChoices(
        queryset=Element.objects.none(),
        label=_("Berührte Handlungsfelder"),
        required=False,
        help_text=_("Ohne Haken erscheint das Dokument in der Übersicht als Lücke."),
    )

    class Meta:
        model = Framework
        fields = [
            "title", "level", "kind", "owner", "valid_from", "valid_until", "link", "summary",
            "fields_of_action",
        ]  # fmt: skip
        widgets = {"summary": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "owner": _("Zum Beispiel: Land Brandenburg, Regionale Planungsgemeinschaft"),
            "summary": _("Was bedeutet das Dokument für unsere Strategie?"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_use = Q(retired_in__isnull=True, texts__isnull=False)
        # What was ticked before a field was merged stays ticked until somebody changes it.
        ticked = Q(frameworks=self.instance) if self.instance.pk else Q()
        fields = Element.objects.fields_of_action().filter(in_use | ticked).distinct()
        self.fields["fields_of_action"].queryset = fields  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        refuse_end_before_start(self, "valid_from", "valid_until")
        if self._is_double(cleaned.get("title"), cleaned.get("owner")):
            self.add_error("title", _("Dieses Dokument dieser Stelle ist schon eingetragen."))
        return cleaned

    def _is_double(self, title: str | None, owner: str | None) -> bool:
        others = Framework.objects.exclude(pk=self.instance.pk)
        return bool(title and owner and others.filter(title=title, owner=owner).exists())

    def store(self, *, by: Any) -> Framework:
        touched = self.cleaned_data["fields_of_action"]
        return actions.save_framework(framework=self.instance, touched=touched, by=by)


class FrameFilter(forms.Form):
    """Which documents a reader wants to see; a value that makes no sense is said and left out."""

    EVERYTHING = "all"

    standing = forms.ChoiceField(
        label=_("Geltung"),
        required=False,
        choices=[*Framework.Standing.choices, (EVERYTHING, _("alle"))],
    )
    field = forms.ChoiceField(label=_("Handlungsfeld"), required=False)

    def __init__(self, *args: Any, fields: FieldIndex, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._fields = {one.slug: one for one in fields.all}
        named = [(slug, str(one)) for slug, one in self._fields.items()]
        self.fields["field"].choices = [("", _("alle")), *named]  # type: ignore[attr-defined]

    @property
    def wanted(self) -> dict[str, str]:
        self.is_valid()
        return self.cleaned_data

    @property
    def standing_wanted(self) -> str:
        """What holds today, unless something else is asked for; empty stands for everything."""
        chosen = self.wanted.get("standing") or Framework.Standing.VALID
        return "" if chosen == self.EVERYTHING else str(chosen)

    @property
    def field_wanted(self) -> FieldOfAction | None:
        return self._fields.get(self.wanted.get("field", ""))
