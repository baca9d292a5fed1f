"""Triggers by which a closed cycle and its assessments are final, whoever writes and however.

The rule spans two tables, so no check constraint can hold it.

SQLite loses triggers when a migration rebuilds their table, and a trigger that reads from a table
stands in the way of rebuilding it. So a migration that changes one of these two tables puts its own
operations between ``RunPython(lift, make_final)`` and ``RunPython(make_final, lift)``;
tests/measures/test_closed_cycles.py notices when that was forgotten.
"""

SQLITE = [
    """
    CREATE TRIGGER cycle_final BEFORE UPDATE ON measures_cycle
    WHEN OLD.state = 'closed'
    BEGIN SELECT RAISE(ABORT, 'a closed evaluation cycle never changes'); END
    """,
    """
    CREATE TRIGGER assessment_final_insert BEFORE INSERT ON measures_assessment
    WHEN (SELECT state FROM measures_cycle WHERE id = NEW.cycle_id) = 'closed'
    BEGIN SELECT RAISE(ABORT, 'a closed evaluation cycle never changes'); END
    """,
    """
    CREATE TRIGGER assessment_final_update BEFORE UPDATE ON measures_assessment
    WHEN EXISTS (
        SELECT 1 FROM measures_cycle WHERE id IN (OLD.cycle_id, NEW.cycle_id) AND state = 'closed'
    )
    BEGIN SELECT RAISE(ABORT, 'a closed evaluation cycle never changes'); END
    """,
]

# Deleting is refused on PostgreSQL only: SQLite empties tables row by row when tests start afresh.
POSTGRESQL = [
    """
    CREATE FUNCTION measures_cycle_final() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF OLD.state = 'closed' THEN
            RAISE EXCEPTION 'a closed evaluation cycle never changes'
            USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE FUNCTION measures_assessment_final() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF (TG_OP <> 'INSERT' AND EXISTS (
                SELECT 1 FROM measures_cycle WHERE id = OLD.cycle_id AND state = 'closed'))
        OR (TG_OP <> 'DELETE' AND EXISTS (
                SELECT 1 FROM measures_cycle WHERE id = NEW.cycle_id AND state = 'closed')) THEN
            RAISE EXCEPTION 'a closed evaluation cycle never changes'
            USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER cycle_final BEFORE UPDATE OR DELETE ON measures_cycle
    FOR EACH ROW EXECUTE FUNCTION measures_cycle_final()
    """,
    """
    CREATE TRIGGER assessment_final BEFORE INSERT OR UPDATE OR DELETE ON measures_assessment
    FOR EACH ROW EXECUTE FUNCTION measures_assessment_final()
    """,
]

UNDO_SQLITE = [
    "DROP TRIGGER cycle_final",
    "DROP TRIGGER assessment_final_insert",
    "DROP TRIGGER assessment_final_update",
]
UNDO_POSTGRESQL = [
    "DROP TRIGGER cycle_final ON measures_cycle",
    "DROP TRIGGER assessment_final ON measures_assessment",
    "DROP FUNCTION measures_cycle_final()",
    "DROP FUNCTION measures_assessment_final()",
]


def _run(schema_editor, *, sqlite, postgresql):
    by_vendor = {"sqlite": sqlite, "postgresql": postgresql}
    for statement in by_vendor[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def make_final(_apps, schema_editor):
    _run(schema_editor, sqlite=SQLITE, postgresql=POSTGRESQL)


def lift(_apps, schema_editor):
    _run(schema_editor, sqlite=UNDO_SQLITE, postgresql=UNDO_POSTGRESQL)
