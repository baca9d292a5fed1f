"""Reading a backup: checking it, and putting everything back into an empty installation."""

import hashlib
import json
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, transaction
from django.utils.translation import gettext as _

from smartregion.core.backups.manifest import FORMAT, Manifest, Sum, applied_migrations
from smartregion.core.backups.rows import insert, lines, sum_of, tables
from smartregion.core.storage import whole_file

BLOCK = 1024 * 1024


class RestoreRefused(Exception):
    """Nothing was restored; the message says why in a full sentence."""


def check(source: Path) -> Manifest:
    """Read a backup through and compare every checksum. Raises ``RestoreRefused``."""
    manifest = _manifest(source)
    sums = {
        **{f"tables/{name}.jsonl": each for name, each in manifest.tables.items()},
        **{f"media/{name}": each for name, each in manifest.files.items()},
    }
    with _opened(source) as archive:
        for member in archive:
            wanted = sums.pop(member.name, None)
            if wanted and _digest(_content(archive, member)) != wanted.sha256:
                raise RestoreRefused(
                    _("Die Sicherung ist beschädigt: %(name)s.") % {"name": member.name}
                )
    if sums:
        raise RestoreRefused(_("In der Sicherung fehlt %(name)s.") % {"name": min(sums)})
    return manifest


def restore(source: Path) -> Manifest:
    """Put a backup into an empty, migrated installation, and compare every checksum afterwards.

    Rows go in within one transaction: when anything is wrong, the database stays empty.
    """
    manifest = check(source)
    _refuse_other_shape(manifest)
    _refuse_data()
    with _opened(source) as archive:
        for member in archive:
            if member.name.startswith("media/"):
                _put_file(archive, member)
    with transaction.atomic(), _without_triggers():
        _put_rows(source)
        _refuse_difference(manifest)
        connection.check_constraints()
    return manifest


# -- refusing ----------------------------------------------------------------------------------
def _refuse_other_shape(manifest: Manifest) -> None:
    here = set(applied_migrations())
    missing, surplus = set(manifest.migrations) - here, here - set(manifest.migrations)
    if missing:
        raise RestoreRefused(
            _("Die Sicherung ist von einer neueren Ausgabe: Hier fehlt %(name)s.")
            % {"name": min(missing)}
        )
    if surplus:
        raise RestoreRefused(
            _(
                "Die Sicherung ist von einer älteren Ausgabe, sie kennt %(name)s nicht. Bitte stellen Sie "
                "sie mit jener Ausgabe wieder her und aktualisieren Sie danach."
            )
            % {"name": min(surplus)}
        )


def _refuse_data() -> None:
    for model in tables():
        if model._base_manager.exists():
            raise RestoreRefused(
                _("Die Datenbank ist nicht leer: In %(table)s stehen schon Daten.")
                % {"table": model._meta.db_table}
            )


def _refuse_difference(manifest: Manifest) -> None:
    for model in tables():
        name = model._meta.db_table
        if sum_of(lines(model)) != manifest.tables.get(name, Sum(0, "")):
            raise RestoreRefused(
                _("Nach dem Einspielen stimmt die Prüfsumme von %(table)s nicht.") % {"table": name}
            )


# -- reading -----------------------------------------------------------------------------------
@contextmanager
def _opened(source: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(source, "r|gz") as archive:
            yield archive
    except (tarfile.TarError, EOFError, OSError) as error:
        raise RestoreRefused(
            _("%(file)s ist keine lesbare Sicherung.") % {"file": source.name}
        ) from error


def _manifest(source: Path) -> Manifest:
    with _opened(source) as archive:
        for member in archive:
            if member.name == "manifest.json":
                return _understood(json.load(_content(archive, member)))
    raise RestoreRefused(_("Die Sicherung ist unvollständig: Ihr Verzeichnis fehlt."))


def _understood(content: dict[str, object]) -> Manifest:
    if content.get("format") != FORMAT:
        raise RestoreRefused(_("Diese Art von Sicherung kennt diese Ausgabe nicht."))
    return Manifest.from_json(content)


def _content(archive: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    file = archive.extractfile(member)
    if file is None:
        raise RestoreRefused(_("Die Sicherung ist beschädigt: %(name)s.") % {"name": member.name})
    return file


def _digest(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while block := file.read(BLOCK):
        digest.update(block)
    return digest.hexdigest()


# -- writing -----------------------------------------------------------------------------------
def _put_file(archive: tarfile.TarFile, member: tarfile.TarInfo) -> None:
    """A file goes to its place below the media folder and nowhere else."""
    parts = PurePosixPath(member.name).parts[1:]
    if not parts or ".." in parts or not member.isfile():
        raise RestoreRefused(_("Die Sicherung ist beschädigt: %(name)s.") % {"name": member.name})
    place = Path(settings.MEDIA_ROOT).joinpath(*parts)
    place.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(place) as file:
        content = _content(archive, member)
        while block := content.read(BLOCK):
            file.write(block)


def _put_rows(source: Path) -> None:
    by_name = {f"tables/{model._meta.db_table}.jsonl": model for model in tables()}
    with _opened(source) as archive:
        for member in archive:
            if model := by_name.get(member.name):
                insert(model, _content(archive, member))
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(statement)


@contextmanager
def _without_triggers() -> Iterator[None]:
    """Triggers guard what people do. What is restored was guarded when it was first written."""
    lift, put_back = _statements()
    with connection.cursor() as cursor:
        for statement in lift:
            cursor.execute(statement)
        yield
        # Tables can be altered only when no check of a foreign key waits for the end.
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for statement in put_back:
            cursor.execute(statement)


def _statements() -> tuple[list[str], list[str]]:
    if connection.vendor == "postgresql":
        names = [connection.ops.quote_name(model._meta.db_table) for model in tables()]
        return (
            [f"ALTER TABLE {name} DISABLE TRIGGER USER" for name in names],
            [f"ALTER TABLE {name} ENABLE TRIGGER USER" for name in names],
        )
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
    quote = connection.ops.quote_name
    return [f"DROP TRIGGER {quote(name)}" for name, _sql in triggers], [sql for _n, sql in triggers]
