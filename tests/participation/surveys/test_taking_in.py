"""Taking responses in: a draft becomes a closed survey, all or nothing, once, and to the unit."""

import csv
import io
import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from participation.surveys import queries
from participation.surveys.actions import publish_survey, reopen_survey
from participation.surveys.actions.taking_in import Table, take_in_responses, try_responses
from participation.surveys.exports import select
from participation.surveys.exports.csv_table import stream
from participation.surveys.models import Question, Response, Survey
from smartregion.core.canonical import canonical_json
from smartregion.core.errors import WrongState
from smartregion.core.models import AuditEntry, Snapshot
from tests.factories.dates import DAY, NOON
from tests.factories.every_kind import ANSWERS, QUESTIONS
from tests.factories.surveys import lines, published, question, respond, survey_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def draft(**values: Any) -> Survey:
    """What an import leaves: texts are missing, nothing could be published."""
    return survey_with(
        [question("single", "q1"), question("number", "q2")],
        privacy={}, intro={}, slug="fremd", **values,
    )  # fmt: skip


def table(text: str | bytes, name: str = "antworten.csv", **options: Any) -> Table:
    data = text if isinstance(text, bytes) else text.encode()
    return Table(io.BytesIO(data), name, **options)


def take(survey: Survey, text: str | bytes, **options: Any) -> Any:
    return take_in_responses(survey=survey, table=table(text), by=None, at=NOON, **options)


FILE = "id,submitdate,q1,q2\n17,2022-03-14 10:22:31,a,5\n18,2022-04-02 08:00:00,b,\n"


@pytest.mark.behaviour("Q30")
def test_a_draft_becomes_a_closed_survey_around_the_days_of_its_responses() -> None:
    report = take(draft(), FILE)
    survey = Survey.objects.get(slug="fremd")
    assert (survey.state, survey.is_taken_in, report.responses) == ("closed", True, 2)
    assert timezone.localdate(survey.opens_at) == date(2022, 3, 14)
    assert timezone.localtime(survey.closes_at) == timezone.make_aware(datetime(2022, 4, 3))  # noqa: DTZ001
    # Two years from today, not from 2022: else the next night would remove everything.
    assert survey.answers_until == date(2028, 6, 15)
    found = {(each.answers["q1"], each.answers["q2"], str(each.submitted_on)) for each in Response.objects.all()}  # fmt: skip
    assert found == {("a", 5, "2022-03-14"), ("b", None, "2022-04-02")}
    assert set(Response.objects.values_list("origin", flat=True)) == {"imported"}
    assert [each.verb for each in AuditEntry.objects.filter(object_id=str(survey.pk))][:2] == [
        "take_in_responses",
        "freeze_for_responses",
    ]


@pytest.mark.behaviour("Q30")
def test_nobody_can_answer_or_open_what_was_taken_in(client: Client) -> None:
    take(draft(), FILE)
    survey = Survey.objects.get(slug="fremd")
    assert client.get(reverse("surveys:intro", args=["fremd"])).status_code == 404
    assert client.get(reverse("surveys:answer", args=["fremd"])).status_code == 404
    begin = {"step": "start", "version": "1"}
    assert client.post(reverse("surveys:answer", args=["fremd"]), begin).status_code == 404
    assert "Umfrage" not in str(queries.public_surveys(at=NOON, language="de"))
    with pytest.raises(WrongState):
        reopen_survey(survey=survey, closes_at=NOON + timedelta(days=9), by=None, at=NOON)
    with pytest.raises(WrongState):
        publish_survey(survey=survey, by=None, at=NOON)


@pytest.mark.behaviour("Q30")
def test_a_dry_run_stores_nothing() -> None:
    survey = draft()
    before = AuditEntry.objects.count(), Snapshot.objects.count()
    report = try_responses(survey=survey, table=table(FILE), at=NOON)
    assert (report.lines, report.responses) == (2, 2)
    assert (AuditEntry.objects.count(), Snapshot.objects.count()) == before
    assert not Response.objects.exists()
    assert Survey.objects.get().state == "draft"


@pytest.mark.behaviour("Q30")
def test_a_broken_line_takes_everything_back() -> None:
    survey = draft()
    broken = FILE + "19,2022-04-02,a\n"
    with pytest.raises(ValidationError, match="Zeile 4 hat 3 Zellen, die Kopfzeile 4"):
        take(survey, broken)
    assert not Response.objects.exists()
    assert Survey.objects.get().state == "draft"


@pytest.mark.behaviour("Q30")
def test_the_same_file_is_taken_in_once() -> None:
    survey = draft()
    take(survey, FILE)
    with pytest.raises(ValidationError, match="schon in diese Umfrage eingelesen"):
        take(survey, FILE)
    assert Response.objects.count() == 2
    take(survey, FILE, again=True)
    assert Response.objects.count() == 4


def test_another_file_than_the_one_that_was_looked_at_is_refused() -> None:
    with pytest.raises(ValidationError, match="andere Datei"):
        take(draft(), FILE, sha256="0" * 64)


@pytest.mark.behaviour("Q13", "Q30")
def test_ids_and_places_do_not_follow_the_file() -> None:
    survey = draft()
    take(survey, "q1;q2\n" + "".join(f"a;{number}\n" for number in range(200)))
    stored = [each.answers["q2"] for each in Response.objects.order_by("pk")]
    assert sorted(stored) == list(range(200)) != stored


def test_responses_go_to_the_version_whose_questions_fit() -> None:
    first = published([question("single", "alt"), question("number", "q2")])
    survey = first.survey
    survey.questions.filter(code="alt").delete()
    page = survey.pages.get()
    Question.objects.create(survey=survey, page=page, position=3, **question("single", "neu"))
    publish_survey(survey=survey, by=None, at=NOON)
    assert take(survey, "alt;q2\na;1\n").versions == {1: 1}
    assert take(survey, "q2\n1\n").versions == {2: 1}
    assert take(survey, "fassung;q2\n1;4\n2;5\n").versions == {1: 1, 2: 1}
    with pytest.raises(ValidationError, match="Zeile 2: Die Fassung „9“"):
        take(survey, "fassung;q2\n9;4\n")
    assert not Survey.objects.get().is_taken_in


# -- round trip ------------------------------------------------------------------------------------
def exported(survey: Survey) -> bytes:
    return b"".join(stream(select(survey)))


def without_names(data: bytes) -> list[dict[str, str]]:
    """The table as anybody reads it, without what is new for each response."""
    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";")
    kept = ({k: v for k, v in row.items() if k not in ("id", "herkunft")} for row in rows)
    return sorted(kept, key=str)


@pytest.mark.behaviour("Q30", "Q32")
def test_our_own_table_comes_back_to_the_unit() -> None:
    questions = [dict(each) for each in QUESTIONS]
    for each in questions:
        if each["code"] == "mn":
            each["limits"] = {"decimals": 1}
    when = {"question": "yn", "op": "is", "value": "yes"}
    extra = [
        question("number", "tag", limits={"decimals": 2}),
        question("multiple", "oth", options=lines("a", "other", other={"with_text": True})),
        question("single", "late", condition=when),
    ]
    version = published([*questions, *extra])
    own = {"tag": 3.25, "oth": ["a", "other"], "oth.other": "=2+2; „so“\nund 'so'"}
    first = respond(version, {**ANSWERS, **own}, suspicions=["fast"])
    empty = {**dict.fromkeys([*ANSWERS, *own]), "yn": "yes", "late": None, "calc": None}
    second = respond(version, {**empty, "short": "N/A"}, language="en")
    third = respond(version, {**ANSWERS, "yn": "yes", "late": "b", **dict.fromkeys(own)})
    data = exported(version.survey)
    copy = published([*questions, *extra], slug="kopie")
    report = take(copy.survey, data)
    assert report.doubts == []
    assert report.unknown == []
    assert without_names(exported(copy.survey)) == without_names(data)
    stored = {canonical_json(each.answers): each for each in copy.responses.all()}
    assert set(stored) == {canonical_json(each.answers) for each in (first, second, third)}
    assert {each.language for each in stored.values()} == {"de", "en"}
    assert {str(each.submitted_on) for each in stored.values()} == {str(DAY)}


# -- the command -----------------------------------------------------------------------------------
@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "antworten.csv"
    path.write_text(FILE + "19,,a,1\n")
    return path


@pytest.mark.behaviour("Q30")
def test_the_command_tells_first_and_stores_then(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft()
    call_command("import_responses", "fremd", str(file), "--dry-run", "--json")
    told = json.loads(capsys.readouterr().out)
    assert (told["dry_run"], told["responses"], told["incomplete"]) == (
        True, 2, {"left_out": 1, "taken": 0},
    )  # fmt: skip
    assert not Response.objects.exists()
    call_command("import_responses", "fremd", str(file))
    assert "2 von 3 Antworten sind eingelesen." in capsys.readouterr().out
    assert Response.objects.count() == 2
    with pytest.raises(CommandError, match="schon"):
        call_command("import_responses", "fremd", str(file))
    call_command("import_responses", "fremd", str(file), "--again", "--incomplete")
    assert Response.objects.count() == 5


@pytest.mark.parametrize(
    ("survey", "name", "words"),
    [("fehlt", "antworten.csv", "gibt es nicht"), ("fremd", "fehlt.csv", "lässt sich nicht lesen")],
)
def test_the_command_refuses_in_one_sentence(
    file: Path, survey: str, name: str, words: str
) -> None:
    draft()
    with pytest.raises(CommandError, match=words):
        call_command("import_responses", survey, str(file.parent / name))
