"""Writing a backup."""

import hashlib
import io
import json
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import connection, transaction

from smartregion.core.backups.manifest import Manifest, Sum, applied_migrations
from smartregion.core.backups.rows import lines, tables
from smartregion.core.models import Job
from smartregion.core.storage import whole_file

KIND = "core.backup"


def save(target: Path, *, at: datetime) -> Manifest:
    """Write everything into ``target``, readable by its owner only; whole, or not at all.

    All tables are read as they were at one moment. Files are written once and never changed, so
    reading them a little later is no fault.
    """
    with whole_file(target) as file:
        Path(file.name).chmod(0o600)
        with tarfile.open(fileobj=file, mode="w:gz", compresslevel=6) as archive:
            with _one_moment():
                migrations = applied_migrations()
                rows = {model._meta.db_table: _add_table(archive, model) for model in tables()}
            files = {name: _add_file(archive, name) for name in _files()}
            manifest = Manifest(at.isoformat(), migrations, rows, files)
            _add(archive, "manifest.json", json.dumps(manifest.as_json(), indent=1).encode())
    return manifest


def note_saved(*, at: datetime) -> None:
    """Leave a mark that there is a backup, by which whoever watches sees how old it is."""
    when = {"ordered_at": at, "published_at": at, "finished_at": at}
    Job.objects.create(kind=KIND, key=f"{at:%Y-%m-%d %H:%M:%S.%f}", state=Job.State.DONE, **when)


@contextmanager
def _one_moment() -> Iterator[None]:
    """A transaction that sees nothing of what is written meanwhile, and keeps nobody from writing."""
    here: Any = connection
    # SQLite would take the right to write at once, as it does for requests.
    usual = getattr(here, "transaction_mode", None)
    here.transaction_mode = "DEFERRED"
    try:
        with transaction.atomic():
            if here.vendor == "postgresql":
                with here.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    finally:
        here.transaction_mode = usual


def _add_table(archive: tarfile.TarFile, model: type) -> Sum:
    """A table goes through a file: an archive wants to know how long a member is before it begins."""
    digest, count = hashlib.sha256(), 0
    with tempfile.TemporaryFile(dir=settings.VAR_DIR) as waiting:
        for line in lines(model):
            waiting.write(line)
            digest.update(line)
            count += 1
        _add_stream(archive, f"tables/{model._meta.db_table}.jsonl", waiting)  # type: ignore[attr-defined]
    return Sum(count, digest.hexdigest())


def _add_stream(archive: tarfile.TarFile, name: str, file: IO[bytes]) -> None:
    member = tarfile.TarInfo(name)
    member.size = file.seek(0, io.SEEK_END)
    file.seek(0)
    archive.addfile(member, file)


def _add(archive: tarfile.TarFile, name: str, data: bytes) -> None:
    _add_stream(archive, name, io.BytesIO(data))


def _files() -> Iterator[str]:
    """Uploaded and built files by their path; what is just being written is nobody's yet."""
    root = Path(settings.MEDIA_ROOT)
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.name.endswith(".part"):
            yield path.relative_to(root).as_posix()


def _add_file(archive: tarfile.TarFile, name: str) -> Sum:
    with (Path(settings.MEDIA_ROOT) / name).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        _add_stream(archive, f"media/{name}", file)
        return Sum(file.tell(), digest)
