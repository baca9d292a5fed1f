"""manage.py appoint_administration person@example.org: the first person of a new installation."""

import argparse
from typing import Any

from django.core.management import BaseCommand
from django.utils import timezone

from smartregion.accounts.actions import add_person, grant_role
from smartregion.accounts.models import Role, User


class Command(BaseCommand):
    help = "Gives the administration role to an address; without an account one is made."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("email")

    def handle(self, *, email: str, **_options: Any) -> None:
        found = User.objects.filter(email__iexact=email).first()
        user = found or add_person(email=email, display_name=email.partition("@")[0], by=None)
        grant_role(user=user, role=Role.ADMINISTRATION, by=None, on=timezone.localdate())
        self.stdout.write(f"{user.email} may now log in with a code sent to that address.")
