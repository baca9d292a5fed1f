"""Letters with codes: the list of addresses, the text, and the word that they may be printed."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from participation.surveys import actions
from participation.surveys.actions.codes import BATCH_EXISTS
from participation.surveys.letters import texts as letter_texts
from participation.surveys.letters.addresses import Address, AddressList, read_addresses
from participation.surveys.letters.printing import SAMPLE_CODE, Letter, print_letters
from participation.surveys.letters.printing import (
    refuse_unknown_placeholders as refuse_placeholders,
)
from participation.surveys.models import Survey
from participation.surveys.queries import StillOpen
from participation.surveys.texts import EASY, MAIN_LANGUAGE
from smartregion.core.csvforms import CsvForm

SALT = "surveys.letters"
# The checked list travels through the browser of one person; tomorrow it is read anew.
ONE_DAY = 24 * 3600
DAMAGED = _("Die geprüfte Liste ist nicht unverändert angekommen. Gedruckt ist nichts.")
# Who writes a sample letter to look at.
NOBODY = Address("Erika Beispiel", "Musterweg 1", "12345", "Musterstadt")


class LetterForm(CsvForm):
    """The list and the text, as they are given first."""

    with_codes: ClassVar[bool] = False
    # What stands in the fields until somebody writes something else; German, like the letter.
    first_texts: ClassVar[Mapping[str, Promise]] = letter_texts.INVITATION

    subject = forms.CharField(label=_("Betreff"), max_length=160)
    text = forms.CharField(
        label=_("Text des Briefes"),
        max_length=3000,
        help_text=_(
            "Absätze trennt eine leere Zeile. Platzhalter: {umfrage}, {ende}, {minuten}, {landkreis}, {stelle}."
        ),
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    easy_text = forms.CharField(
        label=_("Text in Leichter Sprache, auf einer zweiten Seite"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
    )

    def __init__(self, *args: Any, survey: Survey, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.survey = survey
        file = self.fields["file"]
        file.label = _("Liste der Adressen als CSV-Datei")
        file.help_text = _("Höchstens 2 MB und 5.000 Adressen. Die Liste wird nicht gespeichert.")
        file.error_messages["required"] = _("Bitte wählen Sie eine Datei mit höchstens 2 MB aus.")
        with override(MAIN_LANGUAGE):
            for name, text in self.first_texts.items():
                self.fields[name].initial = str(text)
        if EASY not in survey.languages:
            del self.fields["easy_text"]

    def clean_subject(self) -> str:
        return self._known_placeholders("subject")

    def clean_text(self) -> str:
        return self._known_placeholders("text")

    def clean_easy_text(self) -> str:
        return self._known_placeholders("easy_text")

    def _known_placeholders(self, name: str) -> str:
        text: str = self.cleaned_data[name].replace("\r\n", "\n")
        refuse_placeholders(text, self.survey)
        return text

    def read_file(self) -> AddressList:
        return read_addresses(**self.upload(), with_codes=self.with_codes)

    def letter(self, on: date) -> Letter:
        given = self.cleaned_data
        return Letter(self.survey, given["subject"], given["text"], given.get("easy_text", ""), on)

    def sample(self, on: date) -> bytes:
        """One letter to nobody, which also finds out whether the text fits."""
        return print_letters(self.letter(on), [NOBODY], [SAMPLE_CODE])


class HandOutLettersForm(LetterForm):
    """Invitations: a code is made for each address."""

    field_order = ("batch", "file", "encoding", "delimiter", "subject", "text", "easy_text")

    batch = forms.CharField(
        label=_("Wofür"),
        max_length=80,
        help_text=_("Unter diesem Namen sehen Sie später, wie viele Codes noch übrig sind."),
    )
    keeps_list = forms.BooleanField(
        label=_("Auch die Liste mit Adressen und Codes herunterladen, für Erinnerungen"),
        help_text=_(
            "Nur mit dieser Liste können Sie später erinnern. Sie bekommen dann eine ZIP-Datei. Verwahren Sie die Liste verschlossen und getrennt von den Antworten; nach dem Ende der Umfrage gehört sie vernichtet."
        ),
        required=False,
    )

    def clean_batch(self) -> str:
        batch: str = self.cleaned_data["batch"]
        if self.survey.access_codes.filter(batch=batch).exists():
            raise ValidationError(BATCH_EXISTS, code="batch_exists")
        return batch


class RemindersForm(LetterForm):
    """Reminders: the list that the office has kept brings its codes along."""

    with_codes = True
    first_texts = letter_texts.REMINDER


# -- the parcel: what was checked, on its way through the browser ------------------------------------
class PrintForm(forms.Form):
    """The word that the letters may be printed, with everything that was checked.

    Nothing is kept between check and print. The list travels through the browser, signed for one
    person and one survey; the codes of new letters are made only now.
    """

    checked = forms.CharField(widget=forms.HiddenInput, error_messages={"required": DAMAGED})

    def __init__(self, *args: Any, survey: Survey, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.survey, self.by = survey, by

    @classmethod
    def carrying(cls, form: LetterForm, addresses: AddressList, *, by: Any) -> "PrintForm":
        """The form on the page that shows what was read."""
        given = form.cleaned_data
        names = ("subject", "text", "easy_text", "batch", "keeps_list")
        parcel = {
            **{name: given[name] for name in names if name in given},
            "addresses": [
                (each.name, each.street, each.postcode, each.place, each.code)
                for each in addresses.addresses
            ],
        }
        packed = signing.dumps(parcel, salt=cls._salt(form.survey, by), compress=True)
        return cls(survey=form.survey, by=by, initial={"checked": packed})

    @staticmethod
    def _salt(survey: Survey, by: Any) -> str:
        return f"{SALT}:{survey.pk}:{by.pk}"

    def clean_checked(self) -> dict[str, Any]:
        try:
            parcel: dict[str, Any] = signing.loads(
                self.cleaned_data["checked"], salt=self._salt(self.survey, self.by), max_age=ONE_DAY
            )
        except signing.BadSignature:
            raise ValidationError(DAMAGED, code="damaged") from None
        return parcel

    @property
    def parcel(self) -> dict[str, Any]:
        return self.cleaned_data["checked"]  # type: ignore[no-any-return]

    @property
    def addresses(self) -> list[Address]:
        return [Address(*cells) for cells in self.parcel["addresses"]]

    def _letter(self, on: date) -> Letter:
        given = self.parcel
        return Letter(self.survey, given["subject"], given["text"], given.get("easy_text", ""), on)

    def hand_out(self, *, on: date) -> tuple[bytes, list[str]]:
        """The invitations as PDF, and the codes in the order of the addresses."""
        addresses = self.addresses
        codes = actions.hand_out_codes(
            survey=self.survey,
            batch=self.parcel["batch"],
            number=len(addresses),
            by=self.by,
            on=on,
            is_whole=True,
        )
        return print_letters(self._letter(on), addresses, codes), codes

    def remind(self, still_open: StillOpen, *, on: date) -> bytes:
        """The reminders as PDF, to those whose code is unused and who have not refused them."""
        chosen = [each for each in self.addresses if each.code in still_open.codes]
        actions.note_reminders(survey=self.survey, by=self.by, found=still_open)
        return print_letters(self._letter(on), chosen, [each.code for each in chosen])
