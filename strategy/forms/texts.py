"""The wording of an element."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from smartregion.core.forms import RichTextField
from strategy import actions, queries
from strategy.models import Element, ElementText

# About one page in large print; whoever needs more says too much for easy words.
EASY_LENGTH = 1500


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
    easy_language = forms.CharField(
        label=_("Text in Leichter Sprache"),
        max_length=EASY_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "Kurze Sätze mit einer Aussage, bekannte Wörter, keine Abkürzungen, lange Wörter mit Bindestrich. "
            "Eine Leerzeile beginnt einen neuen Absatz. Lassen Sie den Text von Menschen prüfen, die Leichte "
            "Sprache brauchen."
        ),
    )
    supports = forms.ModelMultipleChoiceField(
        label=_("Unterstützt die Leitlinien"),
        queryset=ElementText.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    lock_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = ElementText
        fields = ["parent", "number", "title", "summary", "body", "easy_language"]
        widgets = {"summary": forms.Textarea(attrs={"rows": 3})}
        labels = {"parent": _("Gehört zu")}

    def __init__(self, *args: Any, may_place: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer_parents()
        if not may_place:
            # What is not asked for stays as it is.
            self.fields["number"].disabled = True
            if "parent" in self.fields:
                self.fields["parent"].disabled = True
        self._offer_guidelines()
        if self.instance.pk:
            self.initial["lock_version"] = self.instance.lock_version
            self._fill_english()
        else:
            self._suggest_number()

    def _suggest_number(self) -> None:
        """A number can be told as soon as it is known below what the element stands."""
        self.fields["number"].help_text = _("Ein Vorschlag. Sie können die Nummer ändern.")
        if "parent" in self.fields and self.fields["parent"].required and not self.instance.parent:
            self.fields["number"].help_text = _(
                "Bleibt das Feld leer, vergibt das Programm die nächste freie Nummer."
            )
            return
        self.initial["number"] = self._next_number(self.instance.parent)

    def _next_number(self, parent: ElementText | None) -> str:
        return queries.next_number(self.instance.version, self.instance.element.kind, parent=parent)

    def _offer_guidelines(self) -> None:
        texts = self.instance.version.texts.select_related("element")
        guidelines = texts.filter(element__kind=Element.Kind.GUIDELINE)
        if self.instance.element.kind != Element.Kind.OBJECTIVE or not guidelines.exists():
            del self.fields["supports"]
            return
        self.fields["supports"].queryset = guidelines  # type: ignore[attr-defined]
        if self.instance.pk:
            self.initial["supports"] = queries.supported_by(self.instance)

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
        field.empty_label = "" if field.required else _("steht für sich")  # type: ignore[attr-defined]

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
            "easy_language": given["easy_language"],
            "supports": _elements(given.get("supports") or ()),
        }

    def changed_labels(self) -> list[str]:
        """Where what was typed differs from what is stored, in the words of the form."""
        return [
            str(self.fields[name].label)
            for name in self.changed_data
            if not self.fields[name].widget.is_hidden
        ]

    def create(self, *, by: Any) -> ElementText:
        values = self._values()
        if values["parent"] and not values["number"]:
            values["number"] = self._next_number(values["parent"])
        return actions.add_text(
            version=self.instance.version, kind=self.instance.element.kind, by=by, **values
        )

    def store(self, *, by: Any) -> None:
        actions.save_text(
            text=self.instance,
            lock_version=self.cleaned_data["lock_version"] or 0,
            by=by,
            **self._values(),
        )


def _elements(texts: Iterable[ElementText]) -> list[Element]:
    return [text.element for text in texts]
