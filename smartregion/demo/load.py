"""Loads the whole demo county, from profile to open evaluation, in one transaction."""

from datetime import date

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from participation.contributions.models import Contribution
from smartregion.accounts.models import User
from smartregion.county.models import County
from smartregion.demo import reader
from smartregion.demo.loaders.actors import load_actors
from smartregion.demo.loaders.boundaries import load_boundaries
from smartregion.demo.loaders.coding import load_coding
from smartregion.demo.loaders.consultation import load_comments
from smartregion.demo.loaders.county import (
    load_municipalities,
    load_organisations,
    load_profile,
)
from smartregion.demo.loaders.cycles import run_cycles
from smartregion.demo.loaders.event_rooms import load_event_rooms
from smartregion.demo.loaders.events import load_events
from smartregion.demo.loaders.evidence import load_evidence
from smartregion.demo.loaders.first_survey import load_first_survey
from smartregion.demo.loaders.forum import load_forum
from smartregion.demo.loaders.frame import load_frame
from smartregion.demo.loaders.imports import load_imported_draft
from smartregion.demo.loaders.maturity import load_maturity
from smartregion.demo.loaders.measure_hazards import load_hazards
from smartregion.demo.loaders.measure_indicators import load_indicators
from smartregion.demo.loaders.measure_money import load_grants
from smartregion.demo.loaders.measure_office import load_measure_office
from smartregion.demo.loaders.measure_prioritisation import load_prioritisations
from smartregion.demo.loaders.measure_profiles import load_profiles
from smartregion.demo.loaders.measures import name_origins, propose_measures, stock_of
from smartregion.demo.loaders.moderation import load_moderation
from smartregion.demo.loaders.paper import load_paper
from smartregion.demo.loaders.passages import load_passages
from smartregion.demo.loaders.people import (
    limit_to_fields,
    load_administration,
    load_people,
)
from smartregion.demo.loaders.questions import load_question_bank
from smartregion.demo.loaders.readers import invite_consultant
from smartregion.demo.loaders.release import load_release
from smartregion.demo.loaders.reports import begin_report, finish_manuscript
from smartregion.demo.loaders.revision import load_revision
from smartregion.demo.loaders.revision_proposals import load_revision_proposals
from smartregion.demo.loaders.situation import load_situation
from smartregion.demo.loaders.strategy import load_strategy
from smartregion.demo.loaders.survey import (
    load_draft,
    load_survey,
    load_survey_with_accounts,
    load_survey_with_codes,
)
from smartregion.demo.loaders.survey_sources import load_survey_sources
from smartregion.demo.loaders.weighting import load_weighting
from smartregion.demo.tasks import order_printing
from strategy.models import Strategy

People = dict[str, User]


class OtherCounty(Exception):
    """This installation already serves a real county; example data would mix with its own."""


@transaction.atomic
def load_demo(*, password: str, on: date) -> bool:
    """Fill an empty installation; False when the demo county is already there."""
    county = County.objects.first()
    if county and not county.is_demo:
        raise OtherCounty(county.name)
    if county:
        return False
    load_municipalities()
    load_boundaries()
    load_organisations()
    people = load_people(password=password, on=on)
    load_profile(by=people["administration"])
    strategy = load_strategy(people=people)
    limit_to_fields(people=people, on=on)
    _load_ground(strategy, people, on)
    _load_surveys(people, on)
    contributions = _load_forums_and_events(strategy, people, on)
    revision = load_revision(strategy=strategy, people=people, on=on)
    load_comments(version=revision, people=people, on=on)
    _load_measures(strategy, people, contributions)
    _load_reports(strategy, people, on)
    return True


def _load_ground(strategy: Strategy, people: People, on: date) -> None:
    """What the strategy stands on: other strategies, who takes part, the starting position."""
    load_frame(strategy=strategy, by=people["redaktion"])
    load_actors(strategy=strategy, by=people["redaktion"])
    load_situation(strategy=strategy, by=people["stabsstelle"])
    load_maturity(by=people["stabsstelle"], on=on)


def _load_surveys(people: People, on: date) -> None:
    office = people["stabsstelle"]
    load_question_bank(by=office)
    survey = load_survey(by=office, on=on)
    load_coding(survey=survey, people=people)
    load_paper(survey=survey, people=people, on=on)
    load_weighting(survey=survey, by=office)
    load_release(survey=survey, by=office, on=on)
    load_passages(survey=survey)
    load_first_survey(by=office, on=on)
    load_survey_with_codes(by=office, on=on)
    load_survey_with_accounts(by=office, on=on)
    load_imported_draft(by=office, on=on)
    load_draft(by=office, on=on)
    invite_consultant(people=people, on=on)


def _load_forums_and_events(
    strategy: Strategy, people: People, on: date
) -> dict[str, Contribution]:
    """Returns what people said in the forums, under the names that measures know."""
    contributions = load_forum(strategy=strategy, people=people, on=on)
    load_moderation(by=people["moderation"], on=on)
    events = load_events(strategy=strategy, people=people, on=on)
    load_event_rooms(strategy=strategy, events=events, contributions=contributions, people=people)
    return contributions


def _load_measures(
    strategy: Strategy, people: People, contributions: dict[str, Contribution]
) -> None:
    """Proposed and rated, then led through the calendar: each cycle freezes what held on its day."""
    stock = stock_of(strategy, people)
    propose_measures(stock)
    load_profiles(stock)
    load_hazards(stock)
    load_indicators(stock)
    load_survey_sources(by=people["stabsstelle"])
    name_origins(stock, contributions)
    load_evidence(by=people["stabsstelle"])
    load_prioritisations(strategy=strategy, people=people)
    run_cycles(strategy=strategy, stock=stock)
    load_revision_proposals(by=people["stabsstelle"])


def _load_reports(strategy: Strategy, people: People, on: date) -> None:
    """The manuscript is older than the grants of this year: one of its figures is out of date."""
    manuscript = begin_report(strategy=strategy, people=people)
    load_grants(by=people["stabsstelle"], on=reader.cycles()[-1]["as_of"])
    load_measure_office(people=people)
    finish_manuscript(manuscript=manuscript, people=people, on=on)
    if settings.DEMO_REPORTS:
        order_printing(by=people["stabsstelle"], at=timezone.now())


@transaction.atomic
def load_empty(*, password: str, on: date) -> None:
    """Only the login with which a county starts from nothing."""
    load_administration(hashed=make_password(password), on=on)
