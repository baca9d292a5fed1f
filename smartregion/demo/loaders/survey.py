"""The survey: built, published, and filled in with example answers that say so."""

from datetime import date

from participation.surveys.actions import (
    FilledIn,
    add_page,
    add_question,
    add_responses,
    create_survey,
    publish_survey,
)
from participation.surveys.models import Page, Response, Survey
from smartregion.accounts.models import User
from smartregion.demo import reader
from smartregion.demo.loaders.moments import at_ten, day_begins, day_ends, not_before
from smartregion.demo.loaders.questions import both, content_of
from smartregion.demo.reader import Record
from smartregion.demo.respondents import example_responses

TEXTS = ("title", "intro", "privacy", "closing")


def load_survey(*, by: User, on: date) -> Survey:
    content = reader.read("survey")
    survey = _build(content, by, on)
    version = publish_survey(survey=survey, by=by, at=at_ten(content["survey"]["published_on"]))
    add_responses(
        version=version,
        filled_in=[FilledIn(**response) for response in example_responses()],
        origin=Response.Origin.EXAMPLE,
        by=by,
    )
    return survey


def _build(content: Record, by: User, on: date) -> Survey:
    record = content["survey"]
    survey = create_survey(
        slug=record["slug"],
        opens_at=day_begins(record["opens_on"]),
        closes_at=day_ends(not_before(record["closes_on"], on)),
        languages=record["languages"],
        minutes=record["minutes"],
        teaser_code=record["teaser_code"],
        by=by,
        **{name: both(record, name) for name in TEXTS},
    )
    for page in content["page"]:
        added = add_page(survey=survey, title=both(page, "title"), by=by)
        for question in page["question"]:
            _add_question(added, question, by)
    return survey


def _add_question(page: Page, record: Record, by: User) -> None:
    content = content_of(record)
    add_question(page=page, code=record["code"], is_required=record["required"], by=by, **content)
