"""A closed round of the maturity survey and its scores are final, whoever writes and however.

The rule spans two tables, so no check constraint can hold it. A migration that changes one of them
puts its own operations between ``RunPython(lift, make_final)`` and ``RunPython(make_final, lift)``
(see _final.py); tests/strategy/test_maturity_closed_rounds.py notices when that was forgotten.
"""

MESSAGE = "a closed maturity round never changes"

SQLITE = [
    f"""
    CREATE TRIGGER maturity_round_final BEFORE UPDATE ON strategy_maturityround
    WHEN OLD.state = 'closed'
    BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END
    """,
    f"""
    CREATE TRIGGER maturity_score_final_insert BEFORE INSERT ON strategy_maturityscore
    WHEN (SELECT state FROM strategy_maturityround WHERE id = NEW.round_id) = 'closed'
    BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END
    """,
    f"""
    CREATE TRIGGER maturity_score_final_update BEFORE UPDATE ON strategy_maturityscore
    WHEN EXISTS (
        SELECT 1 FROM strategy_maturityround
        WHERE id IN (OLD.round_id, NEW.round_id) AND state = 'closed'
    )
    BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END
    """,
]

# Deleting is refused on PostgreSQL only: SQLite empties tables row by row when tests start afresh.
POSTGRESQL = [
    f"""
    CREATE FUNCTION strategy_maturityround_final() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF OLD.state = 'closed' THEN
            RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END $$
    """,
    f"""
    CREATE FUNCTION strategy_maturityscore_final() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF (TG_OP <> 'INSERT' AND EXISTS (
                SELECT 1 FROM strategy_maturityround WHERE id = OLD.round_id AND state = 'closed'))
        OR (TG_OP <> 'DELETE' AND EXISTS (
                SELECT 1 FROM strategy_maturityround WHERE id = NEW.round_id AND state = 'closed')) THEN
            RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER maturity_round_final BEFORE UPDATE OR DELETE ON strategy_maturityround
    FOR EACH ROW EXECUTE FUNCTION strategy_maturityround_final()
    """,
    """
    CREATE TRIGGER maturity_score_final BEFORE INSERT OR UPDATE OR DELETE ON strategy_maturityscore
    FOR EACH ROW EXECUTE FUNCTION strategy_maturityscore_final()
    """,
]

UNDO_SQLITE = [
    "DROP TRIGGER maturity_round_final",
    "DROP TRIGGER maturity_score_final_insert",
    "DROP TRIGGER maturity_score_final_update",
]
UNDO_POSTGRESQL = [
    "DROP TRIGGER maturity_round_final ON strategy_maturityround",
    "DROP TRIGGER maturity_score_final ON strategy_maturityscore",
    "DROP FUNCTION strategy_maturityround_final()",
    "DROP FUNCTION strategy_maturityscore_final()",
]


def _run(schema_editor, *, sqlite, postgresql):
    by_vendor = {"sqlite": sqlite, "postgresql": postgresql}
    for statement in by_vendor[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def make_final(_apps, schema_editor):
    _run(schema_editor, sqlite=SQLITE, postgresql=POSTGRESQL)


def lift(_apps, schema_editor):
    _run(schema_editor, sqlite=UNDO_SQLITE, postgresql=UNDO_POSTGRESQL)
