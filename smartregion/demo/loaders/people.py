"""The demo logins: functions of an office, not persons."""

from collections.abc import Mapping
from datetime import date, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from smartregion.accounts.actions import EVERYTHING, grant_role
from smartregion.accounts.models import Role, ScopeKind, User
from smartregion.accounts.slots import Scope
from smartregion.county.models import Organisation
from smartregion.demo import reader
from strategy.models import Element


def load_people(*, password: str, on: date) -> dict[str, User]:
    """All demo people by the slug of their function."""
    # Hashing is slow on purpose; all demo logins share one password, so once is enough.
    hashed = make_password(password)
    administration = load_administration(hashed=hashed, on=on)
    people = {"administration": administration}
    for person in reader.read("people")["person"]:
        if person["slug"] not in people:
            user = people[person["slug"]] = _create(person, hashed)
            # Fields of action come with the strategy.
            if "field" not in person:
                _grant(user, person, by=administration, on=on)
    return people


def limit_to_fields(*, people: Mapping[str, User], on: date) -> None:
    """Roles that are held for one field of action only."""
    for person in reader.read("people")["person"]:
        if "field" in person:
            field = Element.objects.fields_of_action().get(slug=person["field"])
            _grant(
                people[person["slug"]], person, by=people["administration"], on=on,
                scope=(ScopeKind.FIELD, str(field.pk)),
            )  # fmt: skip


def load_administration(*, hashed: str, on: date) -> User:
    """The one login that an empty county needs; kept when it is already there."""
    person = reader.read("people")["person"][0]
    found = User.objects.filter(email=person["email"]).first()
    user = found or _create(person, hashed)
    user.password = hashed
    user.organisation = Organisation.objects.filter(slug=person["organisation"]).first()
    user.save(update_fields=["password", "organisation"])
    if not found:
        grant_role(user=user, role=Role.ADMINISTRATION, by=None, on=on)
    return user


def _create(person: reader.Record, hashed: str) -> User:
    user = User.objects.create(
        email=person["email"],
        display_name=person["display_name"],
        password=hashed,
        organisation=Organisation.objects.filter(slug=person.get("organisation")).first(),
    )
    # Their mailboxes do not exist, so nobody could confirm them.
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def _grant(
    user: User, person: reader.Record, *, by: User, on: date, scope: Scope = EVERYTHING
) -> None:
    days = person.get("expires_after_days")
    last_day = on + timedelta(days=days) if days else None
    grant_role(user=user, role=person["role"], valid_until=last_day, scope=scope, by=by, on=on)
