"""Triggers by which corrections and the steps of reports are written once, whoever writes and however.

``Immutable`` holds that for programs that go through the models; this holds it for everybody else. They
look at no other table, so they stand in nobody's way; a migration that changes one of the two puts its
operations between ``RunPython(lift, make_final)`` and ``RunPython(make_final, lift)``.
"""

TABLES = ("measures_correction", "measures_assessmentstep")

# Deleting is refused on PostgreSQL only: SQLite empties tables row by row when tests start afresh.
SQLITE = """
    CREATE TRIGGER {table}_once BEFORE UPDATE ON {table}
    BEGIN SELECT RAISE(ABORT, 'what was written once never changes'); END
"""
POSTGRESQL_FUNCTION = """
    CREATE FUNCTION measures_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'what was written once never changes'
        USING ERRCODE = 'integrity_constraint_violation';
    END $$
"""
POSTGRESQL = """
    CREATE TRIGGER {table}_once BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION measures_written_once()
"""


def make_final(_apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    if not is_sqlite:
        schema_editor.execute(POSTGRESQL_FUNCTION)
    for table in TABLES:
        schema_editor.execute((SQLITE if is_sqlite else POSTGRESQL).format(table=table))


def lift(_apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for table in TABLES:
        on = "" if is_sqlite else f" ON {table}"
        schema_editor.execute(f"DROP TRIGGER {table}_once{on}")
    if not is_sqlite:
        schema_editor.execute("DROP FUNCTION measures_written_once()")
