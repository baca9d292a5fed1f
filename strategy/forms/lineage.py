"""Merging and splitting fields of action."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from smartregion.core.forms import refusals_on
from strategy import actions, queries
from strategy.models import Element, ElementText, StrategyVersion


class MergeForm(forms.Form):
    """Which fields of action go into which."""

    target = forms.ModelChoiceField(
        label=_("Ziel"),
        queryset=ElementText.objects.none(),
        help_text=_("Dieses Handlungsfeld bleibt bestehen."),
    )
    sources = forms.ModelMultipleChoiceField(
        label=_("Was darin aufgeht"),
        queryset=ElementText.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Wählen Sie mindestens ein Handlungsfeld, das eingehen soll.")
        },
    )

    def __init__(self, *args: Any, version: StrategyVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        texts = version.texts.filter(element__kind=Element.Kind.FIELD)
        fields = texts.select_related("element", "parent__element", "version__based_on")
        for name in ("target", "sources"):
            self.fields[name].queryset = fields  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "target" in given and "sources" in given:
            with refusals_on(self, field="sources"):
                actions.refuse_impossible_merger(given["target"], given["sources"])
        return given

    def preview(self) -> queries.Merger:
        return queries.merger_of(self.cleaned_data["target"], self.cleaned_data["sources"])


class ConfirmedMergeForm(MergeForm):
    """The same, once its consequences were read."""

    title_en = forms.CharField(
        label=_("Englischer Titel des Ziels"),
        max_length=200,
        required=False,
        help_text=_(
            "Was darin aufgeht, hat einen englischen Text. Er braucht im Ziel einen englischen Titel."
        ),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not self.errors and self.preview().lacks_english and not given.get("title_en"):
            self.add_error(
                "title_en", ValidationError(_("Bitte geben Sie den englischen Titel an."))
            )
        return given

    def store(self, *, by: Any) -> None:
        actions.merge_fields(**self.cleaned_data, by=by)


class SplitForm(forms.Form):
    """A new field of action, and what it takes along."""

    title = forms.CharField(label=_("Titel des neuen Handlungsfelds"), max_length=200)
    number = forms.CharField(
        label=_("Nummer"),
        max_length=12,
        required=False,
        help_text=_("Ein Vorschlag. Sie können die Nummer ändern."),
    )
    summary = forms.CharField(
        label=_("Kurzfassung"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    parts = forms.ModelMultipleChoiceField(
        label=_("Was das neue Feld mitnimmt"),
        queryset=ElementText.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Was Sie nicht auswählen, bleibt, wo es ist."),
    )
    copies_body = forms.BooleanField(
        label=_("Mit dem bisherigen Text beginnen"),
        required=False,
        help_text=_("Der Text steht dann in beiden Feldern, bis Sie ihn kürzen."),
    )

    def __init__(self, *args: Any, text: ElementText, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.text = text
        self.fields["parts"].queryset = text.children.select_related("element")  # type: ignore[attr-defined]
        if not text.children.exists():
            del self.fields["parts"]
        self.initial["number"] = queries.next_number(
            text.version, Element.Kind.FIELD, parent=text.parent
        )

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"]
        if number and self.text.version.texts.filter(number=number).exists():
            raise ValidationError(_("Diese Nummer ist in der Fassung schon vergeben."))
        return number

    def store(self, *, by: Any) -> ElementText:
        given = self.cleaned_data
        body = self.text.body if given["copies_body"] else ""
        new = actions.NewField(
            wording=actions.Wording(given["title"], given["summary"], body),
            number=given["number"],
            parts=given.get("parts") or (),
        )
        return actions.split_field(text=self.text, new=new, by=by)
