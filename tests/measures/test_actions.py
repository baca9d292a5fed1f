"""Writing measures and what hangs on them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from measures.actions import (
    MilestoneRow,
    add_origin,
    change_measure,
    create_measure,
    set_guidelines,
    set_milestones,
    set_parties,
)
from measures.models import Measure, Origin, Party
from smartregion.accounts.models import User
from smartregion.core.editing import EditConflict
from smartregion.core.models import AuditEntry
from tests.factories.contributions import ContributionFactory
from tests.factories.county import MunicipalityFactory, OrganisationFactory
from tests.factories.dates import DAY, NOON
from tests.factories.measures import MeasureFactory, MilestoneFactory, PartyFactory
from tests.factories.strategy import ElementFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_create_measure_belongs_to_the_strategy_of_its_field(office: User) -> None:
    field, town = ElementFactory(kind="field"), MunicipalityFactory()
    measure = create_measure(
        by=office, field=field, number="HF1-M1", title="Neu", summary="Gut", municipalities=[town]
    )
    assert measure.strategy == field.strategy
    assert list(measure.municipalities.all()) == [town]
    assert measure.state == Measure.State.PROPOSED


def test_change_measure_notes_which_fields_changed(office: User) -> None:
    measure, town = MeasureFactory(), MunicipalityFactory()
    change_measure(
        measure=measure,
        by=office,
        at=NOON,
        lock_version=1,
        title="Anders",
        summary=measure.summary,
        municipalities=[town],
    )
    stored = Measure.objects.get()
    assert (stored.title, stored.lock_version) == ("Anders", 2)
    entry = AuditEntry.objects.get(verb="change_measure")
    assert entry.changes == {"fields": ["municipalities", "title"]}


def test_change_measure_of_the_second_writer_changes_nothing(office: User) -> None:
    measure = MeasureFactory()
    change_measure(measure=measure, by=office, at=NOON, lock_version=1, title="Erste")
    with pytest.raises(EditConflict):
        change_measure(measure=measure, by=office, at=NOON, lock_version=1, title="Zweite")
    assert Measure.objects.get().title == "Erste"


def test_set_milestones_adds_changes_and_removes(office: User) -> None:
    measure = MeasureFactory()
    kept, gone = MilestoneFactory(measure=measure), MilestoneFactory(measure=measure)
    rows = [
        MilestoneRow(pk=kept.pk, title="Fertig", due_on=DAY, done_on=DAY),
        MilestoneRow(title="Neu", due_on=DAY + timedelta(days=1)),
    ]
    set_milestones(measure=measure, by=office, at=NOON, lock_version=1, rows=rows)
    assert [step.title for step in measure.milestones.all()] == ["Fertig", "Neu"]
    assert not measure.milestones.filter(pk=gone.pk).exists()


def test_set_milestones_never_touches_another_measure(office: User) -> None:
    foreign = MilestoneFactory(title="Fremd")
    rows = [MilestoneRow(pk=foreign.pk, title="Gekapert", due_on=DAY)]
    set_milestones(measure=MeasureFactory(), by=office, at=NOON, lock_version=1, rows=rows)
    foreign.refresh_from_db()
    assert foreign.title == "Fremd"


def test_set_parties_keeps_each_part_once(office: User) -> None:
    measure, organisation = MeasureFactory(), OrganisationFactory()
    PartyFactory(measure=measure)
    twice = [(organisation, Party.Part.FUNDER)] * 2
    set_parties(measure=measure, by=office, at=NOON, lock_version=1, parties=twice)
    assert [party.organisation for party in measure.parties.all()] == [organisation]


def test_set_guidelines_replaces_the_judgement(office: User) -> None:
    measure, guideline = MeasureFactory(), ElementFactory(kind="guideline")
    for version, judged in enumerate([(3, "Kern"), (1, "Rand")], start=1):
        levels = {guideline: judged}
        set_guidelines(measure=measure, by=office, at=NOON, lock_version=version, levels=levels)
    assert [(one.level, one.reason) for one in measure.guidelines.all()] == [(1, "Rand")]


@pytest.mark.parametrize(
    "write",
    [
        lambda **all: set_milestones(rows=[], **all),
        lambda **all: set_parties(parties=[], **all),
        lambda **all: set_guidelines(levels={}, **all),
    ],
)
def test_parts_share_the_lock_of_their_measure(write: Callable[..., None], office: User) -> None:
    measure = MilestoneFactory().measure
    change_measure(measure=measure, by=office, at=NOON, lock_version=1, title="Schneller")
    with pytest.raises(EditConflict):
        write(measure=measure, by=office, at=NOON, lock_version=1)
    assert measure.milestones.count() == 1


def test_add_origin_names_a_contribution_once(office: User) -> None:
    measure, said = MeasureFactory(), ContributionFactory()
    kind = Origin.Kind.CONTRIBUTION
    add_origin(measure=measure, by=office, at=NOON, kind=kind, contribution=said)
    with pytest.raises(ValidationError, match="schon"):
        add_origin(measure=measure, by=office, at=NOON, kind=kind, contribution=said)
    assert measure.origins.count() == 1
