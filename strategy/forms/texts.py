"""The wording of an element."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from smartregion.core.forms import RichTextField
from strategy import actions
from strategy.models import (
    Element,
    ElementText,
)


class TextForm(forms.ModelForm[ElementText]):
    """The wording of one element in German and, where there is one, in English."""

    body = RichTextField(label=_("Text"), required=False)
    title_en = forms.CharField(label=_("Titel auf Englisch"), max_length=200, required=False)
    summary_en = forms.CharField(
        label=_("Kurzfassung auf Englisch"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    body_en = RichTextField(label=_("Text auf Englisch"), required=False)
    lock_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = ElementText
        fields = ["parent", "number", "title", "summary", "body"]
        widgets = {"summary": forms.Textarea(attrs={"rows": 3})}
        labels = {"parent": _("Gehört zu")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer_parents()
        if self.instance.pk:
            self.initial["lock_version"] = self.instance.lock_version
            self._fill_english()

    def _offer_parents(self) -> None:
        wanted = ElementText.PARENTS[self.instance.element.kind]
        kinds = [kind for kind in wanted if kind]
        if not kinds:
            del self.fields["parent"]
            return
        field = self.fields["parent"]
        field.required = None not in wanted
        field.error_messages["required"] = _(
            "Ein strategisches Ziel gehört zu einem Handlungsfeld."
        )
        field.queryset = self._parents(kinds)  # type: ignore[attr-defined]
        field.empty_label = "" if field.required else _("keinem anderen Abschnitt")  # type: ignore[attr-defined]

    def _parents(self, kinds: list[str]) -> QuerySet[ElementText]:
        texts = self.instance.version.texts.filter(element__kind__in=kinds)
        if self.instance.element.kind == Element.Kind.OBJECTIVE:
            return texts
        texts = texts.filter(parent__isnull=True)
        if self.instance.pk is None:
            return texts
        # What has parts of its own would make a third level below another.
        is_deep = self.instance.children.filter(element__kind__in=kinds).exists()
        return texts.none() if is_deep else texts.exclude(pk=self.instance.pk)

    def _fill_english(self) -> None:
        english = self.instance.translations.filter(language="en").first()
        if english:
            for name in ("title", "summary", "body"):
                self.initial[f"{name}_en"] = getattr(english, name)

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"]
        twins = self.instance.version.texts.filter(number=number).exclude(pk=self.instance.pk)
        if number and twins.exists():
            raise forms.ValidationError(_("Diese Nummer ist in der Fassung schon vergeben."))
        return number

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if (cleaned.get("summary_en") or cleaned.get("body_en")) and not cleaned.get("title_en"):
            self.add_error("title_en", _("Die englische Fassung braucht einen Titel."))
        return cleaned

    def _values(self) -> dict[str, Any]:
        given = self.cleaned_data
        german, english = (
            actions.Wording(*(given[f"{name}{suffix}"] for name in ("title", "summary", "body")))
            for suffix in ("", "_en")
        )
        return {
            "wording": german,
            "english": english,
            "number": given["number"],
            "parent": given.get("parent"),
        }

    def create(self, *, by: Any) -> ElementText:
        return actions.add_text(
            version=self.instance.version,
            kind=self.instance.element.kind,
            by=by,
            **self._values(),
        )

    def store(self, *, by: Any) -> None:
        actions.save_text(
            text=self.instance,
            lock_version=self.cleaned_data["lock_version"] or 0,
            by=by,
            **self._values(),
        )
