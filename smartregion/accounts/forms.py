"""Forms about people."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from smartregion.accounts.models import User


class DisplayNameForm(forms.Form):
    """What sign-up asks beyond e-mail and password: the name that others will see."""

    display_name = forms.CharField(
        label=_("Anzeigename"),
        max_length=80,
        help_text=_("Unter diesem Namen erscheinen Ihre Beiträge. Ein Pseudonym ist möglich."),
    )

    def signup(self, request: HttpRequest, user: User) -> None:
        """Called by allauth when the account is made; the adapter has already set the name."""
