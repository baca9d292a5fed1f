"""The audit trail only ever grows: the models refuse the rest, and so does the database."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from smartregion.core import audit
from smartregion.core.models import AuditEntry
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    somebody = UserFactory(display_name="Erika Beispiel")
    return audit.record(by=somebody, verb="rename_person", subject=somebody)


def by_sql(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_the_models_neither_change_nor_delete_what_was_written(entry):
    entry.verb = "something_else"
    for forbidden in (
        entry.save,
        entry.delete,
        AuditEntry.objects.all().delete,
        lambda: AuditEntry.objects.update(verb="x"),
    ):
        with pytest.raises(ValueError, match="AuditEntry is"):
            forbidden()
    assert AuditEntry.objects.get().verb == "rename_person"


@pytest.mark.behaviour("A1")
@pytest.mark.parametrize(
    "column", ["verb", "object_type", "object_id", "changes", "at", "actor_id"]
)
def test_no_statement_changes_what_was_written(entry, column):
    value = {"changes": '{"a": 1}', "at": "2020-01-01 00:00:00+00", "actor_id": None}
    with pytest.raises(DatabaseError, match="only ever added"):
        by_sql(f"UPDATE core_auditentry SET {column} = %s", value.get(column, "x"))
    assert AuditEntry.objects.filter(verb="rename_person", actor__isnull=False).exists()


@pytest.mark.postgres
@pytest.mark.behaviour("A1")
@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM core_auditentry", "UPDATE core_auditentry SET object_label = 'niemand'"],
)
def test_no_statement_deletes_or_renames_what_was_written(entry, statement):
    with pytest.raises(DatabaseError, match="only ever added"):
        by_sql(statement)
    assert AuditEntry.objects.get().object_label == "Erika Beispiel"


@pytest.mark.behaviour("A1")
def test_entries_go_when_their_time_is_over_and_no_others(entry):
    later = timezone.now() + timedelta(seconds=5)
    assert audit.forget_before(entry.at) == 0
    assert list(audit.due_before(later)) == [entry]
    assert audit.forget_before(later) == 1
    assert not AuditEntry.objects.exists()


@pytest.mark.postgres
def test_the_way_out_is_shut_again_at_once(entry):
    audit.forget_before(entry.at)
    with pytest.raises(DatabaseError, match="only ever added"):
        by_sql("DELETE FROM core_auditentry")


def test_who_left_is_named_no_more_and_everything_else_stays(entry):
    audit.relabel(subject=entry.actor, label="Ehemaliges Konto")
    after = AuditEntry.objects.get()
    assert after.object_label == "Ehemaliges Konto"
    assert (after.verb, after.at, after.actor_id) == (entry.verb, entry.at, entry.actor_id)
