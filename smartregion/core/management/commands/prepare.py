"""Everything between a fresh check-out and the first page; quick when nothing has changed."""

import argparse
import hashlib
from io import StringIO
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import BaseCommand, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


class Command(BaseCommand):
    help = "Migrates the database, compiles translations, collects static files, loads first data once."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--fill", metavar="COMMAND", help="management command that fills a new database"
        )

    def handle(self, *, fill: str, **_options: Any) -> None:
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        is_new = "django_migrations" not in connection.introspection.table_names()
        call_command("compile_translations")
        self.migrate()
        self.collect_static()
        if fill:
            self.fill(fill, is_new=is_new)

    def migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("→ database")
            call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)

    def collect_static(self) -> None:
        stamp = settings.STATIC_ROOT / ".stamp"
        wanted = state_of_static_files()
        if stamp.exists() and stamp.read_text() == wanted:
            return
        self.stdout.write("→ static files")
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        stamp.write_text(wanted)

    def fill(self, command: str, *, is_new: bool) -> None:
        """Load first data once per database, again if an earlier try broke off."""
        stamp = settings.VAR_DIR / "filled.stamp"
        if stamp.exists() and not is_new:
            return
        self.stdout.write("→ example data")
        call_command(command, stdout=StringIO())
        stamp.touch()


def state_of_static_files() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list(["*.map"]):
            changed = storage.get_modified_time(path).timestamp()
            digest.update(f"{path} {storage.size(path)} {changed}\n".encode())
    return digest.hexdigest()
