"""What was promised last time, and what has become of it."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from measures.figures import Outcome, StepCheck
from measures.forms.reporting.parts import Question, ReportPart, given_in


class Promises(ReportPart):
    """What was promised last time, each with what has become of it."""

    def fields(self) -> Iterator[tuple[str, forms.Field]]:
        for place, check in enumerate(self.sheet.checks):
            yield (
                f"check_{place}",
                forms.ChoiceField(
                    label=check.text, choices=Outcome.choices, widget=forms.RadioSelect,
                    required=False,
                ),
            )  # fmt: skip
            yield (
                f"check_{place}_note",
                forms.CharField(
                    label=_("Dazu in einem Satz"), max_length=300, required=False,
                    widget=forms.TextInput,
                ),
            )  # fmt: skip

    def initial(self) -> dict[str, Any]:
        said = {f"check_{place}": each.outcome for place, each in enumerate(self.sheet.checks)}
        notes = {f"check_{place}_note": each.note for place, each in enumerate(self.sheet.checks)}
        return said | notes

    def check(self, form: forms.Form) -> None:
        """Whatever is said about a promise stands for itself."""

    def said(self, form: forms.Form) -> list[StepCheck]:
        found = []
        for place, stored in enumerate(self.sheet.checks):
            given = given_in(form, f"check_{place}", f"check_{place}_note")
            found.append(
                StepCheck(stored.text, *(text or "" for text in given)) if given else stored
            )
        return found

    def questions(self, form: forms.Form) -> list[Question]:
        return [
            Question(check, [form[f"check_{place}"], form[f"check_{place}_note"]])
            for place, check in enumerate(self.sheet.checks)
        ]
