"""A person who types the password whenever they are asked for it once more."""

from typing import Any

from django.test import Client
from django.urls import reverse

from smartregion.accounts.models import User
from tests.factories.accounts import PASSWORD

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class Prompted(Client):
    """Signed in for a while already, so what needs a fresh login asks each time."""

    def __init__(self, user: User) -> None:
        super().__init__()
        self.force_login(user, backend=BACKEND)

    def get(self, *args: Any, **kwargs: Any) -> Any:
        answer = super().get(*args, **kwargs)
        asked = str(answer.headers.get("Location", ""))
        if not asked.startswith(reverse("account_reauthenticate")):
            return answer
        self.post(asked, {"password": PASSWORD})
        return super().get(*args, **kwargs)
