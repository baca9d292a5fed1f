"""What the audit trail tells beside its verbs: words and formats of its readers, no names of the code."""

import ast
from collections.abc import Iterator

import pytest
from django.utils.translation import override

from measures.models import Measure
from participation.models import Contribution, Survey, Topic
from smartregion.accounts.models import User
from smartregion.county.models import County
from smartregion.home.queries.trail_details import details
from smartregion.home.verbs.details import LABELS
from strategy.models import StrategyVersion
from tests.architecture.verbs import trees

# How the dictionaries are called that become the details of an entry.
NAMES = ("changes", "counts", "noted", "details")


@pytest.mark.behaviour("A2")
@pytest.mark.parametrize(
    ("model", "changes", "said"),
    [
        (
            User,
            {"role": "editor", "valid_until": None},
            "Rolle: Redaktion; Gültig bis: unbefristet",
        ),
        (
            User,
            {"role": "consultant", "valid_until": "2027-02-20", "scope": "survey", "for": "Mobil"},
            "Rolle: Beratung; Gültig bis: 20.02.2027; Umfang: Umfrage; Gilt für: Mobil",
        ),
        (Survey, {"kind": "responses", "number": 1312}, "Einzelne Antworten: 1.312"),
        (Survey, {"closes_at": "2026-03-01T17:00:00+00:00"}, "schließt: 01.03.2026 18:00"),
        (Survey, {"what": "export csv"}, "Was: Export csv"),
        (County, {"format": "csv", "filters": [], "n": 3}, "Format: csv; Einträge: 3"),
        (Measure, {"state": ["running", "completed"]}, "Stand: in Umsetzung → abgeschlossen"),
        (Measure, {"fields": ["title", "summary"]}, "Felder: Titel, Kurzbeschreibung"),
        (Measure, {"sha256": "abc"}, "Prüfsumme: abc"),
        (Contribution, {"reason": "advertising"}, "Grund: Werbung"),
        (
            Topic,
            {"stage": "Ideen", "allows": ["post"]},
            "Phase: Ideen; Erlaubt: Beiträge schreiben",
        ),
        (
            StrategyVersion,
            {"from": "submitted", "to": "adopted", "reason": ""},
            "Von: im Gremienlauf; Nach: beschlossen",
        ),
        (Measure, {"title": "", "summary": ""}, "Felder: Titel, Kurzbeschreibung"),
        (County, {"rows": 22, "is_public": True}, "Zeilen: 22; Öffentlich: ja"),
        (None, {"colour": "red"}, "colour: red"),
        (Survey, {}, ""),
    ],
)
def test_details_are_told_in_words(model, changes, said) -> None:
    with override("de"):
        assert details(model, changes) == said


def keys(value: ast.expr) -> Iterator[str]:
    for each in ast.walk(value):
        if isinstance(each, ast.Dict):
            yield from (key.value for key in each.keys if isinstance(key, ast.Constant))


def noted() -> set[str]:
    """Keys of the details in the code, as far as they are written out there."""
    found: set[str] = set()
    for file, tree in trees().items():
        if "actions" not in str(file):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.keyword) and node.arg == "changes":
                found.update(keys(node.value))
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in NAMES:
                found.update(keys(node.value))
    return found


@pytest.mark.behaviour("A2")
def test_every_detail_of_the_code_has_words() -> None:
    assert len(noted()) > 60
    assert not noted() - set(LABELS)
