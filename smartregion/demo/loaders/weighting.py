"""Who lives in the county, beside who answered the survey."""

from participation.surveys.actions.weighting import save_weighting, store_margins
from participation.surveys.models import Survey, Weighting
from participation.surveys.queries.dividing import dividing
from participation.surveys.queries.population import county_margin
from participation.surveys.queries.table import response_table
from participation.surveys.weighting.margins import margins_from
from smartregion.accounts.models import User
from smartregion.demo import reader


def load_weighting(*, survey: Survey, by: User) -> None:
    content = reader.read("weighting")
    plan, people = content["weighting"], dividing(response_table(survey))
    weighting = save_weighting(
        weighting=Weighting(survey=survey),
        code="alter_lage",
        title=plan["title"],
        lower=plan["lower"],
        upper=plan["upper"],
        by=by,
    )
    known = [county_margin(people, name) for name in plan["from_county"]]
    store_margins(weighting=weighting, margins=[*margins_from(content["margin"]), *known], by=by)
