"""What is frozen of measures: as everybody may read it, of every kind of report, in few queries."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from measures.models import Measure
from smartregion.core.canonical import canonical_json
from smartregion.reports.actions.freezing import refuse
from smartregion.reports.briefs import Brief
from smartregion.reports.queries.materials import MATERIALS
from tests.factories.county import CountyFactory
from tests.factories.dates import DAY, NOON
from tests.factories.measure_indicators import IndicatorFactory
from tests.factories.measures import CycleFactory, MeasureFactory, MilestoneFactory, closed
from tests.factories.prioritisations import PrioritisationFactory
from tests.factories.strategy import ResolutionFactory, VersionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
OF_MEASURES = ("measures", "timeline", "dependencies", "serving", "indicators", "resolutions")


def frozen(name, brief):
    return json.loads(canonical_json(MATERIALS[name](brief, NOON)))


def final(measure):
    version = VersionFactory(strategy=measure.strategy)
    return Brief(kind="final", title="Bericht", version=version)


@pytest.mark.parametrize("name", OF_MEASURES)
def test_measure_that_is_not_public_is_in_no_material(name):
    hidden = MeasureFactory(is_public=False, title="Geheimes Vorhaben")
    MilestoneFactory(measure=hidden, title="Geheimer Schritt")
    IndicatorFactory(measure=hidden, name="Geheime Kennzahl")

    assert "Geheim" not in json.dumps(frozen(name, final(hidden)), ensure_ascii=False)


def test_profile_of_a_measure_that_is_not_public_is_refused():
    CountyFactory()
    brief = Brief(kind="profile", title="", measure=MeasureFactory(is_public=False))

    with pytest.raises(ValidationError) as refused:
        refuse(brief, on=DAY)

    assert refused.value.error_dict["measure"][0].code == "hidden_measure"


@pytest.mark.parametrize("of", ["version", "cycle", "measure"])
def test_measures_are_found_whatever_the_report_is_ordered_for(of):
    one = MeasureFactory()
    MeasureFactory(title="Einer anderen Strategie")
    chosen = {
        "version": lambda: VersionFactory(strategy=one.strategy),
        "cycle": lambda: CycleFactory(strategy=one.strategy),
        "measure": lambda: one,
    }

    found = frozen("measures", Brief(kind="final", title="", **{of: chosen[of]()}))

    assert [each["card"]["title"] for each in found] == [one.title]


@pytest.mark.parametrize("name", [*OF_MEASURES, "priorities", "calendar"])
def test_more_measures_take_no_more_queries(name):
    one = MeasureFactory()
    IndicatorFactory(measure=one)
    brief = final(one)
    frozen(name, brief)
    with CaptureQueriesContext(connection) as few:
        frozen(name, brief)
    for _n in range(3):
        IndicatorFactory(measure=MeasureFactory(field=one.field))
    with CaptureQueriesContext(connection) as many:
        frozen(name, brief)

    assert len(many) == len(few)


def test_indicators_of_what_was_given_up_are_left_out():
    gone = IndicatorFactory(
        measure=MeasureFactory(state=Measure.State.REJECTED, state_reason="Zu teuer")
    )

    assert frozen("indicators", final(gone.measure)) == []


def test_round_that_is_not_public_is_not_told():
    one = MeasureFactory()
    PrioritisationFactory(strategy=one.strategy, title="Noch offen")

    assert frozen("priorities", final(one)) == []


def test_calendar_tells_of_cycles_to_come_their_days_and_not_their_working_titles():
    one = MeasureFactory()
    CycleFactory(strategy=one.strategy, title="Krisenrunde", state="planned")
    CycleFactory(
        strategy=one.strategy, title="Abgesagt", state="cancelled", cancelled_reason="Zu früh"
    )

    [told] = frozen("calendar", final(one))

    assert (told["title"], told["state_label"]) == ("Geplante Evaluation", "geplant")
    assert told["cutoff_on"]


def test_resolution_is_told_once_with_all_it_is_about():
    one = MeasureFactory()
    decided = ResolutionFactory(decided_on=DAY)
    VersionFactory(strategy=one.strategy, state="adopted", label="1.0", resolution=decided)
    one.state_changes.create(
        old_state="qualified", new_state="approved", at=NOON, resolution=decided
    )

    (found,) = frozen("resolutions", Brief(kind="final", title="", measure=one))

    assert found["about"] == ["Strategie, Fassung 1.0", f"{one.number}: beschlossen"]


def test_terms_stand_in_the_order_of_a_telephone_book():
    terms = [each["term"] for each in frozen("glossary", Brief(kind="final", title=""))]

    assert terms.index("Abwägung") < terms.index("Ampel")
    assert terms.index("Strategisches Ziel") < terms.index("Zielwert")
    assert len(terms) == len(set(terms))


def test_without_an_earlier_cycle_nothing_is_said_to_have_changed():
    cycle = closed((MeasureFactory(), "green"))

    assert frozen("changed", Brief(kind="cycle", title="", cycle=cycle)) is None


def test_what_changed_between_two_cycles_is_told_by_measure():
    same = MeasureFactory()
    other = MeasureFactory(field=same.field)
    earlier = closed((same, "green"), (other, "green"))
    later = closed((same, "green"), (other, "red"), cutoff_on=DAY + timedelta(days=365))

    (found,) = frozen("changed", Brief(kind="cycle", title="", cycle=later, earlier_cycle=earlier))

    assert found == {"id": str(other.pk), "what": ["Ampel: im Plan → gefährdet"]}
