"""The demo logins as lines to read: what the person does, address, password."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.crypto import get_random_string

from smartregion.accounts.models import Role, User
from smartregion.demo import reader

# Known to everybody who reads this file, so it only ever opens the demo on this machine.
DEMO_PASSWORD = "mittelmark-2030"  # noqa: S105


def new_password() -> str:
    """The known one in the demo; elsewhere a random one, which is shown once."""
    return DEMO_PASSWORD if settings.DEMO else get_random_string(20)


def login_lines(password: str) -> Iterator[str]:
    """A line for each demo login that exists."""
    people = reader.read("people")["person"]
    emails = [person["email"] for person in people]
    existing = set(User.objects.filter(email__in=emails).values_list("email", flat=True))
    for person in people:
        if person["email"] in existing:
            label = person.get("login") or Role(person["role"]).label
            yield f"  {label:<28} {person['email']:<30} {password}"
