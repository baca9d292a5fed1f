"""A file or a link that goes with a topic, an event or a measure."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.contributions.actions.materials import add_file, add_link
from participation.contributions.files import ENDINGS, kind_of, without_rest
from participation.contributions.models import Material


class MaterialForm(forms.Form):
    """Either a file or a link, under a title that people read."""

    title = forms.CharField(
        label=gettext_lazy("Titel"),
        max_length=160,
        help_text=gettext_lazy(
            "Was Leserinnen und Leser hier finden, zum Beispiel „Präsentation vom 12. Mai“."
        ),
    )
    file = forms.FileField(
        label=gettext_lazy("Datei"),
        required=False,
        help_text=gettext_lazy(
            "PDF, Bild (PNG, JPEG, WebP) oder Office-Dokument ohne Makros, höchstens 8 MB"
        ),
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
    )
    link = forms.URLField(
        label=gettext_lazy("oder Link"),
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={
            "invalid": gettext_lazy(
                "Bitte geben Sie eine vollständige Adresse an, zum Beispiel https://www.example.de/plan."
            )
        },
        validators=[URLValidator(schemes=["http", "https"])],
        help_text=gettext_lazy(
            "Adresse einer Seite im Netz, zum Beispiel https://www.example.de/plan"
        ),
    )

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        self.kind = kind_of(upload) if upload else None
        return without_rest(upload, self.kind) if self.kind else upload

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        given = [name for name in ("file", "link") if cleaned.get(name)]
        if not {"file", "link"} & set(self.errors) and len(given) != 1:
            raise ValidationError(
                _("Bitte wählen Sie eine Datei oder geben Sie einen Link an, nicht beides.")
                if given
                else _("Bitte wählen Sie eine Datei oder geben Sie einen Link an."),
                code="file_or_link",
            )
        return cleaned

    def add_to(self, materials: Any, *, by: Any, **more: Any) -> Material:
        """Lay it out; ``materials`` is the related manager, for example ``topic.materials``."""
        title, file = self.cleaned_data["title"], self.cleaned_data["file"]
        if self.kind:
            return add_file(to=materials, title=title, file=file, kind=self.kind, by=by, **more)
        return add_link(to=materials, title=title, link=self.cleaned_data["link"], by=by, **more)
