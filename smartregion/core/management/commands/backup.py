"""Save a whole installation into one file."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand
from django.utils import timezone

from smartregion.core.backups import note_saved, save


class Command(BaseCommand):
    help = "Saves all data and files into one archive that only its owner can read. Secrets are not in it."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.tar.gz")

    def handle(self, *, output: Path, **_options: Any) -> None:
        manifest = save(output, at=timezone.now())
        note_saved(at=timezone.now())
        rows = sum(table.count for table in manifest.tables.values())
        self.stdout.write(
            f"{output}: {rows} rows in {len(manifest.tables)} tables, {len(manifest.files)} files."
        )
        self.stdout.write("Not in it, keep them elsewhere: " + ", ".join(manifest.secrets))
