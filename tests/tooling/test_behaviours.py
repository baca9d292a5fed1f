"""The list of promises notices what is not proven."""

import json
from pathlib import Path

import pytest

from scripts import behaviours

DOCUMENT = "# Promises\n\n- **S4** One answer per person.\n- **X12** Backups can be restored.\n"


@pytest.fixture
def results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    document = tmp_path / "behaviours.md"
    document.write_text(DOCUMENT)
    folder = tmp_path / "results"
    folder.mkdir()
    monkeypatch.setattr(behaviours, "DOCUMENT", document)
    monkeypatch.setattr(behaviours, "RESULTS", folder)
    return folder


def write(results: Path, run: str, **outcomes: dict[str, str]) -> None:
    (results / f"{run}.json").write_text(json.dumps(outcomes))


def test_all_proven_is_fine(results: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(results, "sqlite", S4={"test_a": "passed"})
    write(results, "postgres", X12={"test_b": "passed"})
    assert behaviours.main() == 0
    assert "S4    holds  One answer per person." in capsys.readouterr().out


def test_promise_without_a_test_fails(results: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(results, "sqlite", S4={"test_a": "passed"})
    assert behaviours.main() == 1
    assert "X12   FAILS  no passing test shows it" in capsys.readouterr().out


def test_failure_in_one_run_is_not_healed_by_another(results: Path) -> None:
    write(results, "postgres", S4={"test_a": "failed"}, X12={"test_b": "passed"})
    write(results, "sqlite", S4={"test_a": "passed"})
    assert behaviours.main() == 1


def test_unknown_promise_fails(results: Path, capsys: pytest.CaptureFixture[str]) -> None:
    proven = {"test_a": "passed"}
    write(results, "sqlite", S4=proven, X12=proven, Z9=proven)
    assert behaviours.main() == 1
    assert "does not know it" in capsys.readouterr().out


def test_without_results_it_says_what_to_do(results: Path) -> None:
    with pytest.raises(SystemExit, match="Run make test first"):
        behaviours.main()
