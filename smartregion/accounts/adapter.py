"""How allauth's pages behave in this product."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from smartregion.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """New accounts carry the public display name that the sign-up form asked for."""

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        user.display_name = form.cleaned_data["display_name"]
        return super().save_user(request, user, form, commit)  # type: ignore[no-any-return]
