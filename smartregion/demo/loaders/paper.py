"""A pile of example sheets: some agree, one differs, some wait for their second entry."""

from collections.abc import Mapping
from datetime import date, timedelta

from participation.surveys.actions import open_batch, type_in_again, type_in_sheet
from participation.surveys.document.questionnaire import questionnaire_of
from participation.surveys.kinds import field_name
from participation.surveys.models import PaperBatch, Survey, SurveyVersion
from smartregion.accounts.models import User
from smartregion.demo import reader
from smartregion.demo.reader import Record

# Who types a sheet the second time.
OTHER = {"stabsstelle": "redaktion", "redaktion": "stabsstelle"}


def load_paper(*, survey: Survey, people: Mapping[str, User], on: date) -> None:
    content = reader.read("paper")
    batch = open_batch(
        version=SurveyVersion.objects.get(survey=survey),
        title=content["batch"]["title"],
        received_on=on - timedelta(days=content["batch"]["received_days_ago"]),
        is_double=True,
        by=people["stabsstelle"],
        on=on,
    )
    for record in content["sheet"]:
        _type(batch, record, people, on)


def _type(batch: PaperBatch, record: Record, people: Mapping[str, User], on: date) -> None:
    sheet = type_in_sheet(
        batch=batch,
        number=record["number"],
        language="de",
        keys=_by_field(batch, record["keys"]),
        by=people[record["by"]],
        on=on,
    )
    if "again" in record:
        type_in_again(
            sheet=sheet,
            keys=_by_field(batch, {**record["keys"], **record["again"]}),
            language="de",
            by=people[OTHER[record["by"]]],
            on=on,
        )


def _by_field(batch: PaperBatch, keys: Mapping[str, str]) -> dict[str, str]:
    questions = questionnaire_of(batch.version).by_code
    return {field_name(questions[code]): text for code, text in keys.items()}
