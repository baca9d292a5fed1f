"""The short survey of 2024: over, released, and asked again two years later."""

import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from participation.surveys.actions import FilledIn, add_responses, publish_survey
from participation.surveys.actions.releasing import release_results
from participation.surveys.models import Response
from participation.surveys.queries.preparing import default_choice, prepare_release
from smartregion.accounts.models import User
from smartregion.demo import reader
from smartregion.demo.loaders.moments import at_ten
from smartregion.demo.loaders.survey import build_survey
from smartregion.demo.reader import Record


def load_first_survey(*, by: User, on: date) -> None:
    """All its figures are public; an indicator rests on them."""
    content = reader.read("first_survey")
    survey, plan = build_survey(content, by, on), content["generation"]
    version = publish_survey(survey=survey, by=by, at=at_ten(content["survey"]["published_on"]))
    add_responses(
        version=version, filled_in=list(_responses(content, plan)), origin=Response.Origin.EXAMPLE,
        by=by,
    )  # fmt: skip
    survey.refresh_from_db()
    choice, at = default_choice(survey), at_ten(plan["released_on"])
    seen = prepare_release(survey, choice, at=at).fingerprint
    release_results(survey=survey, choice=choice, seen=seen, by=by, at=at)


def _responses(content: Record, plan: Record) -> Iterator[FilledIn]:
    """As many people as the counts add up to; who said what together is left to chance."""
    dice = Random(plan["seed"])
    questions = [question for page in content["page"] for question in page["question"]]
    columns = {question["code"]: _column(question, dice) for question in questions}
    days = (plan["last_day"] - plan["first_day"]).days
    people = len(next(iter(columns.values())))
    for number in range(people):
        yield FilledIn(
            id=uuid.UUID(int=dice.getrandbits(128), version=4),
            answers={code: column[number] for code, column in columns.items()},
            language="de",
            submitted_on=plan["first_day"] + timedelta(days=number * days // (people - 1)),
        )


def _column(question: Record, dice: Random) -> list[object]:
    if "counts" in question:
        return list(_shuffled(question["counts"], dice))
    rows = {row["code"]: _shuffled(row["counts"], dice) for row in question["rows"]}
    return [dict(zip(rows, said, strict=True)) for said in zip(*rows.values(), strict=True)]


def _shuffled(counts: dict[str, int], dice: Random) -> list[str]:
    said = [code for code, times in counts.items() for _ in range(times)]
    dice.shuffle(said)
    return said
