"""Triggers by which what was adopted never changes, whoever writes and however.

Texts, translations and links of an adopted version are final, and so is the version itself but for
the one step to "superseded". The rule spans several tables, so no check constraint can hold it.

SQLite loses triggers when a migration rebuilds their table, and a trigger that reads from a table
stands in the way of rebuilding it. So a migration that changes one of these four tables puts its
own operations between ``RunPython(lift, make_final)`` and ``RunPython(make_final, lift)``;
tests/strategy/test_adopted_is_final.py notices when that was forgotten.
"""

FROZEN = "('adopted', 'superseded')"
MESSAGE = "an adopted version never changes"
VERSION = "strategy_strategyversion"

# How a row of these tables leads to its version.
PARTS = {
    "strategy_elementtext": "{row}.version_id",
    "strategy_elementlink": "{row}.version_id",
    "strategy_elementtranslation": (
        "(SELECT version_id FROM strategy_elementtext WHERE id = {row}.text_id)"
    ),
}


def _sqlite_part(table, version):
    """Deleting is refused on PostgreSQL only: SQLite empties tables row by row when tests start afresh."""
    old, new = version.format(row="OLD"), version.format(row="NEW")
    for event, versions in (("INSERT", new), ("UPDATE", f"{old}, {new}")):
        yield f"""
            CREATE TRIGGER {table}_final_{event.lower()} BEFORE {event} ON {table}
            WHEN EXISTS (
                SELECT 1 FROM {VERSION} WHERE id IN ({versions}) AND state IN {FROZEN}
            )
            BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END
        """


def _sqlite(columns):
    for table, version in PARTS.items():
        yield from _sqlite_part(table, version)
    same = " AND ".join(f"NEW.{column} IS OLD.{column}" for column in columns if column != "state")
    yield f"""
        CREATE TRIGGER {VERSION}_final BEFORE UPDATE ON {VERSION}
        WHEN OLD.state IN {FROZEN} AND NOT (
            {same}
            AND (NEW.state = OLD.state OR (OLD.state = 'adopted' AND NEW.state = 'superseded'))
        )
        BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END
    """


def _postgresql_part(table, version):
    """The version is locked while one of its parts is written, so nobody adopts it meanwhile."""
    old, new = version.format(row="OLD"), version.format(row="NEW")
    yield f"""
        CREATE FUNCTION {table}_final() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            before_it bigint; after_it bigint; is_final boolean;
        BEGIN
            IF TG_OP <> 'INSERT' THEN before_it := {old}; END IF;
            IF TG_OP <> 'DELETE' THEN after_it := {new}; END IF;
            SELECT bool_or(held.state IN {FROZEN}) INTO is_final FROM (
                SELECT state FROM {VERSION}
                WHERE id IN (before_it, after_it) ORDER BY id FOR SHARE
            ) AS held;
            IF is_final THEN
                RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        END $$
    """
    yield f"""
        CREATE TRIGGER {table}_final BEFORE INSERT OR UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION {table}_final()
    """


def _postgresql(_columns):
    for table, version in PARTS.items():
        yield from _postgresql_part(table, version)
    yield f"""
        CREATE FUNCTION {VERSION}_final() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF OLD.state NOT IN {FROZEN} THEN
                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                RETURN NEW;
            END IF;
            IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'state' = to_jsonb(OLD) - 'state' AND (
                NEW.state = OLD.state OR (OLD.state = 'adopted' AND NEW.state = 'superseded')
            ) THEN
                RETURN NEW;
            END IF;
            RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
        END $$
    """
    yield f"""
        CREATE TRIGGER {VERSION}_final
        BEFORE UPDATE OR DELETE ON {VERSION}
        FOR EACH ROW EXECUTE FUNCTION {VERSION}_final()
    """


def _lift_sqlite():
    for table in PARTS:
        yield f"DROP TRIGGER IF EXISTS {table}_final_insert"
        yield f"DROP TRIGGER IF EXISTS {table}_final_update"
    yield f"DROP TRIGGER IF EXISTS {VERSION}_final"


def _lift_postgresql():
    for table in (*PARTS, VERSION):
        yield f"DROP TRIGGER {table}_final ON {table}"
        yield f"DROP FUNCTION {table}_final()"


def make_final(_apps, schema_editor):
    """All columns that the version has by now are final, so later ones are not forgotten."""
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        found = connection.introspection.get_table_description(cursor, VERSION)
    statements = {"sqlite": _sqlite, "postgresql": _postgresql}[connection.vendor]
    for statement in statements([column.name for column in found]):
        schema_editor.execute(statement)


def lift(_apps, schema_editor):
    statements = {"sqlite": _lift_sqlite, "postgresql": _lift_postgresql}
    for statement in statements[schema_editor.connection.vendor]():
        schema_editor.execute(statement)
