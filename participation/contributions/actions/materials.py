"""Laying out files and links beside a topic, an event or a measure, and taking them away."""

import uuid
from pathlib import PurePath
from typing import Any, TypeVar

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max

from participation.contributions.files import Kind
from participation.contributions.models import Material
from smartregion.core import audit
from smartregion.core.rows import moved, write_places

M = TypeVar("M", bound=Material)


@transaction.atomic
def add_link(*, to: Any, title: str, link: str, by: Any, **more: Any) -> Material:
    """Lay out a link; ``to`` is the related manager: ``topic.materials``, ``more`` is what its model adds."""
    row: Material = to.model(title=title, link=link, **more)
    return _added(row, to, by)


@transaction.atomic
def add_file(
    *, to: Any, title: str, file: UploadedFile[Any], kind: Kind, by: Any, **more: Any
) -> Material:
    """Lay out a file whose content was looked at; on our disk it gets a name of ours."""
    row: Material = to.model(
        title=title,
        file_name=PurePath(file.name or "").name[-160:],
        content_type=kind.content_type,
        size=file.size or 0,
        **more,
    )
    row.file.save(f"{uuid.uuid4()}{kind.endings[0]}", file, save=False)
    return _added(row, to, by)


@transaction.atomic
def remove_material(*, material: Material, by: Any) -> None:
    """Take it away; the file itself goes once the database has let go of it."""
    audit.record(by=by, verb="remove_material", subject=material)
    if name := material.file.name:
        storage = material.file.storage
        transaction.on_commit(lambda: storage.delete(name))
    material.delete()


@transaction.atomic
def move_material(*, material: Material, among: Any, direction: str, by: Any) -> None:
    """One place up or down among its neighbours."""
    rows = list(among.select_for_update())
    here = next(at for at, row in enumerate(rows) if row.pk == material.pk)
    if moved(rows, here, here + (-1 if direction == "up" else 1)):
        write_places(rows)
        audit.record(by=by, verb="move_material", subject=material)


def _added(row: M, to: Any, by: Any) -> M:
    last = to.aggregate(last=Max("position"))["last"]
    row.position = 0 if last is None else last + 1
    to.add(row, bulk=False)
    audit.record(by=by, verb="add_material", subject=row)
    return row
