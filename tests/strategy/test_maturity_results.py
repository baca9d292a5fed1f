"""What everybody reads of a round: levels, distributions, change, one municipality, the file."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from strategy.models import MaturityDimension
from strategy.queries.maturity import Median, before, newest_closed, results_of
from strategy.queries.maturity_changes import changes_between, profile_of
from tests.factories.county import MunicipalityFactory
from tests.factories.strategy_maturity import (
    DimensionFactory,
    RoundFactory,
    ScoreFactory,
    close,
    closed,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
EARLIER, LATER = date(2023, 9, 1), date(2025, 9, 1)
PAGE = "/strategie/reifegrad/"


@pytest.fixture
def services(db: None) -> MaturityDimension:
    return DimensionFactory(slug="dienste", title="Dienste", short_title="Dienste")


def towns(zone: str, number: int):
    return [MunicipalityFactory(zone=zone) for _ in range(number)]


# -- numbers -----------------------------------------------------------------------------------
def test_levels_are_counted_per_zone_and_gaps_are_no_zeros(services) -> None:
    rural = towns("rural", 4)
    belt = towns("belt", 1)
    round_ = closed(
        *((town, services, level) for town, level in zip(rural, (0, 1, 3), strict=False)),
        (belt[0], services, 4),
    )
    results = results_of(round_, language="de")
    (comparison,) = results.comparisons
    assert comparison.rural.counts == (1, 1, 0, 1, 0)
    assert comparison.rural.missing == 1
    assert str(comparison.rural.median) == "1"
    assert comparison.belt.median == Median(4, 4)
    assert results.missing == [rural[3]]


def test_median_between_two_levels_names_both_and_is_no_mean(services) -> None:
    belt = towns("belt", 2)
    round_ = closed((belt[0], services, 1), (belt[1], services, 4))
    (comparison,) = results_of(round_, language="de").comparisons
    assert str(comparison.belt.median) == "1–4"
    assert comparison.rural.median is None


def test_who_is_ahead_is_told_by_the_medians(services) -> None:
    working_together = DimensionFactory()
    (belt,), (rural,) = towns("belt", 1), towns("rural", 1)
    round_ = closed(
        (belt, services, 3), (rural, services, 1),
        (belt, working_together, 1), (rural, working_together, 2),
    )  # fmt: skip
    results = results_of(round_, language="de")
    assert [one.asked.slug for one in results.belt_ahead] == ["dienste"]
    assert results.widest == results.belt_ahead
    assert [one.asked.pk for one in results.rural_ahead] == [working_together.pk]


def test_closed_round_shows_what_it_asked_and_an_open_one_what_is_in_use(services) -> None:
    later = DimensionFactory()
    round_ = closed((MunicipalityFactory(), services, 2))
    MaturityDimension.objects.filter(pk=services.pk).update(is_retired=True)
    opened = RoundFactory()
    assert [one.pk for one in results_of(round_, language="de").asked] == [services.pk]
    assert [one.pk for one in results_of(opened, language="de").asked] == [later.pk]


def test_change_tells_up_down_same_new_and_missing_apart(services) -> None:
    names = up, down, same, new, missing = towns("rural", 5)
    earlier = closed(*((town, services, 2) for town in (up, down, same, missing)), opens_on=EARLIER)
    later = closed(
        (up, services, 4), (down, services, 1), (same, services, 2), (new, services, 0),
        opens_on=LATER,
    )  # fmt: skip
    changes = changes_between(later, earlier, language="de")
    (asked,) = changes.asked
    assert [changes.move(town, asked).steps for town in names] == [2, -1, 0, None, None]
    assert changes.move(new, asked).is_new
    assert changes.move(missing, asked).is_missing
    count = changes.count(asked)
    assert (count.up, count.same, count.down, count.new, count.missing) == (1, 1, 1, 1, 1)


def test_profile_says_what_the_next_level_asks_for(services) -> None:
    town = MunicipalityFactory()
    closed((town, services, 1), opens_on=EARLIER)
    profile = profile_of(town, closed((town, services, 2), opens_on=LATER), language="de")
    (line,) = profile.lines
    assert (line.before, line.move.steps) == (1, 1)
    assert (line.meaning, line.next_level, line.next_meaning) == ("manches", 3, "vieles")


def test_highest_level_has_no_next_one(services) -> None:
    town = MunicipalityFactory()
    (line,) = profile_of(town, closed((town, services, 4)), language="de").lines
    assert line.next_level is None
    assert line.next_meaning == ""


def test_rounds_follow_each_other_in_the_order_of_time(services) -> None:
    town = MunicipalityFactory()
    later = closed((town, services, 2), opens_on=LATER)
    earlier = closed((town, services, 2), opens_on=EARLIER)
    assert newest_closed() == later
    assert before(later) == earlier
    assert before(earlier) is None


# -- pages -------------------------------------------------------------------------------------
def test_page_says_when_nothing_is_closed_yet(anonymous_client) -> None:
    RoundFactory()
    assert "Noch keine abgeschlossene Runde" in anonymous_client.get(PAGE).content.decode()


def test_page_shows_the_newest_round_with_its_gaps(anonymous_client, services) -> None:
    silent = MunicipalityFactory(name="Stilldorf")
    closed((MunicipalityFactory(), services, 2), title="Alt", opens_on=EARLIER)
    closed((MunicipalityFactory(), services, 2), title="Neu", opens_on=LATER, is_example=True)
    page = anonymous_client.get(PAGE).content.decode()
    assert "<h1>Reifegrad der Gemeinden</h1>" in page
    missing = page.partition("Nicht gemeldet:")[2].partition("</p>")[0]
    assert silent.name in missing
    assert "Beispieldaten: Die Angaben dieser Runde" in page
    assert "Was sich seit „Alt“ verändert hat" in page


def test_open_round_is_followed_by_the_office_and_unseen_by_others(
    client_as, office, anonymous_client, representative
) -> None:
    url = reverse("strategy:maturity_round", args=[ScoreFactory().round.pk])
    assert anonymous_client.get(url).status_code == 404
    assert client_as(representative).get(url).status_code == 404
    assert "Diese Runde läuft noch" in client_as(office).get(url).content.decode()


def test_page_speaks_english_where_the_dimension_does(anonymous_client) -> None:
    words = {
        "title": "Services",
        "short_title": "Services",
        "question": "How?",
        "levels": list("abcde"),
    }
    translated = DimensionFactory(translations={"en": words})
    closed((MunicipalityFactory(), translated, 1))
    assert "Services" in anonymous_client.get(f"/en{PAGE}").content.decode()


def test_change_compares_the_last_two_rounds_by_itself(anonymous_client, services) -> None:
    town = MunicipalityFactory(name="Aufdorf")
    first = closed((town, services, 1), opens_on=EARLIER, title="Erste")
    closed((town, services, 3), opens_on=LATER, title="Zweite")
    url = reverse("strategy:maturity_change")
    page = anonymous_client.get(url).content.decode()
    assert "Veränderung von „Erste“ zu „Zweite“" in page
    assert "+2" in page
    assert anonymous_client.get(f"{url}?von={first.pk}&bis={first.pk}").status_code == 200
    assert anonymous_client.get(f"{url}?von=999").status_code == 404
    assert anonymous_client.get(f"{url}?von=x").status_code == 404


def test_change_needs_two_rounds(anonymous_client, services) -> None:
    closed((MunicipalityFactory(), services, 1))
    page = anonymous_client.get(reverse("strategy:maturity_change")).content.decode()
    assert "Noch nichts zu vergleichen" in page


def test_municipality_shows_evidence_and_the_next_level(anonymous_client, services) -> None:
    town = MunicipalityFactory(slug="beispielow", name="Beispielow")
    opened = RoundFactory()
    ScoreFactory(
        round=opened,
        municipality=town,
        dimension=services,
        actual=2,
        target=3,
        evidence="Zwölf <b>Anträge</b>.",
    )
    close(opened)
    page = anonymous_client.get(f"{PAGE}gemeinden/beispielow/").content.decode()
    assert "Zwölf &lt;b&gt;Anträge&lt;/b&gt;." in page
    assert "Was Stufe 3 verlangt" in page
    assert "vieles" in page
    english = anonymous_client.get(f"/en{PAGE}gemeinden/beispielow/").content.decode()
    assert '<span lang="de">Zwölf' in english


def test_municipality_that_said_nothing_is_not_at_zero(anonymous_client, services) -> None:
    town = MunicipalityFactory()
    closed((MunicipalityFactory(), services, 2))
    page = anonymous_client.get(f"{PAGE}gemeinden/{town.slug}/").content.decode()
    assert "In dieser Runde nicht gemeldet" in page
    assert "Stufe 0 " not in page.split("Im Vergleich")[0]


def test_municipality_in_a_county_without_rounds(anonymous_client) -> None:
    url = f"{PAGE}gemeinden/{MunicipalityFactory().slug}/"
    assert "Noch keine abgeschlossene Runde" in anonymous_client.get(url).content.decode()


@pytest.mark.parametrize("name", ["maturity_round", "maturity_table"])
def test_number_of_queries_does_not_grow_with_the_county(anonymous_client, services, name) -> None:
    def asked(round_) -> int:
        with CaptureQueriesContext(connection) as queries:
            anonymous_client.get(reverse(f"strategy:{name}", args=[round_.pk]))
        return len(queries)

    # Both have a round before them, to which the page leads.
    closed((MunicipalityFactory(), services, 1), opens_on=date(2021, 9, 1))
    small = closed((MunicipalityFactory(), services, 1), opens_on=EARLIER)
    large = closed(*((town, services, 1) for town in towns("rural", 3)), opens_on=LATER)
    asked(small)
    assert asked(large) == asked(small)


# -- the file ----------------------------------------------------------------------------------
def test_file_has_a_row_for_everybody_and_runs_no_formula(anonymous_client, services) -> None:
    town = MunicipalityFactory(name="=1+1", ags="12069001")
    MunicipalityFactory(name="Stilldorf")
    opened = RoundFactory(title="Reifegrad 2025")
    ScoreFactory(
        round=opened, municipality=town, dimension=services, evidence="@SUM(A1)", actual=1, target=2
    )
    close(opened)
    response = anonymous_client.get(reverse("strategy:maturity_table", args=[opened.pk]))
    assert response["Content-Disposition"] == 'attachment; filename="reifegrad-2025.csv"'
    head, first, second = response.content.decode("utf-8-sig").splitlines()
    assert head.startswith("Gemeindeschlüssel;Gemeinde;Lage;Dimension;Stufe")
    assert first == "12069001;'=1+1;ländlicher Raum;Dienste;1;wenig;2;'@SUM(A1);15.06.2026"
    assert "Stilldorf;ländlicher Raum;Dienste;nicht gemeldet" in second
