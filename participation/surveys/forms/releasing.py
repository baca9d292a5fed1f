"""What shall be published, chosen as the words of an address; and the tick before it is released."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from participation.surveys.document.asked import Asked
from participation.surveys.protection.choice import ACROSS, DOWN, ZONE, Choice
from participation.surveys.texts import say

# So many crossings can be chosen at a time.
CROSSINGS = (1, 2, 3)
NONE = ("", _("– keine –"))


class ChoiceForm(forms.Form):
    """Questions and crossings of one survey. Free texts are not offered."""

    questions = forms.MultipleChoiceField(
        label=_("Fragen"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Was Menschen in eigenen Worten geschrieben haben, gehört nie dazu."),
    )
    weighting = forms.ChoiceField(
        label=_("Gewichtung"),
        required=False,
        help_text=_(
            "Gewichtete Ergebnisse erscheinen nur in ganzen Prozent. Was verborgen wird, entscheiden immer die ungewichteten Zahlen."
        ),
    )
    suspicious = forms.BooleanField(label=_("Auffällige Antworten mitzählen"), required=False)

    def __init__(
        self,
        data: Any,
        *,
        asked: list[Asked],
        usual: Choice,
        weightings: list[tuple[str, str]],
        has_places: bool,
        may_choose_suspicious: bool,
        language: str,
    ) -> None:
        super().__init__(data or self._data_of(usual))
        self._usual = usual
        self._offer_questions(asked, usual, language)
        self._offer_crossings(asked, has_places=has_places, language=language)
        self._offer_weightings(weightings)
        if not may_choose_suspicious:
            del self.fields["suspicious"]

    @staticmethod
    def _data_of(choice: Choice) -> dict[str, Any]:
        """What the form holds before anybody has chosen."""
        return {"questions": list(choice.codes)}

    def _offer_questions(self, asked: list[Asked], usual: Choice, language: str) -> None:
        offered = [each for each in asked if each.question.code in usual.codes]
        self._set_choices("questions", [_named(each, language, 200) for each in offered])

    def _offer_crossings(self, asked: list[Asked], *, has_places: bool, language: str) -> None:
        down = [_named(each, language) for each in asked if each.question.type in DOWN]
        across = [_named(each, language) for each in asked if each.question.type in ACROSS]
        if has_places:
            across.append((ZONE, str(_("Lage der Gemeinde (Umland oder ländlicher Raum)"))))
        for number in CROSSINGS:
            self.fields[f"rows_{number}"] = forms.ChoiceField(
                label=_("Tabelle %d: Antworten auf") % number, choices=[NONE, *down], required=False
            )
            self.fields[f"columns_{number}"] = forms.ChoiceField(
                label=_("aufgeteilt nach"), choices=[NONE, *across], required=False
            )

    def _offer_weightings(self, weightings: list[tuple[str, str]]) -> None:
        if not weightings:
            del self.fields["weighting"]
            return
        self._set_choices("weighting", [("", _("ohne Gewichtung")), *weightings])

    def _set_choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields of each crossing, side by side."""
        return [(self[f"rows_{number}"], self[f"columns_{number}"]) for number in CROSSINGS]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = self.cleaned_data
        for number in CROSSINGS:
            rows, columns = cleaned.get(f"rows_{number}"), cleaned.get(f"columns_{number}")
            if bool(rows) != bool(columns):
                name = f"columns_{number}" if rows else f"rows_{number}"
                self.add_error(
                    name, ValidationError(_("Bitte wählen Sie beide Seiten der Tabelle."))
                )
            elif rows and rows == columns:
                self.add_error(
                    f"columns_{number}",
                    ValidationError(_("Bitte wählen Sie zwei verschiedene Fragen.")),
                )
        return cleaned

    def choice(self) -> Choice:
        """What was chosen, after the form was found valid."""
        wanted = self.cleaned_data
        is_free = "suspicious" in self.fields
        return Choice(
            codes=tuple(code for code in self._usual.codes if code in wanted["questions"]),
            crossings=tuple(dict.fromkeys(self._crossings())),
            weighting=wanted.get("weighting") or "",
            unsuspicious=not wanted["suspicious"] if is_free else self._usual.unsuspicious,
        )

    def _crossings(self) -> Iterator[tuple[str, str]]:
        for number in CROSSINGS:
            rows, columns = (self.cleaned_data[f"{side}_{number}"] for side in ("rows", "columns"))
            if rows and columns:
                yield rows, columns

    def query(self) -> str:
        """The choice as the words of an address."""
        choice = self.choice()
        pairs = [("questions", code) for code in choice.codes]
        for number, (rows, columns) in enumerate(choice.crossings, 1):
            pairs += [(f"rows_{number}", rows), (f"columns_{number}", columns)]
        if choice.weighting:
            pairs.append(("weighting", choice.weighting))
        if "suspicious" in self.fields and not choice.unsuspicious:
            pairs.append(("suspicious", "on"))
        return urlencode(pairs)


def _named(asked: Asked, language: str, most: int = 90) -> tuple[str, str]:
    return asked.question.code, Truncator(say(asked.question.text, language)).chars(most)


class ReleaseForm(forms.Form):
    """Whoever releases figures has looked at them."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    accepted = forms.BooleanField(
        label=_("Ich habe die Vorschau durchgesehen. Genau diese Zahlen sollen alle sehen."),
        error_messages={
            "required": _("Bitte bestätigen Sie, dass Sie die Vorschau gesehen haben.")
        },
    )
