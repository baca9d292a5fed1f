"""Saying something about a passage, and putting down what others said."""

import uuid
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.consultations import actions
from participation.consultations.actions.commenting import BY_HAND
from participation.consultations.drafts import Draft, Spot
from participation.consultations.models import Comment
from participation.contributions.actions import is_newcomer
from participation.contributions.forms import WordsForm
from participation.contributions.forms.fields import MunicipalityField
from participation.contributions.models import Contribution
from participation.contributions.spam import Limit, UnhurriedMixin, is_burst
from smartregion.core.forms import TOO_LONG, DateField
from smartregion.county.models import Organisation
from strategy.models import StrategyVersion


class CommentForm(UnhurriedMixin, WordsForm):
    """A comment, and for whom the person speaks."""

    # Whoever works through a whole draft comments on one paragraph after the other.
    limits = (Limit("comments", times=20, seconds=600), Limit("comments-a-day", 200, 86400))

    for_organisation = forms.BooleanField(required=False)

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        self.organisation: Organisation | None = getattr(person, "organisation", None)
        home = self.organisation.municipality if self.organisation else None
        kwargs["initial"] = {
            "municipality": home.slug if home else None,
            **kwargs.get("initial", {}),
        }
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Ihr Kommentar")
        self.fields["text"].help_text = _(
            "Was soll anders lauten oder ergänzt werden, und warum? Ihr Kommentar ist sofort "
            "öffentlich. Bitte nennen Sie keine Namen Dritter."
        )
        if self.organisation:
            self.fields["for_organisation"].label = _("Ich schreibe für: %(name)s") % {
                "name": self.organisation.name
            }
            self.fields["for_organisation"].help_text = _(
                "Dann steht der Name der Organisation über dem Kommentar, nicht Ihr eigener."
            )
        else:
            del self.fields["for_organisation"]

    def write(self, *, version: StrategyVersion, spot: Spot, by: Any, at: datetime) -> Comment:
        said = dict(self.cleaned_data)
        speaks_for = self.organisation if said.pop("for_organisation", False) else None
        return actions.write_comment(
            version=version,
            spot=spot,
            author=by,
            on_behalf_of=speaks_for,
            is_suspicious=self._is_in_a_burst(by, at),
            at=at,
            **said,
        )

    def _is_in_a_burst(self, by: Any, at: datetime) -> bool:
        """Members of an organisation are known to the county, whatever they have said so far."""
        is_new = not self.organisation and is_newcomer(by, at=at)
        return is_burst(self._request, is_newcomer=is_new, at=at)


class StatementForm(forms.Form):
    """A statement that came by letter, by telephone or at an event."""

    place = forms.ChoiceField(label=_("Stelle im Entwurf"))
    channel = forms.ChoiceField(
        label=_("Weg"),
        choices=[(channel.value, channel.label) for channel in BY_HAND],
        widget=forms.RadioSelect,
    )
    received_on = DateField(label=_("Eingegangen am"))
    author_name = forms.CharField(
        label=_("Von"),
        help_text=_(
            "So wie es öffentlich erscheinen darf, zum Beispiel „Bürgerin aus Beelitz“. Namen nur, "
            "wenn die Person zugestimmt hat."
        ),
        max_length=80,
        required=False,
    )
    on_behalf_of = forms.ModelChoiceField(
        Organisation.objects.filter(ended_on__isnull=True),
        label=_("Oder: Stellungnahme von"),
        required=False,
        to_field_name="slug",
        empty_label=_("keiner Organisation"),
    )
    municipality = MunicipalityField(label=_("Gemeinde"))
    text = forms.CharField(
        label=_("Stellungnahme"),
        help_text=_("Im Wortlaut. Angaben über Dritte lassen Sie bitte weg."),
        max_length=Contribution.MAX_LENGTH,
        error_messages={"max_length": TOO_LONG},
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, draft: Draft, **kwargs: Any) -> None:
        kwargs["initial"] = {"token": uuid.uuid4(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.places = {spot.place: spot for spot in draft.spots.values()}
        self.fields["place"].choices = _choices(draft)  # type: ignore[attr-defined]

    def record(self, *, version: StrategyVersion, by: Any, on: date) -> Comment:
        statement = dict(self.cleaned_data)
        spot = self.places[statement.pop("place")]
        return actions.record_statement(version=version, spot=spot, by=by, on=on, **statement)


def _choices(draft: Draft) -> list[tuple[str, Any]]:
    """The draft as a whole, then each element with its paragraphs, told by their first words."""
    whole = [(Spot().place, str(Spot()))]
    passages = [
        (
            str(passage),
            [
                (Spot(passage).place, str(passage)),
                *(
                    (Spot(passage, one).place, f"{one.number}: {one.words[:70]}")
                    for one in passage.paragraphs
                    if not one.is_heading
                ),
            ],
        )
        for passage in draft.passages
    ]
    return [*whole, *passages]
