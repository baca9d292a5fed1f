"""Forms about people."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from smartregion.accounts import actions
from smartregion.accounts.models import Role, User
from smartregion.core.forms import DateField

# Everybody with an account is a participant; nobody has to be made one.
GRANTABLE = [(role.value, role.label) for role in Role if role != Role.PARTICIPANT]


class DisplayNameForm(forms.Form):
    """What sign-up asks beyond e-mail and password: the name that others will see."""

    display_name = forms.CharField(
        label=_("Anzeigename"),
        max_length=80,
        help_text=_("Unter diesem Namen erscheinen Ihre Beiträge. Ein Pseudonym ist möglich."),
    )

    def signup(self, request: HttpRequest, user: User) -> None:
        """Called by allauth when the account is made; the adapter has already set the name."""


class ProfileForm(DisplayNameForm):
    def store(self, *, user: User) -> None:
        actions.rename_person(user=user, display_name=self.cleaned_data["display_name"])


class ClosingForm(forms.Form):
    """What becomes of one's texts when one leaves."""

    texts = forms.ChoiceField(
        label=_("Was soll mit Ihren Beiträgen geschehen?"),
        choices=[
            (
                "keep",
                _("Sie bleiben stehen, ohne Ihren Namen. Antworten anderer bleiben verständlich."),
            ),
            (
                "delete",
                _("Ihre Texte werden gelöscht. An ihrer Stelle steht ein neutraler Hinweis."),
            ),
        ],
        widget=forms.RadioSelect,
        initial="keep",
    )
    is_sure = forms.BooleanField(
        label=_("Ich möchte mein Konto schließen. Das lässt sich nicht rückgängig machen."),
        error_messages={
            "required": _("Bitte bestätigen Sie, dass Sie Ihr Konto schließen möchten.")
        },
    )

    def close(self, *, user: User, at: datetime) -> None:
        actions.close_account(user=user, with_texts=self.cleaned_data["texts"] == "delete", at=at)


class PersonForm(forms.Form):
    email = forms.EmailField(label=_("E-Mail-Adresse"))
    display_name = forms.CharField(label=_("Anzeigename"), max_length=80)

    def create(self, *, by: User) -> User:
        return actions.add_person(**self.cleaned_data, by=by)


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Rolle"), choices=GRANTABLE)
    valid_until = DateField(
        label=_("gültig bis einschließlich"),
        help_text=_("Für die Rolle Beratung nötig, sonst nur bei befristeten Aufgaben"),
        required=False,
    )

    def grant(self, *, user: User, by: User, on: date) -> None:
        actions.grant_role(user=user, by=by, on=on, **self.cleaned_data)


class PeopleFilter(forms.Form):
    words = forms.CharField(label=_("Name oder E-Mail-Adresse"), max_length=100, required=False)
    role = forms.ChoiceField(
        label=_("Rolle"),
        choices=[("", _("alle mit einer Rolle")), *GRANTABLE, ("all", _("alle Konten"))],
        required=False,
    )

    @property
    def wish(self) -> dict[str, Any]:
        """What to look for; nonsense in the address bar looks for everybody with a role."""
        return self.cleaned_data if self.is_valid() else {"words": "", "role": ""}
