"""The strategy as everybody reads it."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from strategy import actions, queries
from strategy.catalogue import GUIDELINES
from strategy.models import Element, StrategyVersion
from tests.factories.dates import DAY
from tests.factories.strategy import (
    ElementTextFactory,
    PhaseFactory,
    StrategyFactory,
    TranslationFactory,
    VersionFactory,
    whole_version,
)
from tests.pages import page_of

Kind = Element.Kind
READING = "/strategie/"
pytestmark = pytest.mark.django_db


def full_draft(office) -> StrategyVersion:
    """One vision, the eight guidelines of the catalogue, eight fields with objectives."""
    draft = actions.create_strategy(title="Plan", period_start=2026, period_end=2030, by=office)
    ElementTextFactory(version=draft, kind=Kind.VISION, title="Alle erreichen alles")
    for number in range(1, 9):
        field = ElementTextFactory(version=draft, kind=Kind.FIELD, title=f"Feld {number}")
        ElementTextFactory(version=draft, kind=Kind.OBJECTIVE, parent=field, title=f"Ziel {number}")
    return draft


@pytest.mark.behaviour("S1")
def test_draft_is_public_only_after_it_left_the_draft(office, anonymous_client) -> None:
    draft = full_draft(office)
    url = draft.get_absolute_url()
    assert anonymous_client.get(url).status_code == 404
    assert "Alle erreichen alles" not in page_of(anonymous_client, READING)
    StrategyVersion.objects.filter(pk=draft.pk).update(state=StrategyVersion.State.CONSULTATION)
    for address in (url, READING):
        page = page_of(anonymous_client, address)
        wanted = ["Alle erreichen alles", *(guideline.title for guideline in GUIDELINES)]
        wanted += [f"{word} {n}" for n in range(1, 9) for word in ("Feld", "Ziel")]
        assert [words for words in wanted if words not in page] == []


def test_withdrawn_version_disappears_from_public(anonymous_client, client_as, office) -> None:
    version = whole_version(state="withdrawn")
    assert anonymous_client.get(version.get_absolute_url()).status_code == 404
    assert client_as(office).get(version.get_absolute_url()).status_code == 200


def test_reading_page_without_any_version_says_so(anonymous_client) -> None:
    assert "Die Strategie entsteht gerade" in page_of(anonymous_client, READING)


def test_reading_page_shows_the_version_in_force_not_the_newest(anonymous_client) -> None:
    old = whole_version(adopted=True)
    whole_version(strategy=old.strategy, state="consultation", label="2.0")
    page = page_of(anonymous_client, READING)
    assert f"Fassung {old.label} · beschlossen" in page
    assert "Fassung 2.0" in page


def test_reading_page_sets_no_cookie(anonymous_client) -> None:
    whole_version(adopted=True)
    assert not anonymous_client.get(READING).cookies


def test_reading_page_shows_resolution_and_checksum(office, anonymous_client) -> None:
    version = whole_version(adopted=True)
    StrategyVersion.objects.filter(pk=version.pk).update(content_sha256="c0ffee" * 10)
    page = page_of(anonymous_client, READING)
    assert "c0ffee" * 10 in page
    assert version.resolution.paper_number in page


def test_reading_page_asks_as_often_for_forty_texts_as_for_four(
    anonymous_client, django_assert_max_num_queries
) -> None:
    version = whole_version(state="consultation")
    for _time in range(18):
        field = ElementTextFactory(version=version, kind=Kind.FIELD)
        ElementTextFactory(version=version, kind=Kind.OBJECTIVE, parent=field)
    with django_assert_max_num_queries(6):
        anonymous_client.get(READING)


def test_script_in_a_stored_text_is_not_shown(anonymous_client) -> None:
    text = whole_version(state="consultation").texts.first()
    type(text).objects.filter(pk=text.pk).update(body="<script>alert(1)</script><p>Gut</p>")
    page = page_of(anonymous_client, READING)
    assert "alert(1)" not in page
    assert "<p>Gut</p>" in page


def test_headings_of_a_text_stand_below_its_own_heading(anonymous_client) -> None:
    version = whole_version(state="consultation")
    ElementTextFactory(version=version, kind=Kind.FIELD, body="<h2>Ausgangslage</h2><h3>Netz</h3>")
    page = page_of(anonymous_client, READING)
    assert "<h4>Ausgangslage</h4><h5>Netz</h5>" in page


# -- languages -----------------------------------------------------------------------------
def test_english_page_shows_translations_and_marks_what_is_german(anonymous_client) -> None:
    version = whole_version(state="consultation")
    vision = version.texts.get(element__kind=Kind.VISION)
    TranslationFactory(text=vision, title="Everybody reaches everything")
    page = page_of(anonymous_client, "/en/strategie/")
    assert "Everybody reaches everything" in page
    field = version.texts.get(element__kind=Kind.FIELD)
    assert f'<span lang="de">{field.title}</span>' in page


def test_translation_without_text_falls_back_for_the_text_only() -> None:
    version = whole_version()
    vision = version.texts.get(element__kind=Kind.VISION)
    TranslationFactory(text=vision, title="Vision", summary="", body="")
    passage = queries.reading_of(version, language="en").vision[0]
    assert (passage.title, passage.title_language) == ("Vision", "")
    assert (passage.body, passage.body_language) == (vision.body, "de")
    assert passage.is_partly_german


def test_german_page_never_counts_as_partly_german() -> None:
    assert not queries.reading_of(whole_version(), language="de").is_partly_german


def test_sections_stand_where_their_author_put_them() -> None:
    version = VersionFactory()
    for position, kind in enumerate((Kind.SECTION, Kind.VISION, Kind.SECTION)):
        ElementTextFactory(version=version, kind=kind, position=position)
    reading = queries.reading_of(version, language="de")
    assert (len(reading.opening), len(reading.closing)) == (1, 1)


# -- lasting addresses ---------------------------------------------------------------------
def test_element_leads_to_its_place_in_the_version_in_force(anonymous_client) -> None:
    text = whole_version(adopted=True).texts.get(element__kind=Kind.FIELD)
    response = anonymous_client.get(text.element.get_absolute_url())
    assert response["Location"] == f"{READING}#field-{text.element.slug}"
    assert f'id="field-{text.element.slug}"' in page_of(anonymous_client, READING)


def test_element_that_was_dropped_leads_to_the_last_version_with_it(anonymous_client) -> None:
    old = whole_version(adopted=True)
    StrategyVersion.objects.filter(pk=old.pk).update(state=StrategyVersion.State.SUPERSEDED)
    whole_version(strategy=old.strategy, adopted=True, label="2.0")
    text = old.texts.first()
    response = anonymous_client.get(text.element.get_absolute_url())
    assert response["Location"] == f"{old.get_absolute_url()}#{text.element.anchor}"


def test_element_of_a_draft_is_unknown_to_the_public(anonymous_client, client_as, office) -> None:
    draft = whole_version()
    url = draft.texts.first().element.get_absolute_url()
    assert anonymous_client.get(url).status_code == 404
    assert client_as(office).get(url)["Location"].startswith(draft.get_absolute_url())


def test_unknown_element_and_version_are_not_found(anonymous_client) -> None:
    unknown = reverse("strategy:element", args=[uuid.uuid4()])
    assert anonymous_client.get(unknown).status_code == 404
    assert anonymous_client.get("/strategie/gibt-es-nicht/1.0/").status_code == 404


# -- where do we stand? --------------------------------------------------------------------
def test_steps_are_done_current_or_to_come() -> None:
    strategy = StrategyFactory()
    day = timedelta(days=1)
    PhaseFactory(strategy=strategy, starts_on=DAY - 9 * day, ends_on=DAY - day)
    PhaseFactory(strategy=strategy, starts_on=DAY, ends_on=None)
    PhaseFactory(strategy=strategy, starts_on=DAY + day)
    steps = queries.steps_of(strategy, on=DAY, language="de")
    assert [(step.is_done, step.is_current) for step in steps] == [
        (True, False),
        (False, True),
        (False, False),
    ]


@pytest.mark.parametrize(("done", "ahead", "shown"), [(0, 0, 0), (9, 0, 5), (9, 3, 5), (0, 9, 5)])
def test_window_on_the_way_shows_the_next_step(done, ahead, shown) -> None:
    strategy = StrategyFactory()
    for n in range(done):
        PhaseFactory(strategy=strategy, starts_on=DAY - timedelta(days=99 - n), ends_on=DAY)
    for n in range(ahead):
        PhaseFactory(strategy=strategy, starts_on=DAY + timedelta(days=9 + n))
    steps = queries.steps_of(strategy, on=DAY + timedelta(days=1), language="de")
    window = queries.around_now(steps, most=5)
    assert len(window) == shown
    assert sum(not step.is_done for step in window) == (1 if done and ahead else min(ahead, 5))


def test_process_page_stays_with_the_published_strategy(anonymous_client) -> None:
    version = whole_version(adopted=True)
    PhaseFactory(strategy=version.strategy, title="Auftakt")
    StrategyFactory(period_start=2031, period_end=2036)
    assert "Auftakt" in page_of(anonymous_client, "/strategie/prozess/")


def test_process_page_reads_in_english(anonymous_client) -> None:
    english = {"title": "Kick-off", "result": "We began."}
    PhaseFactory(title="Auftakt", translations={"en": english})
    assert "Auftakt" in page_of(anonymous_client, "/strategie/prozess/")
    page = page_of(anonymous_client, "/en/strategie/prozess/")
    assert "Kick-off" in page
    assert "We began." in page
