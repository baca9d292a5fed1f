"""Two measures that are one: what goes along, what stays, and where the old address leads."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client

from measures.actions import change_measure, merge_measure, merging
from measures.models import Assessment, Cycle, Dependency, Indicator, Measure, MeasureFollow, Origin
from smartregion.accounts.models import User
from smartregion.core.errors import WrongState
from smartregion.notices.models import Recipient
from tests.cast import ClientAs
from tests.factories.accounts import UserFactory
from tests.factories.contributions import ContributionFactory
from tests.factories.dates import DAY, NOON
from tests.factories.measures import (
    AssessmentFactory,
    CycleFactory,
    MeasureFactory,
    MilestoneFactory,
    OriginFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.behaviour("M7")]
State = Measure.State


@pytest.fixture
def pair() -> tuple[Measure, Measure]:
    """Two proposals of one strategy."""
    first = MeasureFactory(state=State.PROPOSED)
    return first, MeasureFactory(state=State.QUALIFIED, field=first.field)


def merge(measure: Measure, into: Measure, by: User, **said: Any) -> None:
    values = {"reason": "Beide wollen dasselbe.", **said}
    merge_measure(measure=measure, into=into, by=by, at=NOON, **values)


def test_what_others_said_and_counted_goes_along(
    pair: tuple[Measure, Measure], office: User
) -> None:
    measure, into = pair
    origin = OriginFactory(
        measure=measure, kind=Origin.Kind.CONTRIBUTION, contribution=ContributionFactory()
    )
    indicator = Indicator.objects.create(measure=measure, name="Fahrgäste", source="Zählung")
    recipient = Recipient.objects.create(user=UserFactory())
    MeasureFollow.objects.create(measure=measure, recipient=recipient, since=NOON)
    merge(measure, into, office)
    assert list(into.origins.all()) == [origin]
    assert list(into.indicators.all()) == [indicator]
    assert into.follows.get().recipient == recipient
    assert measure.state == State.MERGED
    assert measure.merged_into == into


def test_the_plan_that_is_given_up_stays(pair: tuple[Measure, Measure], office: User) -> None:
    measure, into = pair
    MilestoneFactory(measure=measure)
    merge(measure, into, office)
    assert measure.milestones.count() == 1
    assert not into.milestones.exists()


def test_what_both_have_is_kept_once_and_nothing_is_lost(
    pair: tuple[Measure, Measure], office: User
) -> None:
    measure, into = pair
    said = ContributionFactory()
    for each in pair:
        OriginFactory(measure=each, kind=Origin.Kind.CONTRIBUTION, contribution=said)
        OriginFactory(measure=each, kind=Origin.Kind.LAW, note="OZG")
        Indicator.objects.create(measure=each, name="Fahrgäste", source="Zählung")
    merge(measure, into, office)
    assert into.origins.count() == measure.origins.count() == 2
    names = set(into.indicators.values_list("name", flat=True))
    assert names == {"Fahrgäste", f"Fahrgäste ({measure.number})"}


def test_what_waited_for_the_old_one_waits_for_the_new_one(
    pair: tuple[Measure, Measure], office: User
) -> None:
    measure, into = pair
    third = MeasureFactory(field=into.field)
    Dependency.objects.create(measure=third, other=measure)
    merge(measure, into, office)
    assert third.dependencies.get().other == into


def test_merging_needs_a_reason(pair: tuple[Measure, Measure], office: User) -> None:
    with pytest.raises(ValidationError) as refusal:
        merge(*pair, office, reason=" ")
    assert "reason" in refusal.value.error_dict


def test_itself_takes_nothing_in(pair: tuple[Measure, Measure], office: User) -> None:
    with pytest.raises(WrongState):
        merge(pair[0], pair[0], office)


@pytest.mark.parametrize("state", [State.MERGED, State.REJECTED, State.CANCELLED])
def test_what_is_over_takes_nothing_in(
    state: str, pair: tuple[Measure, Measure], office: User
) -> None:
    measure, into = pair
    values: dict[str, Any] = {"state": state, "state_reason": "Vorbei."}
    if state == State.MERGED:
        values["merged_into"] = MeasureFactory(field=into.field)
    Measure.objects.filter(pk=into.pk).update(**values)
    into.refresh_from_db()
    with pytest.raises(WrongState):
        merge(measure, into, office)


def test_no_chain_is_built(pair: tuple[Measure, Measure], office: User) -> None:
    merge(*pair, office)
    with pytest.raises(WrongState):
        merge(pair[1], MeasureFactory(field=pair[1].field), office)


def test_another_strategy_takes_nothing_in(pair: tuple[Measure, Measure], office: User) -> None:
    with pytest.raises(WrongState):
        merge(pair[0], MeasureFactory(), office)


@pytest.mark.parametrize("state", [State.APPROVED, State.RUNNING, State.COMPLETED])
def test_what_is_decided_goes_into_nothing(
    state: str, pair: tuple[Measure, Measure], office: User
) -> None:
    measure = MeasureFactory(state=state, field=pair[1].field)
    with pytest.raises(WrongState):
        merge(measure, pair[1], office)


def test_public_measure_goes_only_where_readers_may_follow(
    pair: tuple[Measure, Measure], office: User
) -> None:
    measure, into = pair
    Measure.objects.filter(pk=into.pk).update(is_public=False)
    with pytest.raises(WrongState):
        merge(measure, into, office)


def test_two_that_go_into_each_other_at_once_do_not(
    pair: tuple[Measure, Measure], office: User
) -> None:
    stale = [Measure.objects.get(pk=each.pk) for each in reversed(pair)]
    merge(*pair, office)
    with pytest.raises(WrongState):
        merge(*stale, office)


def test_merged_measure_is_written_no_more(pair: tuple[Measure, Measure], office: User) -> None:
    measure, into = pair
    merge(measure, into, office)
    with pytest.raises(WrongState):
        change_measure(
            measure=measure, by=office, at=NOON, lock_version=measure.lock_version, title="Neu"
        )


# -- pages -------------------------------------------------------------------------------------
def test_old_address_leads_to_the_new_one(
    pair: tuple[Measure, Measure], office: User, anonymous_client: Client
) -> None:
    measure, into = pair
    merge(measure, into, office)
    answer = anonymous_client.get(f"{measure.get_absolute_url()}?seite=2")
    assert (answer.status_code, answer["Location"]) == (301, f"{into.get_absolute_url()}?seite=2")
    page = anonymous_client.get(into.get_absolute_url()).content.decode()
    assert "Beide wollen dasselbe." in page


def test_old_address_tells_strangers_nothing_of_what_is_not_public(
    pair: tuple[Measure, Measure], office: User, anonymous_client: Client
) -> None:
    measure, into = pair
    merge(measure, into, office)
    Measure.objects.filter(pk=into.pk).update(is_public=False)
    assert anonymous_client.get(measure.get_absolute_url()).status_code == 404


def test_office_still_reads_the_old_profile(
    pair: tuple[Measure, Measure], office: User, client_as: ClientAs
) -> None:
    measure, into = pair
    MilestoneFactory(measure=measure, title="Alter Schritt", due_on=DAY + timedelta(days=1))
    merge(measure, into, office)
    client = client_as(office)
    page = client.get(f"{measure.get_absolute_url()}aufgegangen/").content.decode()
    assert "Alter Schritt" in page
    assert into.get_absolute_url() in page
    for deed in ("bearbeiten", "meilensteine", "beteiligte"):
        address = f"{measure.get_absolute_url()}{deed}/"
        assert address not in page
        assert client.get(address).status_code == 403


def test_merging_asks_first_and_says_what_goes_and_stays(
    pair: tuple[Measure, Measure], office: User, client_as: ClientAs
) -> None:
    measure, into = pair
    OriginFactory(measure=measure)
    MilestoneFactory(measure=measure)
    client = client_as(office)
    url = f"{measure.get_absolute_url()}zusammenfuehren/"
    assert f"{url}{into.number}/" in client.get(url).content.decode()
    page = client.get(f"{url}{into.number}/").content.decode()
    for words in ("nicht zurücknehmen", "Geht mit: 1 Herkunft", "1 Meilenstein"):
        assert words in page
    assert client.post(f"{url}{into.number}/", {"reason": ""}).status_code == 200
    answer = client.post(f"{url}{into.number}/", {"reason": "Doppelt."})
    assert answer["Location"] == into.get_absolute_url()
    assert Measure.objects.get(pk=measure.pk).merged_into == into


def test_no_way_to_merge_what_is_decided(office: User, client_as: ClientAs) -> None:
    measure = MeasureFactory(state=State.RUNNING)
    url = f"{measure.get_absolute_url()}zusammenfuehren/"
    assert client_as(office).get(url).status_code == 409


# -- two people at once ----------------------------------------------------------------------------
@pytest.fixture
def meeting_at_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two who look at the same time both find that nothing stands in the way; who waits, is not waited for."""
    together, look = Barrier(2), merging.may_be_merged

    def look_together(measure: Measure) -> bool:
        answer = look(measure)
        with suppress(BrokenBarrierError):
            together.wait(timeout=0.5)
        return answer

    monkeypatch.setattr(merging, "may_be_merged", look_together)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("meeting_at_the_check")
@pytest.mark.parametrize("way", ["each into the other", "as a chain", "the same twice"])
def test_of_two_people_who_merge_at_once_one_is_told(
    pair: tuple[Measure, Measure], office: User, way: str
) -> None:
    first, second = pair
    third = MeasureFactory(state=State.PROPOSED, field=first.field, strategy=first.strategy)
    ways = {
        "each into the other": (second, first),
        "as a chain": (second, third),
        "the same twice": (first, third),
    }

    def try_to_merge(names: tuple[Measure, Measure]) -> str:
        one, other = (Measure.objects.get(pk=measure.pk) for measure in names)
        try:
            merge(one, other, office)
        except WrongState:
            return "told"
        finally:
            connection.close()
        return "merged"

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(try_to_merge, ((first, second), ways[way])))
    assert answers == ["merged", "told"]
    gone = Measure.objects.get(state=State.MERGED)
    assert gone.merged_into is not None
    assert gone.merged_into.state != State.MERGED


# -- while an evaluation cycle runs ------------------------------------------------------------
def in_cycle(cycle: Cycle, measure: Measure, state: str) -> Assessment:
    return AssessmentFactory(cycle=cycle, measure=measure, state=state, light="green")


@pytest.mark.parametrize("state", ["requested", "draft", "returned", "submitted", "missing"])
def test_report_of_a_merged_measure_is_waived_and_the_other_one_is_asked(
    state: str, pair: tuple[Measure, Measure], office: User
) -> None:
    measure, into = pair
    Measure.objects.filter(pk=into.pk).update(state=State.RUNNING)
    into.refresh_from_db()
    report = in_cycle(CycleFactory(for_measure=measure), measure, state)
    merge(measure, into, office)
    report.refresh_from_db()
    assert (report.state, report.waived_reason) == ("waived", f"Aufgegangen in „{into}“.")
    assert into.assessments.get().state == "requested"


def test_accepted_report_of_a_merged_measure_stays(
    pair: tuple[Measure, Measure], office: User
) -> None:
    measure, into = pair
    report = in_cycle(CycleFactory(for_measure=measure), measure, "accepted")
    merge(measure, into, office)
    report.refresh_from_db()
    assert report.state == "accepted"


def test_measure_that_is_asked_already_or_out_of_scope_is_not_asked_by_a_merger(
    pair: tuple[Measure, Measure], office: User
) -> None:
    measure, into = pair
    cycle = CycleFactory(for_measure=measure)
    in_cycle(cycle, measure, "requested")
    merge(measure, into, office)
    # Worked out only: no cycle asks about it yet.
    assert not into.assessments.exists()


def test_other_measure_keeps_what_it_reported(pair: tuple[Measure, Measure], office: User) -> None:
    measure, into = pair
    Measure.objects.filter(pk=into.pk).update(state=State.RUNNING)
    cycle = CycleFactory(for_measure=measure)
    in_cycle(cycle, measure, "requested")
    own = in_cycle(cycle, into, "submitted")
    merge(measure, into, office)
    assert list(into.assessments.values_list("pk", "state")) == [(own.pk, "submitted")]


def test_merger_without_a_running_cycle_asks_nobody(
    pair: tuple[Measure, Measure], office: User
) -> None:
    measure, into = pair
    in_cycle(CycleFactory(for_measure=measure, state="planned"), measure, "requested")
    merge(measure, into, office)
    assert measure.assessments.get().state == "requested"
