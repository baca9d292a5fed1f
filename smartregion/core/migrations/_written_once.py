"""Triggers by which the audit trail only ever grows, whoever writes and however.

Entries go in one way only, which ``smartregion.core.audit`` opens for the length of its own statement: old ones
when their time is over, and the label of a person who left. On PostgreSQL that way is a setting of the
transaction; SQLite knows none, so there deleting and new labels are not refused (it also empties its
tables row by row when tests start afresh).

A migration that changes the table puts its operations between ``RunPython(lift, make_final)`` and
``RunPython(make_final, lift)``.
"""

TABLE = "core_auditentry"
LABEL = "object_label"
MESSAGE = "the audit trail is only ever added to"
# Set to "on" for one transaction by smartregion.core.audit, and nowhere else.
OPENED_BY = "smartregion.forgetting"

POSTGRESQL_FUNCTION = f"""
    CREATE FUNCTION {TABLE}_once() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF coalesce(current_setting('{OPENED_BY}', true), '') = 'on' THEN
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            IF to_jsonb(NEW) - '{LABEL}' = to_jsonb(OLD) - '{LABEL}' THEN RETURN NEW; END IF;
        END IF;
        RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
    END $$
"""
POSTGRESQL = f"""
    CREATE TRIGGER {TABLE}_once BEFORE UPDATE OR DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION {TABLE}_once()
"""


def _sqlite(columns):
    same = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in columns if name != LABEL)
    return f"""
        CREATE TRIGGER {TABLE}_once BEFORE UPDATE ON {TABLE} WHEN NOT ({same})
        BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END
    """


def make_final(_apps, schema_editor):
    connection = schema_editor.connection
    if connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL_FUNCTION)
        schema_editor.execute(POSTGRESQL)
        return
    with connection.cursor() as cursor:
        found = connection.introspection.get_table_description(cursor, TABLE)
    schema_editor.execute(_sqlite([column.name for column in found]))


def lift(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER {TABLE}_once ON {TABLE}")
        schema_editor.execute(f"DROP FUNCTION {TABLE}_once()")
    else:
        schema_editor.execute(f"DROP TRIGGER {TABLE}_once")
