"""Exhibits: what can be picked is public, what was taken stays, what is stale says what changed."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from measures.models import CostLine, Measure
from participation.surveys.actions.releasing import withdraw_publication
from smartregion.core.canonical import canonical_json
from smartregion.core.errors import WrongState
from smartregion.reports.actions import (
    archive_manuscript,
    caption_exhibit,
    copy_manuscript,
    include_chapter,
    move_exhibit,
    place_exhibit,
    refresh_all,
    refresh_exhibit,
    remove_exhibit,
    take_exhibit,
)
from smartregion.reports.briefs import brief_of
from smartregion.reports.models import Exhibit
from smartregion.reports.queries import report_content
from smartregion.reports.queries.exhibits import Look, SourceGone, drawn, offered, stale_exhibits
from smartregion.reports.queries.exhibits.registry import DRAWERS
from smartregion.reports.rendering import Stamp, book_of
from smartregion.reports.rendering.exhibits import from_content, to_content
from tests.factories.accounts import UserFactory
from tests.factories.county import CountyFactory
from tests.factories.dates import DAY, NOON
from tests.factories.manuscripts import chapter_of, manuscript
from tests.factories.measure_money import CostLineFactory
from tests.factories.measures import MeasureFactory, closed
from tests.factories.releases import released
from tests.factories.surveys import lines, published, question, respond

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LATER = NOON + timedelta(days=40)
BUS = {"kind": "question", "survey": "umfrage", "question": "bus"}
CROSSED = {"kind": "crossing", "survey": "umfrage", "rows": "bus", "columns": "car"}
MONEY = {"kind": "money_by_year"}


@pytest.fixture
def author():
    return UserFactory()


@pytest.fixture
def version():
    """Sixty answers to two closed questions and one in words."""
    options = {"options": lines("a", "b", "c")}
    made = published(
        [
            question("single", "bus", **options),
            question("single", "car", **options),
            question("long_text", "why"),
        ],
        slug="umfrage",
    )
    for number in range(60):
        respond(made, {"bus": "abc"[number % 3], "car": "ab"[number % 2], "why": "Geheim"})
    return made


def sources():
    return [
        offer.source for _room, listed in offered() for group in listed for offer in group.offers
    ]


def draw(source, at=LATER):
    return drawn(source, Look(at))


# -- what can be picked ------------------------------------------------------------------------
def test_nothing_there_offers_nothing():
    assert offered() == []


def test_only_released_figures_are_offered(version):
    assert sources() == []
    released(version, "bus")
    assert sources() == [BUS]


def test_every_offer_can_be_drawn_and_kept(version):
    CountyFactory()
    released(version, "bus", "car", crossings=(("bus", "car"),))
    one, other = MeasureFactory(), None
    other = MeasureFactory(strategy=one.strategy, field=one.field)
    CostLineFactory(measure=one)
    closed((one, "green"), (other, "red"), cutoff_on=DAY - timedelta(days=400))
    closed((one, "yellow"), (other, ""))
    found = sources()
    kinds = {source["kind"] for source in found}
    assert {"question", "crossing", "lights", "light_flow", "new_lights", "money_by_year"} <= kinds
    for source in found:
        try:
            shown = draw(source)
        except SourceGone:
            # Offered by its name; there is nothing to show yet.
            continue
        kept = json.loads(canonical_json(to_content(shown)))
        assert from_content(kept) == shown
        assert shown.base


@pytest.mark.parametrize(
    "source",
    [
        {},
        {"kind": "nonsense"},
        {"kind": "question"},
        {"kind": "question", "survey": "umfrage", "question": "why"},
        {"kind": "lights", "cycle": "offen"},
        {"kind": "indicator", "indicator": "x"},
        {"kind": "maturity_map", "round": "x"},
        {"kind": "portfolio", "round": "x"},
        {"kind": "topics", "forum": "x"},
        {"kind": "timeline", "field": "x"},
    ],
)
def test_what_names_nothing_is_refused(version, source):
    released(version, "bus")
    with pytest.raises(SourceGone):
        draw(source)


def test_open_cycles_are_no_source():
    assert {"lights", "light_flow"} <= set(DRAWERS)
    with pytest.raises(SourceGone):
        draw({"kind": "light_flow", "before": "a", "after": "b"})


def test_crossing_shows_what_was_released_with_chart_and_table(version):
    released(version, "bus", "car", crossings=(("bus", "car"),))
    shown = draw(CROSSED)
    assert shown.chart is not None
    assert shown.table.rows[-1][-1] == "60"
    assert "n = 60" in shown.base


def test_hidden_measures_are_not_counted():
    CostLineFactory(planned_eur=Decimal(1000))
    hidden = CostLineFactory(planned_eur=Decimal(7000))
    Measure.objects.filter(pk=hidden.measure_id).update(is_public=False)
    shown = draw(MONEY)
    assert "n = 1" in shown.base
    assert "7.000" not in str(shown.table)


# -- taking ------------------------------------------------------------------------------------
def test_taken_exhibit_stands_in_the_report_with_its_base(version, author):
    CountyFactory()
    released(version, "bus")
    made = manuscript()
    take_exhibit(
        chapter=chapter_of(made), source=BUS, caption="So fährt man Bus", by=author, at=LATER
    )
    content = json.loads(canonical_json(report_content(brief_of(made), at=LATER)))
    outlook = next(each for each in book_of(content, stamp()).chapters if each.key == "outlook")
    written = outlook.written()
    assert "So fährt man Bus" in written.html
    assert "n = 60" in written.html
    assert "alle Antworten" in written.html or "ohne auffällige" in written.html
    assert [entry.kind for entry in written.entries] == ["figure"]


def stamp():
    return Stamp("a" * 64, LATER.isoformat())


def test_caption_defaults_to_the_title_and_cannot_be_emptied(version, author):
    released(version, "bus")
    exhibit = taken(manuscript(), author)
    assert exhibit.caption == "Frage bus?"
    with pytest.raises(ValidationError):
        caption_exhibit(exhibit=exhibit, caption=" ", by=author, at=LATER)


def taken(made, author, source=BUS, key="outlook"):
    return take_exhibit(
        chapter=chapter_of(made, key), source=source, caption="", by=author, at=LATER
    )


def test_what_is_gone_cannot_be_taken(author):
    with pytest.raises(ValidationError):
        taken(manuscript(), author)
    assert not Exhibit.objects.exists()


def test_exhibits_change_places(version, author):
    released(version, "bus", "car")
    made = manuscript()
    first = taken(made, author)
    second = taken(made, author, {**BUS, "question": "car"})
    chapter = chapter_of(made)
    move_exhibit(exhibit=second, up=True, by=author, at=LATER)
    assert list(chapter.exhibits.all()) == [second, first]
    move_exhibit(exhibit=second, up=True, by=author, at=LATER)
    assert list(chapter.exhibits.all()) == [second, first]
    place_exhibit(exhibit=second, place=9, by=author, at=LATER)
    assert list(chapter.exhibits.all()) == [first, second]
    remove_exhibit(exhibit=first, by=author, at=LATER)
    assert list(chapter.exhibits.all()) == [second]


def test_what_was_laid_aside_takes_no_exhibits(version, author):
    released(version, "bus")
    made = manuscript()
    archive_manuscript(manuscript=made, by=author, at=LATER)
    with pytest.raises(WrongState):
        taken(made, author)


def test_copy_brings_exhibits_along(version, author):
    released(version, "bus")
    made = manuscript()
    exhibit = taken(made, author)
    copy = copy_manuscript(manuscript=made, title="Nächstes Jahr", by=author, at=LATER)
    copied = chapter_of(copy).exhibits.get()
    assert (copied.sha256, copied.source) == (exhibit.sha256, BUS)
    assert copied.pk != exhibit.pk
    assert chapter_of(made).exhibits.get() == exhibit


# -- stale -------------------------------------------------------------------------------------
@pytest.fixture
def spent(author):
    """An exhibit of money and the cost line it counts."""
    line = CostLineFactory(planned_eur=Decimal(1000))
    made = manuscript()
    return made, taken(made, author, MONEY), line


def test_an_exhibit_does_not_age_by_the_calendar(spent):
    made, _exhibit, _line = spent
    assert stale_exhibits(made, at=LATER + timedelta(days=300)) == []


def test_stale_exhibit_says_what_changed_and_prints_what_was_taken(spent):
    CountyFactory()
    made, exhibit, line = spent
    CostLine.objects.filter(pk=line.pk).update(planned_eur=Decimal(2500))
    stale = stale_exhibits(made, at=LATER)
    assert [each.exhibit for each in stale] == [exhibit]
    first = stale[0].changes[0]
    assert (first.row, first.column) == ("2026", "geplant")
    assert ("1.000" in first.before, "2.500" in first.now) == (True, True)
    content = report_content(brief_of(made), at=LATER)
    frozen = next(each for each in content["chapters"] if each["key"] == "outlook")
    assert "1.000" in str(frozen["exhibits"][0]["table"])


def test_other_base_is_told(spent):
    made, _exhibit, line = spent
    other = MeasureFactory(strategy=line.measure.strategy, field=line.measure.field)
    CostLineFactory(measure=other)
    assert ("n = 1", "n = 2") in stale_exhibits(made, at=LATER)[0].bases


def test_one_and_all_can_be_refreshed(spent, author):
    made, exhibit, line = spent
    CostLine.objects.filter(pk=line.pk).update(planned_eur=Decimal(2500))
    refresh_exhibit(exhibit=exhibit, by=author, at=LATER)
    assert stale_exhibits(made, at=LATER) == []
    assert "2.500" in str(Exhibit.objects.get().content["table"])
    CostLine.objects.filter(pk=line.pk).update(planned_eur=Decimal(3500))
    assert refresh_all(manuscript=made, by=author, at=LATER) == 1
    with pytest.raises(WrongState):
        refresh_all(manuscript=made, by=author, at=LATER)


def test_exhibits_of_chapters_left_out_do_not_count(spent, author):
    made, _exhibit, line = spent
    CostLine.objects.filter(pk=line.pk).update(planned_eur=Decimal(2500))
    include_chapter(chapter=chapter_of(made), is_included=False, by=author, at=LATER)
    assert stale_exhibits(made, at=LATER) == []


def test_withdrawn_source_is_told_and_what_was_taken_stays(version, author):
    publication = released(version, "bus")
    made = manuscript()
    exhibit = taken(made, author)
    withdraw_publication(publication=publication, by=author, at=LATER)
    stale = stale_exhibits(made, at=LATER)
    assert [(each.exhibit, each.now) for each in stale] == [(exhibit, None)]
    with pytest.raises(ValidationError):
        refresh_exhibit(exhibit=exhibit, by=author, at=LATER)
    assert Exhibit.objects.get().content == exhibit.content


def test_what_several_rest_on_is_read_once(version, author, django_assert_num_queries):
    released(version, "bus", "car")
    made = manuscript()
    taken(made, author)
    for expected in (1, 3):
        assert Exhibit.objects.count() == expected
        with django_assert_num_queries(2):
            stale_exhibits(made, at=LATER)
        taken(made, author, {**BUS, "question": "car"})
        taken(made, author)
