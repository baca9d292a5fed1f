"""Codes, and which texts somebody wants to read."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.surveys import actions
from participation.surveys.coding.book_files import BookRow, read_book
from participation.surveys.forms.texts import area
from participation.surveys.models import Survey, TextCode
from smartregion.core.csvfile import RowError
from smartregion.core.csvforms import CsvForm
from strategy.models import Element

EVERYTHING, UNREAD, MINE, DISPUTED, CODE = "alle", "offen", "meine", "strittig", "code-"


class TextFilter(forms.Form):
    """Which texts, and the words that stand in them; both stand in the address."""

    show = forms.ChoiceField(label=_("Anzeigen"), required=False)
    q = forms.CharField(label=_("Suchen"), required=False, max_length=200, widget=forms.SearchInput)

    def __init__(self, data: Any, *, book: Sequence[TextCode], usual: str = EVERYTHING) -> None:
        # Without a word in the address the form shows what the page shows.
        given = data.copy()
        given.setdefault("show", usual)
        super().__init__(given)
        self.usual = usual
        self.fields["show"].choices = [  # type: ignore[attr-defined]
            (EVERYTHING, _("alle Texte")),
            (UNREAD, _("von mir noch nicht gelesen")),
            (MINE, _("von mir gelesen")),
            (DISPUTED, _("verschieden zugeordnet")),
            *((f"{CODE}{code.code}", _("Code: %s") % code.label) for code in book),
        ]
        self.fields["q"].widget.attrs["data-search"] = ""

    @property
    def which(self) -> str:
        """What was asked for; nonsense in the address gives the usual list."""
        self.is_valid()
        return self.cleaned_data.get("show") or self.usual

    @property
    def words(self) -> str:
        self.is_valid()
        return str(self.cleaned_data.get("q") or "")


class CodeForm(forms.ModelForm[TextCode]):
    """A code: what it is called, and when it applies."""

    class Meta:
        model = TextCode
        fields = ["label", "description", "example"]
        widgets = {"description": area(3), "example": area(2)}
        help_texts = {
            "label": _("Kurz, wie eine Überschrift: Bus und Bahn"),
            "description": _("Woran zwei Personen erkennen, ob der Code zutrifft, und wann nicht."),
            "example": _("Ein Satz, auf den er zutrifft."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["description"].required = self.fields["example"].required = False

    def add(self, *, survey: Survey, question: str, by: Any) -> TextCode:
        return actions.add_code(survey=survey, question=question, by=by, **self.cleaned_data)

    def change(self, code: TextCode, *, by: Any) -> TextCode:
        return actions.change_code(code=code, by=by, **self.cleaned_data)

    def _post_clean(self) -> None:
        """The action judges and writes; the row that the page shows stays as it is stored."""


class NewCodeForm(CodeForm):
    """A code that comes to mind while reading; described later."""

    class Meta(CodeForm.Meta):
        fields = ["label"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        forms.ModelForm.__init__(self, *args, **kwargs)
        self.fields["label"].label = _("Neuer Code")


class MergeForm(forms.Form):
    """Into which code another one goes."""

    into = forms.ModelChoiceField(
        TextCode.objects.none(),
        label=_("Zusammenführen mit"),
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, *args: Any, code: TextCode, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        book = code.survey.text_codes.in_book().filter(question=code.question)
        self.fields["into"].queryset = book.exclude(pk=code.pk)  # type: ignore[attr-defined]
        self.code = code

    def save(self, *, by: Any) -> None:
        actions.merge_codes(code=self.code, into=self.cleaned_data["into"], by=by)


class BookForm(CsvForm):
    """A code book from a file."""

    def rows(self) -> tuple[list[BookRow], list[RowError]]:
        return read_book(**self.upload())


class QuoteForm(forms.Form):
    """Words that everybody may read."""

    text = forms.CharField(
        label=_("Zitat"),
        help_text=_(
            "Löschen Sie Wörter, die niemand braucht oder die jemanden erkennbar machen. Auslassungen werden mit […] gekennzeichnet. Hinzufügen oder ändern lässt sich nichts."
        ),
        widget=area(6),
    )
    elements = forms.ModelMultipleChoiceField(
        Element.objects.none(),
        label=_("Handlungsfelder, zu denen es gehört"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    names_municipality = forms.BooleanField(required=False)
    is_checked = forms.BooleanField(
        label=_("Ich habe geprüft, dass niemand zu erkennen ist."),
        help_text=_("Auch ohne Namen: an Ort, Beruf, Krankheit oder einem Ereignis."),
        error_messages={"required": _("Bitte prüfen Sie den Text und bestätigen Sie es.")},
    )
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, said: str, municipality: Any, is_draft: bool) -> None:
        super().__init__(data, initial={"text": said, "token": uuid.uuid4()})
        self.fields["elements"].queryset = Element.objects.fields_of_action()  # type: ignore[attr-defined]
        if municipality:
            self.fields["names_municipality"].label = _("Gemeinde nennen: %s") % municipality.name
        else:
            del self.fields["names_municipality"]
        # Looking at it first needs no confirmation.
        self.fields["is_checked"].required = not is_draft
        self.said = said

    def clean_text(self) -> str:
        # The browser sends line breaks as two signs; words are all that counts.
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")

    def quote(self) -> str:
        """As it would stand in public."""
        return actions.shorten_quote(said=self.said, wanted=self.cleaned_data["text"])

    def release(self, *, survey: Survey, question: str, response: Any, by: Any) -> Any:
        return actions.release_quote(
            survey=survey,
            question=question,
            response=response,
            text=self.cleaned_data["text"],
            elements=self.cleaned_data["elements"],
            names_municipality=bool(self.cleaned_data.get("names_municipality")),
            token=self.cleaned_data["token"],
            by=by,
        )


class TakeBackForm(forms.Form):
    """Why a quote goes out of the public eye."""

    explanation = forms.CharField(
        label=_("Grund, nur für die Verwaltung"), max_length=1000, widget=area(3)
    )

    def save(self, quote: Any, *, by: Any, at: Any) -> None:
        explanation = self.cleaned_data["explanation"]
        actions.take_back_quote(quote=quote, explanation=explanation, by=by, at=at)
