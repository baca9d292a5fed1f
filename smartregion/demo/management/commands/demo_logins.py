"""manage.py demo_logins: who can log in to the demo, shown whenever it starts."""

from typing import Any

from django.conf import settings
from django.core.management import BaseCommand

from smartregion.demo.logins import DEMO_PASSWORD, login_lines


class Command(BaseCommand):
    help = "Prints the demo logins."

    def handle(self, **_options: Any) -> None:
        # Outside the demo the password is random and was shown when the data was loaded.
        password = DEMO_PASSWORD if settings.DEMO else "(shown by load_demo)"
        self.stdout.write("\n".join(login_lines(password)))
