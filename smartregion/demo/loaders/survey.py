"""The survey: built, published, and filled in with example answers that say so."""

from datetime import date
from typing import Any

from participation.surveys.actions import (
    FilledIn,
    add_page,
    add_question,
    add_responses,
    create_survey,
    publish_survey,
)
from participation.surveys.models import Page, Question, Response, Survey
from smartregion.accounts.models import User
from smartregion.demo import reader
from smartregion.demo.loaders.moments import at_ten, day_begins, day_ends, not_before
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
        **{name: _both(record, name) for name in TEXTS},
    )
    for page in content["page"]:
        added = add_page(survey=survey, title=_both(page, "title"), by=by)
        for question in page["question"]:
            _add_question(added, question, by)
    return survey


def _add_question(page: Page, record: Record, by: User) -> None:
    add_question(
        page=page,
        code=record["code"],
        type=record["kind"],
        text=_both(record, "text"),
        help=_both(record, "help") if "help" in record else {},
        is_required=record["required"],
        options=[_option(line, record) for line in _choices(record)],
        rows=[_line(line) for line in record.get("rows", [])],
        limits=_limits(record),
        by=by,
    )


def _choices(record: Record) -> list[Record]:
    return list(record.get("scale") or record.get("options") or [])


def _option(line: Record, question: Record) -> dict[str, Any]:
    option = _line(line)
    if question["kind"] == Question.Type.MATRIX:
        # An option beside the scale ("cannot say") has no place in a mean.
        option["value"] = None if line.get("off_scale") else float(line["code"])
    if line.get("exclusive"):
        option["exclusive"] = True
    return option


def _line(line: Record) -> dict[str, Any]:
    return {"code": line["code"], "label": _both(line, "text")}


def _limits(record: Record) -> dict[str, Any]:
    names = {
        "min": "min", "max": "max", "min_choices": "min", "max_choices": "max",
        "max_length": "max_length",
    }  # fmt: skip
    limits = {limit: record[name] for name, limit in names.items() if name in record}
    return {**limits, "unit": _both(record, "unit")} if "unit" in record else limits


def _both(record: Record, name: str) -> dict[str, str]:
    return {"de": record[name].strip(), "en": record[f"{name}_en"].strip()}
