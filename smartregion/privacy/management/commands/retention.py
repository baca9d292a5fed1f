"""Remove what is kept no longer, or tell what would go."""

import argparse
from datetime import date, datetime, time
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from smartregion.privacy.actions import keep_retention
from smartregion.privacy.queries import rule_lines


class Command(BaseCommand):
    help = "Removes everything whose time is over, by the rules beside the models. Content is never told."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only tell what is due")
        parser.add_argument(
            "--on", type=date.fromisoformat, metavar="YYYY-MM-DD", help="as of the end of this day"
        )

    def handle(self, *, dry_run: bool, on: date | None, **_options: Any) -> None:
        now = timezone.now()
        at = timezone.make_aware(datetime.combine(on, time.max)) if on else now
        if not dry_run and on and on > timezone.localdate(now):
            raise CommandError("A day that has not come removes nothing: look with --dry-run.")
        self._tell(at)
        if dry_run:
            return
        run = keep_retention(at=at)
        self.stdout.write(f"Removed: {run.removed} rows.")
        left = sum(line["left"] for line in run.lines.values())
        if run.failures or left:
            failed = ", ".join(f"{name} ({kind})" for name, kind in run.failures.items()) or "none"
            raise CommandError(f"Still due: {left} rows. Failed: {failed}.")

    def _tell(self, at: datetime) -> None:
        for line in rule_lines(at=at):
            if line.due:
                oldest = f", the oldest of {line.oldest}" if line.oldest else ""
                self.stdout.write(f"{line.name}: {line.due} due{oldest}")
