"""The frame of strategies: what holds on a day, and which fields of action it touches."""

from datetime import date

import pytest

from strategy import queries
from strategy.models import Element, Framework
from tests.factories.dates import DAY
from tests.factories.strategy import (
    ElementFactory,
    ElementTextFactory,
    TranslationFactory,
    whole_version,
)
from tests.factories.strategy_frame import FrameworkFactory
from tests.pages import page_of, queries_of

FRAME = "/strategie/gefuege/"
Standing = Framework.Standing
pytestmark = pytest.mark.django_db


def field_of(version) -> Element:
    return version.texts.get(element__kind="field").element


def fields() -> queries.FieldIndex:
    return queries.fields_of_action(language="de")


# -- validity ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("valid_from", "valid_until", "standing"),
    [
        (None, None, Standing.VALID),
        (DAY, DAY, Standing.VALID),
        (date(2026, 6, 16), None, Standing.COMING),
        (None, date(2026, 6, 14), Standing.EXPIRED),
    ],
)
def test_document_holds_from_its_first_to_its_last_day(valid_from, valid_until, standing) -> None:
    document = FrameworkFactory(valid_from=valid_from, valid_until=valid_until)
    assert document.standing(DAY) == standing
    assert Framework.objects.valid(DAY).exists() == (standing == Standing.VALID)


@pytest.mark.parametrize(
    ("valid_until", "left"),
    [
        (date(2026, 6, 30), 0),
        (date(2026, 12, 31), 6),
        (date(2027, 6, 30), 12),
        (date(2027, 7, 1), None),
        (date(2026, 6, 14), None),
        (None, None),
    ],
)
def test_document_announces_its_end_a_year_ahead(valid_until, left) -> None:
    assert FrameworkFactory(valid_until=valid_until).months_left(DAY) == left


@pytest.mark.parametrize(
    ("valid_from", "valid_until", "words"),
    [
        (date(2021, 1, 1), date(2027, 12, 31), "2021 – 2027"),
        (date(2017, 8, 18), None, "ab 18.08.2017"),
        (None, date(2026, 6, 30), "bis 30.06.2026"),
        (None, None, "ohne Angabe"),
    ],
)
def test_validity_is_no_more_precise_than_what_is_known(valid_from, valid_until, words) -> None:
    FrameworkFactory(valid_from=valid_from, valid_until=valid_until)
    assert queries.entries_of(fields(), on=DAY)[0].validity == words


# -- overlap -------------------------------------------------------------------------------
def test_overlap_names_gaps_in_both_directions() -> None:
    version = whole_version(state="consultation")
    FrameworkFactory(touched=[field_of(version)])
    gap = ElementTextFactory(version=version, kind="field", title="Nahversorgung")
    aloof = FrameworkFactory()
    overlap = queries.frame_of(fields(), on=DAY).overlap
    assert [field.title for field in overlap.untouched] == [gap.title]
    assert [entry.framework for entry in overlap.aloof] == [aloof]
    assert [count for _field, count in overlap.totals] == [1, 0]


def test_field_that_was_merged_counts_for_its_successor() -> None:
    version = whole_version(adopted=True)
    merged = ElementFactory(
        strategy=version.strategy, retired_in=version, successor=field_of(version)
    )
    FrameworkFactory(touched=[merged])
    entry = queries.entries_of(fields(), on=DAY)[0]
    assert [field.key for field in entry.fields] == [field_of(version).pk]


def test_sub_field_counts_for_the_field_it_stands_under() -> None:
    version = whole_version(state="consultation")
    top = version.texts.get(element__kind="field")
    below = ElementTextFactory(version=version, kind="field", parent=top)
    FrameworkFactory(touched=[below.element, top.element])
    entry = queries.entries_of(fields(), on=DAY)[0]
    assert [field.key for field in entry.fields] == [top.element_id]


def test_field_of_a_draft_is_not_given_away(anonymous_client) -> None:
    draft = whole_version()
    FrameworkFactory(touched=[field_of(draft)])
    assert field_of(draft).name not in page_of(anonymous_client, FRAME)


def test_levels_go_from_the_union_down_to_the_municipality() -> None:
    for level in Framework.Level:
        FrameworkFactory(level=level)
    labels = [level.label for level in queries.frame_of(fields(), on=DAY).levels]
    assert labels == ["Europäische Union", "Bund", "Land", "Region", "Landkreis", "Gemeinde"]


# -- public page ---------------------------------------------------------------------------
def test_page_without_documents_says_so(anonymous_client) -> None:
    assert "Noch ist kein Dokument eingetragen" in page_of(anonymous_client, FRAME)


def test_page_shows_what_holds_today_unless_asked_for_more(anonymous_client, noon) -> None:
    FrameworkFactory(title="Radverkehrskonzept")
    FrameworkFactory(title="Altes Leitbild", valid_until=date(2024, 12, 31))
    FrameworkFactory(title="Künftiger Plan", valid_from=date(2027, 1, 1))
    page = page_of(anonymous_client, FRAME)
    assert "Radverkehrskonzept" in page
    assert "Altes Leitbild" not in page
    assert "Altes Leitbild" in page_of(anonymous_client, f"{FRAME}?standing=expired")
    assert "Künftiger Plan" in page_of(anonymous_client, f"{FRAME}?standing=coming")
    everything = page_of(anonymous_client, f"{FRAME}?standing=all")
    assert all(title in everything for title in ("Radverkehr", "Altes", "Künftiger"))


def test_page_warns_of_documents_that_run_out(anonymous_client, noon) -> None:
    FrameworkFactory(valid_until=date(2026, 9, 30))
    assert "läuft in 3 Monaten aus" in page_of(anonymous_client, FRAME)


def test_field_narrows_the_list_but_not_the_overlap(anonymous_client, noon) -> None:
    version = whole_version(adopted=True)
    FrameworkFactory(title="Schulentwicklung", touched=[field_of(version)])
    FrameworkFactory(title="Luftreinhaltung")
    response = anonymous_client.get(f"{FRAME}?field={field_of(version).slug}")
    frame = response.context["frame"]
    listed = [entry.framework.title for level in frame.levels for entry in level.entries]
    assert listed == ["Schulentwicklung"]
    assert len(frame.overlap.rows) == 2


@pytest.mark.parametrize("query", ["standing=unsinn", "field=unsinn"])
def test_senseless_filter_is_said_and_left_out(query, anonymous_client, noon) -> None:
    FrameworkFactory(title="Radverkehrskonzept")
    page = page_of(anonymous_client, f"{FRAME}?{query}")
    assert "keine gültige Auswahl" in page
    assert "Radverkehrskonzept" in page


def test_selection_without_documents_offers_the_way_back(anonymous_client, noon) -> None:
    FrameworkFactory()
    assert "Auswahl aufheben" in page_of(anonymous_client, f"{FRAME}?standing=expired")


def test_english_page_names_fields_in_english(anonymous_client) -> None:
    version = whole_version(state="consultation")
    text = version.texts.get(element__kind="field")
    TranslationFactory(text=text, title="Mobility")
    FrameworkFactory(touched=[text.element])
    assert "Mobility" in page_of(anonymous_client, f"/en{FRAME}")


def test_page_sets_no_cookie_and_asks_as_often_for_three_documents_as_for_one(
    anonymous_client,
) -> None:
    version = whole_version(adopted=True)
    FrameworkFactory(touched=[field_of(version)])
    one = queries_of(lambda: anonymous_client.get(FRAME))
    for _time in range(2):
        FrameworkFactory(touched=[field_of(version)])
    assert queries_of(lambda: anonymous_client.get(FRAME)) == one
    assert not anonymous_client.get(FRAME).cookies
