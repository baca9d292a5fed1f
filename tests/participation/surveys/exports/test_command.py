"""``manage.py export_survey``: every format, whole or not at all, one sentence when it does not work."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from lxml import etree

from participation.surveys.interchange.files import read_file
from participation.surveys.models import Survey, SurveyVersion
from smartregion.core.models import AuditEntry
from tests.factories.dates import DAY
from tests.factories.surveys import published, question, respond, survey_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon"), pytest.mark.slow]


@pytest.fixture
def version() -> SurveyVersion:
    version = published(question("single", "one"), question("long_text", "txt"), slug="bus")
    for number in range(6):
        respond(version, {"one": "abc"[number % 3], "txt": "Ja, gern"})
    return version


def export(place: Path, format_: str, **options: Any) -> str:
    told = io.StringIO()
    call_command("export_survey", "bus", format_=format_, output=str(place), stdout=told, **options)
    return told.getvalue()


STARTS = {
    "csv": b"\xef\xbb\xbfid;fassung", "json": b'{"format": "smartregion-responses"', "xlsx": b"PK",
    "sav": b"$FL", "codebook": b"\xef\xbb\xbfSpalte;Frage", "ddi": b"<?xml", "questionnaire": b"{",
    "lss": b"<?xml", "xlsform": b"PK",
}  # fmt: skip


@pytest.mark.behaviour("Q32")
@pytest.mark.parametrize("format_", STARTS)
def test_every_format_is_written(version: SurveyVersion, tmp_path: Path, format_: str) -> None:
    place = tmp_path / "bus.file"
    assert export(place, format_).startswith(str(place))
    assert place.read_bytes().startswith(STARTS[format_])
    assert [each.name for each in tmp_path.iterdir()] == ["bus.file"]


@pytest.mark.behaviour("Q32")
def test_filter_and_version_act_on_the_file(version: SurveyVersion, tmp_path: Path) -> None:
    place = tmp_path / "a.json"
    assert "2 responses" in export(place, "json", filters=["one=a"], number=1)
    found = json.loads(place.read_bytes())
    assert found["about"]["n"] == 2
    assert {each["one"] for each in found["responses"]} == {"a"}


def test_answers_go_to_stdout(version: SurveyVersion, monkeypatch: pytest.MonkeyPatch) -> None:
    class Out:
        buffer = io.BytesIO()

    monkeypatch.setattr(sys, "stdout", Out)
    export(Path("-"), "csv")
    assert Out.buffer.getvalue().count(b"\r\n") == 7


@pytest.mark.behaviour("Q32")
@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"filters": ["one=z"]}, "z"),
        ({"filters": ["one"]}, "CODE=VALUE"),
        ({"filters": ["nix=a"]}, "nix"),
        ({"weight": "nix"}, "nix"),
        ({"number": 7}, "no version 7"),
    ],
)
def test_what_cannot_be_written_is_one_sentence_and_no_file(
    version: SurveyVersion, tmp_path: Path, options: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(CommandError, match=sentence) as refusal:
        export(tmp_path / "bus.csv", "csv", **options)
    assert "\n" not in str(refusal.value)
    assert list(tmp_path.iterdir()) == []


def test_an_old_file_stays_until_the_new_one_is_whole(
    version: SurveyVersion, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "bus.csv"
    place.write_text("before")

    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(CommandError, match="No space left"):
        export(place, "csv")
    assert place.read_text() == "before"


def test_places_and_surveys_that_are_not_there(version: SurveyVersion, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be written"):
        export(tmp_path / "no" / "such" / "folder.csv", "csv")
    with pytest.raises(CommandError, match="no survey called zug"):
        call_command("export_survey", "zug", format_="csv", output="-")
    with pytest.raises(CommandError, match="to a file only"):
        export(Path("-"), "sav")


def test_answers_that_were_removed_are_not_given_out(version: SurveyVersion) -> None:
    Survey.objects.update(erased_on=DAY)
    with pytest.raises(CommandError, match="entfernt"):
        export(Path("-"), "csv")


def test_it_is_noted(version: SurveyVersion, tmp_path: Path) -> None:
    export(tmp_path / "bus.sav", "sav")
    entry = AuditEntry.objects.get(verb="note_raw_access")
    assert (entry.actor, entry.changes["what"]) == (None, "export sav")


@pytest.mark.parametrize("format_", ["lss", "xlsform", "questionnaire"])
def test_a_draft_gives_its_questionnaire(tmp_path: Path, format_: str) -> None:
    survey_with(question("single", "one"), slug="bus")
    ending = {"lss": "lss", "xlsform": "xlsx", "questionnaire": "json"}[format_]
    place = tmp_path / f"draft.{ending}"
    export(place, format_)
    _format, found = read_file(place.name, place.read_bytes())
    assert [each.code for each in found.questionnaire.questions] == ["one"]


def test_the_ddi_is_xml(version: SurveyVersion, tmp_path: Path) -> None:
    export(tmp_path / "bus.xml", "ddi", filters=["one=a"])
    root = etree.parse(tmp_path / "bus.xml").getroot()
    assert root.findtext(".//{ddi:codebook:2_5}caseQnty") == "2"
