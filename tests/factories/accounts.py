"""People and the roles they hold."""

from datetime import date, timedelta
from typing import Any

import factory
from allauth.account.models import EmailAddress
from django.utils import timezone

from smartregion.accounts.models import Invitation, Role, RoleAssignment, User

PASSWORD = "only for tests, and long enough"
FAR_AWAY = date(2999, 12, 31)


class UserFactory(factory.django.DjangoModelFactory):
    """A person with an account, and with the roles named: ``UserFactory(roles=["editor"])``."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person-{n}@example.org")
    display_name = factory.Sequence(lambda n: f"Person {n}")

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        user = model_class.objects.create_user(*args, password=PASSWORD, **kwargs)
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
        return user

    @factory.post_generation
    def roles(self: User, create: bool, extracted: Any, **kwargs: Any) -> None:  # type: ignore[misc]
        for role in extracted or ():
            RoleAssignmentFactory(user=self, role=role)


class RoleAssignmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RoleAssignment

    user = factory.SubFactory(UserFactory)
    role = Role.EDITOR
    valid_until = factory.LazyAttribute(
        lambda held: FAR_AWAY if held.role == Role.CONSULTANT else None
    )


class InvitationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Invitation

    email = factory.Sequence(lambda n: f"eingeladen-{n}@example.org")
    display_name = "Erika Eingeladen"
    roles = [{"role": "editor", "scope_kind": "all", "scope_key": "", "valid_until": None}]
    token_hash = factory.Sequence(lambda n: f"{n:064}")
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=14))
