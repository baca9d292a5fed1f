"""manage.py load_demo: the demo county, once."""

import argparse
from datetime import date
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from smartregion.demo.load import OtherCounty, load_demo, load_empty
from smartregion.demo.logins import login_lines, new_password


class Command(BaseCommand):
    help = "Loads the demo county into an empty installation; a second run changes nothing."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--empty",
            action="store_true",
            help="only the administration login, to start a county from nothing",
        )

    def handle(self, *, empty: bool, **_options: Any) -> None:
        password, on = new_password(), timezone.localdate()
        if empty:
            load_empty(password=password, on=on)
        elif not self.load(password, on):
            self.stdout.write("The demo county is already there; nothing was changed.")
            return
        self.stdout.write("Logins:")
        self.stdout.write("\n".join(login_lines(password)))

    def load(self, password: str, on: date) -> bool:
        try:
            return load_demo(password=password, on=on)
        except OtherCounty as county:
            raise CommandError(
                f"This installation already serves {county}; example data was not added."
            ) from None
