"""Workers know the tasks of every room."""

from pathlib import Path

from smartregion.celery import WINGS

PARTICIPATION = Path(__file__).resolve().parents[1] / "participation"


def test_each_wing_with_tasks_is_named() -> None:
    """Else they are there only as long as something else happens to import them."""
    assert {each.parent.name for each in PARTICIPATION.glob("*/tasks.py")} == set(WINGS)
