"""What the night does by itself, for those who want to see it first or cannot wait."""

import argparse
from typing import Any

from django.core.management import BaseCommand
from django.utils import timezone

from participation.surveys.actions import remove_expired
from participation.surveys.queries import due_rows


class Command(BaseCommand):
    help = "Removes answers, codes and saved answers of surveys whose last day has passed."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="only tell what would be removed"
        )

    def handle(self, *, dry_run: bool, **_options: Any) -> None:
        at = timezone.now()
        found = due_rows(at=at) if dry_run else remove_expired(at=at)
        for each in found:
            self.stdout.write(f"{each.survey}: {each.rule.label}, {each.number}")
        if not found:
            self.stdout.write("Nothing is due.")
