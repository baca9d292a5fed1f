"""Reports of earlier days get their index, and synopses the version that stands beside theirs."""

import json
import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

UUID_TEXT = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def fill(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    report_model, mention = (apps.get_model("reports", name) for name in ("Report", "Mention"))
    reports = report_model.objects.select_related("snapshot", "manuscript")
    for report in reports.iterator(chunk_size=1):
        keys = set(_named(json.loads(report.snapshot.content)))
        rows = (mention(report_id=report.pk, thing=key) for key in sorted(keys))
        mention.objects.bulk_create(rows, ignore_conflicts=True)
        if report.kind == "synopsis" and report.manuscript:
            report.earlier_version_id = report.manuscript.earlier_version_id
            report.save(update_fields=["earlier_version"])


def _named(content: Any) -> Iterator[UUID]:
    """As documents.named_keys had it when this was written."""
    if isinstance(content, list):
        for each in content:
            yield from _named(each)
    elif isinstance(content, dict):
        key = content.get("id")
        if isinstance(key, str) and UUID_TEXT.fullmatch(key):
            yield UUID(key)
        for each in content.values():
            yield from _named(each)


class Migration(migrations.Migration):
    dependencies = [("reports", "0005_mentions")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
