"""Pages of a round: who sees what when, and what the forms refuse."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from measures.actions.ballots import Mark, hand_in_ballot, rate_measure
from measures.actions.prioritisations import freeze_prioritisation
from measures.models import Ballot, Measure, Prioritisation, Score
from smartregion.accounts.models import User
from strategy.models import Resolution
from tests.cast import ClientAs
from tests.factories.dates import DAY, NOON
from tests.factories.measures import MeasureFactory
from tests.factories.prioritisations import opened, prepared, rate, rateable, rated
from tests.factories.strategy import ResolutionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def is_refused(answer: Any) -> bool:
    return answer.status_code == 200 and "<title>Fehler:" in text_of(answer)


def page(name: str, made: Prioritisation, *more: str) -> str:
    return reverse(f"measures:{name}", args=[made.slug, *more])


def first_ballot(made: Prioritisation) -> Ballot:
    ballot = made.ballots.select_related("rater").first()
    assert ballot
    return ballot


def criteria_rows(made: Prioritisation, *weights: int) -> dict[str, Any]:
    rows: dict[str, Any] = {"form-TOTAL_FORMS": len(weights), "form-INITIAL_FORMS": len(weights)}
    rows["lock_version"] = made.lock_version
    for place, weight in enumerate(weights):
        row = {"name": f"Kriterium {place + 1}", "weight": weight, "source": "raters"}
        rows |= {f"form-{place}-{name}": value for name, value in row.items()}
    return rows


# -- the result --------------------------------------------------------------------------------
def test_a_round_is_no_business_of_the_public_before_it_is_published(
    anonymous_client: Client,
) -> None:
    measure = rateable()
    made = rated(opened(measure, is_public=True), {measure: [3, 4]}, {measure: [4, 4]})
    assert anonymous_client.get(page("prioritisation_detail", made)).status_code == 404
    assert anonymous_client.get(page("prioritisation_csv", made)).status_code == 404
    freeze_prioritisation(prioritisation=made, resolution=ResolutionFactory(), by=None, at=NOON)
    found = anonymous_client.get(page("prioritisation_detail", made))
    assert measure.title in text_of(found)
    assert not found.cookies


@pytest.mark.behaviour("M20")
def test_the_public_result_names_no_rater(anonymous_client: Client) -> None:
    measure = rateable()
    made = rated(opened(measure, is_public=True), {measure: [3, 4]}, {measure: [4, 4]})
    freeze_prioritisation(prioritisation=made, resolution=ResolutionFactory(), by=None, at=NOON)
    for name in ("prioritisation_detail", "prioritisation_csv"):
        content = anonymous_client.get(page(name, made)).content.decode()
        for ballot in made.ballots.select_related("rater"):
            assert ballot.rater.display_name not in content


@pytest.mark.behaviour("M8")
def test_a_rater_sees_no_result_before_handing_in(client_as: ClientAs) -> None:
    measure = rateable()
    made = opened(measure)
    ballots = list(made.ballots.select_related("rater"))
    rated(made, {measure: [5, 5]})
    late = client_as(ballots[1].rater)
    assert "sobald alle Gefragten ihren Bogen abgegeben haben" in text_of(
        late.get(page("prioritisation_detail", made))
    )
    assert late.get(page("prioritisation_csv", made)).status_code == 403
    rate(ballots[1], measure, [1, 1])
    late.post(page("ballot_hand_in", made))
    assert "Median und Spanne" in text_of(late.get(page("prioritisation_detail", made)))


@pytest.mark.behaviour("M8")
def test_nobody_watches_the_marks_come_in(client_as: ClientAs, office: User) -> None:
    measure = rateable()
    made = opened(measure, raters=3)
    reason = "Drei Dörfer haben sonst nichts."
    ballots = list(made.ballots.select_related("rater"))
    address = page("prioritisation_detail", made)
    for ballot in ballots:
        given = {each: Mark(4, reason) for each in made.criteria.all()}
        rate_measure(ballot=ballot, measure=measure, marks=given, at=NOON)
        for person in (office, ballots[0].rater):
            found = client_as(person).get(address)
            assert "result" not in found.context
            assert "reasons" not in found.context
            assert reason not in text_of(found)
            assert client_as(person).get(page("prioritisation_csv", made)).status_code == 403
        hand_in_ballot(ballot=ballot, by=ballot.rater, at=NOON)
    assert reason in text_of(client_as(office).get(address))
    assert "Median und Spanne" in text_of(client_as(ballots[0].rater).get(address))


@pytest.mark.behaviour("M8")
def test_who_has_handed_in_is_known_but_not_when(client_as: ClientAs, office: User) -> None:
    measure = rateable()
    made = rated(opened(measure), {measure: [3, 4]})
    found = client_as(office).get(page("prioritisation_detail", made))
    assert [line.has_handed_in for line in found.context["raters"]].count(True) == 1
    assert "abgegeben am" not in text_of(found)


def test_nobody_sees_the_sheet_of_somebody_else(client_as: ClientAs, office: User) -> None:
    made = opened(rateable())
    assert client_as(office).get(page("ballot", made)).status_code == 404


def test_reasons_are_read_inside_without_names(
    client_as: ClientAs, anonymous_client: Client, office: User
) -> None:
    measure = rateable()
    made = opened(measure, is_public=True)
    given = {each: Mark(4, "Drei Dörfer haben sonst nichts.") for each in made.criteria.all()}
    ballot = first_ballot(made)
    rate_measure(ballot=ballot, measure=measure, marks=given, at=NOON)
    hand_in_ballot(ballot=ballot, by=ballot.rater, at=NOON)
    other = made.ballots.get(handed_in_at=None)
    rate(other, measure, [2, 2])
    hand_in_ballot(ballot=other, by=other.rater, at=NOON)
    address = page("prioritisation_detail", made)
    inside = text_of(client_as(office).get(address))
    assert inside.count("Drei Dörfer haben sonst nichts.") == 2
    freeze_prioritisation(prioritisation=made, resolution=ResolutionFactory(), by=None, at=NOON)
    assert "Drei Dörfer" not in text_of(anonymous_client.get(address))


def test_the_page_of_a_measure_tells_its_rank_once_everybody_may_know(
    client_as: ClientAs, anonymous_client: Client, office: User
) -> None:
    measure = rateable()
    made = rated(opened(measure), {measure: [3, 4]}, {measure: [4, 4]})
    address = measure.get_absolute_url()
    assert "Rang 1 von 1" not in text_of(client_as(office).get(address))
    freeze_prioritisation(prioritisation=made, resolution=ResolutionFactory(), by=None, at=NOON)
    assert "Rang 1 von 1" in text_of(client_as(office).get(address))
    assert "Rang 1 von 1" not in text_of(anonymous_client.get(address))
    Prioritisation.objects.update(is_public=True)
    assert "Rang 1 von 1, 3,70 von 5 Punkten; bewertet von 2 Personen" in text_of(
        anonymous_client.get(address)
    )
    Prioritisation.objects.update(shows_ranking=False)
    assert "Rang 1 von 1" not in text_of(anonymous_client.get(address))


def test_a_round_without_a_ranking_shows_none(client_as: ClientAs, office: User) -> None:
    measure = rateable()
    made = rated(opened(measure, shows_ranking=False), {measure: [3, 4]}, {measure: [4, 4]})
    words = text_of(client_as(office).get(page("prioritisation_detail", made)))
    assert "bewusst keine Rangfolge" in words
    assert "Rangfolge der" not in words


# -- preparing ---------------------------------------------------------------------------------
@pytest.mark.behaviour("M8")
def test_the_form_says_what_the_weights_add_up_to_and_keeps_what_was_typed(
    client_as: ClientAs, office: User
) -> None:
    made = prepared(rateable())
    answer = client_as(office).post(
        page("prioritisation_criteria", made), criteria_rows(made, 60, 30)
    )
    assert "Die Gewichte ergeben zusammen 90. Sie müssen genau 100 ergeben." in text_of(answer)
    assert 'value="30"' in answer.content.decode()
    assert list(made.criteria.values_list("weight", flat=True)) == [60, 40]


def test_the_criteria_are_saved(client_as: ClientAs, office: User) -> None:
    made = prepared(rateable())
    answer = client_as(office).post(
        page("prioritisation_criteria", made), criteria_rows(made, 55, 45)
    )
    assert answer.status_code == 302
    assert list(made.criteria.values_list("weight", flat=True)) == [55, 45]


def test_who_changes_the_criteria_second_sees_both(client_as: ClientAs, office: User) -> None:
    made = prepared(rateable())
    rows = criteria_rows(made, 55, 45)
    client_as(office).post(page("prioritisation_criteria", made), rows)
    late = criteria_rows(made, 10, 90)
    answer = client_as(office).post(page("prioritisation_criteria", made), late)
    assert answer.status_code == 409
    assert "Kriterium 2: 45" in text_of(answer)
    assert 'value="90"' in answer.content.decode()


def test_a_round_is_made_from_nothing_and_opened(
    client_as: ClientAs, office: User, editor: User
) -> None:
    measure = rateable()
    MeasureFactory(field=measure.field, number="HF1-M09")
    browser = client_as(office)
    create = {"strategy": measure.strategy_id, "title": "Herbst"}
    browser.post(reverse("measures:prioritisation_create"), create)
    made = Prioritisation.objects.get()
    choose, ask = page("prioritisation_measures", made), page("prioritisation_raters", made)
    # Only what nobody has decided upon can be chosen.
    assert "HF1-M09" not in text_of(browser.get(choose))
    browser.post(choose, {"measures": [measure.pk], "lock_version": made.lock_version})
    browser.post(ask, {"raters": [office.pk]})
    assert "mindestens zwei Personen" in text_of(browser.post(page("prioritisation_open", made)))
    browser.post(ask, {"raters": [office.pk, editor.pk]})
    assert browser.post(page("prioritisation_open", made)).status_code == 302
    made.refresh_from_db()
    assert made.is_open


def test_only_people_with_a_role_that_rates_are_asked(
    client_as: ClientAs, office: User, participant: User, expired_consultant: User
) -> None:
    made = prepared(rateable())
    words = text_of(client_as(office).get(page("prioritisation_raters", made)))
    assert office.display_name in words
    assert participant.display_name not in words
    assert expired_consultant.display_name not in words


@pytest.mark.parametrize("name", ["criteria", "measures", "open"])
def test_what_is_asked_is_closed_once_the_round_is_open(
    name: str, client_as: ClientAs, office: User
) -> None:
    made = opened(rateable())
    assert client_as(office).get(page(f"prioritisation_{name}", made)).status_code == 409


def test_a_round_is_frozen_after_asking_who_is_missing(client_as: ClientAs, office: User) -> None:
    measure = rateable()
    made = rated(opened(measure, raters=3), {measure: [3, 4]}, {measure: [4, 4]})
    missing = made.ballots.get(handed_in_at=None).rater
    browser, address = client_as(office), page("prioritisation_freeze", made)
    assert missing.display_name in text_of(browser.get(address))
    assert is_refused(browser.post(address))
    future = ResolutionFactory(decided_on=DAY.replace(year=2030))
    assert is_refused(browser.post(address, {"resolution": future.pk}))
    browser.post(address, {"resolution": ResolutionFactory().pk})
    made.refresh_from_db()
    assert made.is_frozen


def test_a_decision_that_is_not_known_yet_is_written_down(
    client_as: ClientAs, office: User
) -> None:
    measure = rateable()
    made = rated(opened(measure), {measure: [3, 4]}, {measure: [4, 4]})
    browser, address = client_as(office), page("prioritisation_freeze", made)
    told = {"body": "Kreistag", "paper_number": "2026/77", "result": "adopted"}
    assert is_refused(browser.post(address, told))
    assert is_refused(browser.post(address, told | {"decided_on": "2030-01-01"}))
    assert not Resolution.objects.exists()
    browser.post(address, told | {"decided_on": "2026-06-01"})
    made.refresh_from_db()
    assert made.resolution == Resolution.objects.get()
    assert made.snapshot
    assert "2026/77" in made.snapshot.content


def test_settings_of_the_second_person_are_told(client_as: ClientAs, office: User) -> None:
    made = prepared(rateable())
    address, old = page("prioritisation_edit", made), made.lock_version
    sent = {"title": "Erste", "shows_ranking": "on", "lock_version": old}
    browser = client_as(office)
    assert browser.post(address, sent).status_code == 302
    answer = browser.post(address, sent | {"title": "Zweite"})
    assert answer.status_code == 409
    assert 'value="Zweite"' in answer.content.decode()
    assert Prioritisation.objects.get().title == "Erste"


# -- rating ------------------------------------------------------------------------------------
def sent_marks(made: Prioritisation, *marks: object) -> dict[str, object]:
    return {
        f"mark_{criterion.pk}": mark
        for criterion, mark in zip(made.criteria.all(), marks, strict=False)
    }


def two_measures() -> tuple[Measure, Measure]:
    first = rateable("HF1-M01")
    return first, rateable("HF1-M02", field=first.field)


def test_after_one_measure_comes_the_next_without_marks(client_as: ClientAs) -> None:
    first, second = two_measures()
    made = opened(first, second)
    browser = client_as(first_ballot(made).rater)
    answer = browser.post(page("rate", made, first.number), sent_marks(made, 3, 4))
    assert answer["Location"] == page("rate", made, second.number)
    answer = browser.post(page("rate", made, second.number), sent_marks(made, 3, 4))
    assert answer["Location"] == page("ballot", made)
    assert Score.objects.count() == 4


@pytest.mark.behaviour("M8")
@pytest.mark.parametrize("mark", ["0", "6", "2.5", "viel", ""])
def test_a_mark_that_is_none_is_named_and_the_others_stay(mark: str, client_as: ClientAs) -> None:
    measure = rateable()
    made = opened(measure)
    browser = client_as(first_ballot(made).rater)
    answer = browser.post(page("rate", made, measure.number), sent_marks(made, mark, 4))
    criterion = made.criteria.all()[0]
    assert is_refused(answer)
    assert text_of(answer).count(f'href="#id_mark_{criterion.pk}') == 1
    assert "Bitte wählen Sie eine Zahl von 1 bis 5." in text_of(answer)
    assert "checked" in answer.content.decode()
    assert not Score.objects.exists()


def test_a_measure_is_left_out_with_its_marks(client_as: ClientAs) -> None:
    measure = rateable()
    made = opened(measure)
    ballot = first_ballot(made)
    rate(ballot, measure, [3, 4])
    client_as(ballot.rater).post(page("rate", made, measure.number), {"deed": "leave_out"})
    assert not Score.objects.exists()


@pytest.mark.behaviour("M8")
def test_who_has_handed_in_is_told_and_changes_nothing(client_as: ClientAs) -> None:
    measure = rateable()
    made = rated(opened(measure), {measure: [3, 4]})
    browser = client_as(made.ballots.handed_in().get().rater)
    answer = browser.post(page("rate", made, measure.number), sent_marks(made, 5, 5))
    assert answer.status_code == 409
    assert browser.post(page("ballot_hand_in", made)).status_code == 409
    assert set(Score.objects.values_list("value", flat=True)) == {3, 4}


def test_handing_in_names_what_was_left_out(client_as: ClientAs) -> None:
    first, second = two_measures()
    made = opened(first, second)
    ballot = first_ballot(made)
    rate(ballot, first, [3, 4])
    browser = client_as(ballot.rater)
    words = text_of(browser.get(page("ballot_hand_in", made)))
    assert str(second) in words
    assert str(first) not in words
    assert browser.post(page("ballot_hand_in", made)).status_code == 302
    ballot.refresh_from_db()
    assert ballot.is_handed_in


@pytest.mark.parametrize("count", [1, 3])
def test_the_sheet_takes_as_many_queries_for_many_measures(
    count: int, client_as: ClientAs, django_assert_max_num_queries: Any
) -> None:
    first = rateable("HF1-M01")
    others = [rateable(f"HF1-M0{n}", field=first.field) for n in range(2, count + 1)]
    made = opened(first, *others)
    browser = client_as(first_ballot(made).rater)
    with django_assert_max_num_queries(14):
        browser.get(page("ballot", made))
