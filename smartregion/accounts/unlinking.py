"""The form that parts an account of ours from one elsewhere.

It stands by itself because allauth reads our other forms while it makes its own.
"""

from typing import Any

from allauth.socialaccount.forms import DisconnectForm
from allauth.socialaccount.models import SocialAccount
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class _LinkedAccount(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, account: SocialAccount) -> str:
        """The provider as people know it; one that is no longer configured by its short word."""
        names = {one.id: one.name for one in settings.IDENTITY_PROVIDERS}
        return names.get(account.provider, str(account.provider))


class UnlinkForm(DisconnectForm):  # type: ignore[misc]
    account = _LinkedAccount(
        label=_("Verknüpftes Konto"),
        queryset=SocialAccount.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].queryset = self.accounts.order_by("pk")
