"""The survey: built, published, and filled in with example answers that say so. And a draft.

The draft was tried out by six people, who noticed this and that.
"""

import uuid
from datetime import date

from participation.surveys.actions import (
    FilledIn,
    add_page,
    add_question,
    add_responses,
    create_survey,
    hand_out_codes,
    publish_survey,
    save_quota,
)
from participation.surveys.actions.pretests import start_pretest, submit_pretest
from participation.surveys.models import Page, Pretest, Quota, Response, Survey
from smartregion.accounts.models import User
from smartregion.core.days import day_begins
from smartregion.demo import reader
from smartregion.demo.loaders.moments import at_ten, day_ends, not_before
from smartregion.demo.loaders.questions import both, content_of
from smartregion.demo.loaders.translations import load_easy_language
from smartregion.demo.reader import Record
from smartregion.demo.respondents import example_responses

TEXTS = ("title", "intro", "privacy", "closing")
# How the content file names the questionnaire as a whole.
WHOLE = "all"


def load_survey(*, by: User, on: date) -> Survey:
    content = reader.read("survey")
    survey = build_survey(content, by, on)
    load_easy_language(survey=survey, by=by)
    version = publish_survey(survey=survey, by=by, at=at_ten(content["survey"]["published_on"]))
    add_responses(
        version=version,
        filled_in=[FilledIn(**response) for response in example_responses()],
        origin=Response.Origin.EXAMPLE,
        by=by,
    )
    return survey


def load_survey_with_codes(*, by: User, on: date) -> None:
    """A survey of chosen households. Nobody knows the codes; the office prints letters with new ones."""
    content = reader.read("sample_survey")
    survey, plan = build_survey(content, by, on), content["codes"]
    publish_survey(survey=survey, by=by, at=at_ten(content["survey"]["published_on"]))
    hand_out_codes(
        survey=survey,
        batch=plan["batch"],
        number=plan["number"],
        by=by,
        on=plan["handed_out_on"],
    )


def load_survey_with_accounts(*, by: User, on: date) -> None:
    """A survey for everybody with an account."""
    content = reader.read("members_survey")
    survey = build_survey(content, by, on)
    publish_survey(survey=survey, by=by, at=at_ten(content["survey"]["published_on"]))


def load_draft(*, by: User, on: date) -> Survey:
    """A survey that is not finished, and what came of trying it out."""
    content = reader.read("draft_survey")
    survey, plan = build_survey(content, by, on), content["pretest"]
    pretest = start_pretest(
        survey=survey,
        ends_on=not_before(plan["ends_on"], on, days=14),
        by=by,
        at=at_ten(plan["started_on"]),
    )
    for run in content["run"]:
        _try_out(pretest, run)
    return survey


def _try_out(pretest: Pretest, run: Record) -> None:
    codes = pretest.survey.questions.values_list("code", flat=True)
    comments = run.get("comments", {})
    submit_pretest(
        pretest=pretest,
        nonce=uuid.uuid4(),
        answers={code: run["answers"].get(code) for code in codes},
        comments={"" if code == WHOLE else code: text for code, text in comments.items()},
        language="de",
        on=run["on"],
    )


def build_survey(content: Record, by: User, on: date) -> Survey:
    """A draft with all its pages; one that is not over is open for a while, however late the demo is loaded."""
    record = content["survey"]
    last_day = record["closes_on"]
    survey = create_survey(
        slug=record["slug"],
        opens_at=day_begins(record["opens_on"]),
        closes_at=day_ends(last_day if record.get("is_over") else not_before(last_day, on)),
        languages=record["languages"],
        minutes=record["minutes"],
        mode=record.get("mode", Survey.Mode.OPEN),
        teaser_code=record.get("teaser_code", ""),
        by=by,
        **{name: both(record, name) for name in TEXTS if name in record},
    )
    for page in content["page"]:
        added = add_page(survey=survey, title=both(page, "title"), by=by)
        for question in page["question"]:
            _add_question(added, question, by)
    for quota in content.get("quota", ()):
        _add_quota(survey, quota, by)
    return survey


def _add_quota(survey: Survey, record: Record, by: User) -> None:
    save_quota(
        quota=Quota(survey=survey),
        code=record["code"],
        title=record["title"],
        limit=record["limit"],
        text=both(record, "text"),
        condition=record["condition"],
        by=by,
    )


def _add_question(page: Page, record: Record, by: User) -> None:
    content = content_of(record)
    add_question(
        page=page,
        code=record["code"],
        is_required=record["required"],
        condition=record.get("condition"),
        by=by,
        **content,
    )
