"""Put a saved installation back."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.utils import timezone, translation

from smartregion.core.backups import RestoreRefused, check, restore
from smartregion.core.retention import remove_all

# Nobody keeps a list of those who asked to be forgotten, so the office has to know it from its mail.
BACK_AGAIN = (
    "Accounts closed and texts erased after {at} are back: close and erase them again "
    "before the site is opened (docs/operations.md)."
)


class Command(BaseCommand):
    help = (
        "Restores an archive of `backup` into an empty, migrated database; compares every checksum."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("archive", type=Path, metavar="FILE.tar.gz")
        parser.add_argument(
            "--check", action="store_true", help="only read it through and compare its checksums"
        )

    def handle(self, *, archive: Path, check: bool, **_options: Any) -> None:
        with translation.override("en"):
            try:
                manifest = _check(archive) if check else restore(archive)
            except RestoreRefused as refusal:
                raise CommandError(str(refusal)) from refusal
        if not check:
            _remove_again()
        rows = sum(table.count for table in manifest.tables.values())
        done = "is whole" if check else "is restored"
        self.stdout.write(
            f"{archive} {done}: {rows} rows, {len(manifest.files)} files, saved {manifest.saved_at}."
        )
        if not check:
            self.stdout.write(BACK_AGAIN.format(at=manifest.saved_at))


def _remove_again() -> None:
    """What was due since the backup was written came back with it, and goes at once."""
    if failures := remove_all(at=timezone.now()):
        raise CommandError(f"Restored, but not everything that is due was removed: {failures}.")


_check = check
