"""Ballots of raters; and what was rated in a frozen round is final, whoever writes and however.

The rule spans two tables, so no check constraint can hold it. SQLite loses triggers when a later
migration rebuilds a table; tests/measures/test_frozen_rounds.py notices.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Deleting is refused on PostgreSQL only: SQLite empties tables row by row when tests start afresh.
SQLITE_TRIGGER = """
    CREATE TRIGGER {table}_final_{event} BEFORE {event} ON measures_{table}
    WHEN EXISTS (SELECT 1 FROM measures_prioritisation WHERE state = 'frozen' AND id IN ({rounds}))
    BEGIN SELECT RAISE(ABORT, 'a frozen prioritisation never changes'); END
"""
SQLITE_ROUNDS = {
    "criterion": "{row}.prioritisation_id",
    "ballot": "{row}.prioritisation_id",
    "score": "(SELECT prioritisation_id FROM measures_criterion WHERE id = {row}.criterion_id)",
}
SQLITE_ROWS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW")}

POSTGRESQL_FUNCTION = """
    CREATE FUNCTION measures_{table}_final() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE found boolean := false;
    BEGIN
        IF TG_OP <> 'INSERT' THEN
            found := EXISTS (SELECT 1 FROM measures_prioritisation WHERE state = 'frozen' AND id = {old});
        END IF;
        IF TG_OP <> 'DELETE' AND NOT found THEN
            found := EXISTS (SELECT 1 FROM measures_prioritisation WHERE state = 'frozen' AND id = {new});
        END IF;
        IF found THEN
            RAISE EXCEPTION 'a frozen prioritisation never changes'
            USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END $$
"""
POSTGRESQL_TRIGGER = """
    CREATE TRIGGER {table}_final BEFORE INSERT OR UPDATE OR DELETE ON measures_{table}
    FOR EACH ROW EXECUTE FUNCTION measures_{table}_final()
"""


def make_final(_apps, schema_editor):
    """One trigger for each table that belongs to a round."""
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for table, rounds in SQLITE_ROUNDS.items():
        if is_sqlite:
            for event, rows in SQLITE_ROWS.items():
                named = ", ".join(rounds.format(row=row) for row in rows)
                trigger = SQLITE_TRIGGER.format(table=table, event=event, rounds=named)
                schema_editor.execute(trigger)
        else:
            old, new = rounds.format(row="OLD"), rounds.format(row="NEW")
            schema_editor.execute(POSTGRESQL_FUNCTION.format(table=table, old=old, new=new))
            schema_editor.execute(POSTGRESQL_TRIGGER.format(table=table))


def undo(_apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for table in SQLITE_ROUNDS:
        if is_sqlite:
            for event in SQLITE_ROWS:
                schema_editor.execute(f"DROP TRIGGER {table}_final_{event}")
        else:
            schema_editor.execute(f"DROP TRIGGER {table}_final ON measures_{table}")
            schema_editor.execute(f"DROP FUNCTION measures_{table}_final()")


class Migration(migrations.Migration):
    dependencies = [
        ("measures", "0006_deadlines"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Ballot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("handed_in_at", models.DateTimeField(blank=True, null=True)),
                (
                    "prioritisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ballots",
                        to="measures.prioritisation",
                    ),
                ),
                (
                    "rater",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("prioritisation", "rater"), name="ballot_once")
                ],
            },
        ),
        migrations.RunPython(make_final, undo),
    ]
