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
    LinkFactory,
    PhaseFactory,
    StrategyFactory,
    TranslationFactory,
    VersionFactory,
    put_in_force,
    whole_version,
)
from tests.pages import page_of, queries_of

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


def test_reading_page_shows_resolution_and_checksum(anonymous_client) -> None:
    version = whole_version(state="submitted")
    StrategyVersion.objects.filter(pk=version.pk).update(content_sha256="c0ffee" * 10)
    version.refresh_from_db()
    put_in_force(version)
    page = page_of(anonymous_client, READING)
    assert "c0ffee" * 10 in page
    assert version.resolution.paper_number in page


def many_texts(version: StrategyVersion, count: int) -> None:
    """Fields with objectives, translated and tied to a guideline, until there are so many texts."""
    guideline = version.texts.filter(element__kind=Kind.GUIDELINE)[0].element
    while version.texts.count() < count:
        field = ElementTextFactory(version=version, kind=Kind.FIELD)
        for _time in range(9):
            text = ElementTextFactory(version=version, kind=Kind.OBJECTIVE, parent=field)
            TranslationFactory(text=text)
            LinkFactory(version=version, kind="supports", source=text.element, target=guideline)


@pytest.mark.slow
@pytest.mark.parametrize("address", [READING, f"/en{READING}", f"{READING}?ansicht=leicht"])
def test_reading_page_asks_as_often_for_four_hundred_texts_as_for_forty(
    anonymous_client, address
) -> None:
    version = whole_version(state="consultation")
    many_texts(version, 40)
    few = queries_of(lambda: anonymous_client.get(address))
    many_texts(version, 400)
    assert queries_of(lambda: anonymous_client.get(address)) == few
    assert few < 15


def test_script_in_a_stored_text_is_not_shown(anonymous_client) -> None:
    text = whole_version(state="consultation").texts.first()
    type(text).objects.filter(pk=text.pk).update(body="<script>alert(1)</script><p>Gut</p>")
    page = page_of(anonymous_client, READING)
    assert "alert(1)" not in page
    assert "<p>Gut</p>" in page


def test_what_is_kept_for_all_readers_is_kept_for_each_language(anonymous_client) -> None:
    table = "<table><tbody><tr><td>Mobil</td></tr></tbody></table>"
    version = VersionFactory(state="reworking")
    ElementTextFactory(version=version, body=table)
    url = version.get_absolute_url()
    assert 'aria-label="Tabelle"' in page_of(anonymous_client, url)
    assert 'aria-label="Tabelle"' not in page_of(anonymous_client, f"/en{url}")


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


def test_element_is_read_in_the_version_that_the_address_names(anonymous_client) -> None:
    old = whole_version(adopted=True, label="1.0")
    text = old.texts.get(element__kind=Kind.FIELD)
    new = VersionFactory(strategy=old.strategy, label="1.1", state="consultation")
    ElementTextFactory(version=new, element=text.element)
    url = text.element.get_absolute_url()
    place = f"#{text.element.anchor}"
    assert anonymous_client.get(url)["Location"] == READING + place
    named = anonymous_client.get(f"{url}?fassung=1.1")
    assert named["Location"] == new.get_absolute_url() + place
    for unknown in ("9.9", "%00", "' OR 1=1"):
        assert anonymous_client.get(url, {"fassung": unknown})["Location"] == READING + place


def test_draft_is_not_read_by_naming_it_in_the_address(anonymous_client) -> None:
    old = whole_version(adopted=True, label="1.0")
    text = old.texts.first()
    draft = VersionFactory(strategy=old.strategy, label="1.1")
    ElementTextFactory(version=draft, element=text.element)
    answer = anonymous_client.get(f"{text.element.get_absolute_url()}?fassung=1.1")
    assert answer["Location"].startswith(f"{READING}#")


def test_every_passage_shows_its_lasting_address(anonymous_client) -> None:
    version = whole_version(adopted=True)
    page = page_of(anonymous_client, READING)
    for text in version.texts.select_related("element"):
        assert f'href="{text.element.get_absolute_url()}"' in page


def test_lasting_addresses_of_another_version_stay_in_it(anonymous_client) -> None:
    version = whole_version(state="consultation", label="1 a")
    url = version.texts.first().element.get_absolute_url()
    page = page_of(anonymous_client, version.get_absolute_url())
    assert f'href="{url}?fassung=1%20a"' in page


def merged() -> tuple[StrategyVersion, StrategyVersion, Element, Element]:
    """Version 1.0 with a field that went into another one in version 2.0."""
    old = whole_version(label="1.0")
    gone = ElementTextFactory(version=old, kind=Kind.FIELD, title="Feld von einst").element
    heir = old.texts.filter(element__kind=Kind.FIELD).first().element
    put_in_force(old)
    new = VersionFactory(strategy=old.strategy, label="2.0", based_on=old)
    ElementTextFactory(version=new, element=heir, title="Neues Feld")
    LinkFactory(version=new, kind="merged_into", source=gone, target=heir)
    old.state = StrategyVersion.State.SUPERSEDED
    old.save()
    put_in_force(new)
    Element.objects.filter(pk=gone.pk).update(retired_in=new, successor=heir)
    gone.refresh_from_db()
    return old, new, gone, heir


@pytest.mark.behaviour("S7")
def test_merged_field_is_found_with_its_successor(anonymous_client) -> None:
    old, _new, gone, heir = merged()
    answer = anonymous_client.get(gone.get_absolute_url())
    assert answer["Location"] == f"{old.get_absolute_url()}#{gone.anchor}"
    page = page_of(anonymous_client, old.get_absolute_url())
    assert "Handlungsfeld: gilt nicht mehr" in page
    assert f'<a href="{heir.get_absolute_url()}" lang="de">{heir.name}</a>' in page


@pytest.mark.behaviour("S7")
def test_field_tells_what_it_was_made_of_and_its_former_name(anonymous_client) -> None:
    _old, _new, gone, heir = merged()
    page = page_of(anonymous_client, READING)
    assert "Zusammengeführt aus:" in page
    assert f'<a href="{gone.get_absolute_url()}" lang="de">Feld von einst</a>' in page
    assert f"„{heir.name}“" in page
    assert "gilt nicht mehr" not in page


def test_merger_of_a_withdrawn_version_never_happened(anonymous_client) -> None:
    old = whole_version(label="1.0")
    fields = [ElementTextFactory(version=old, kind=Kind.FIELD).element for _time in range(2)]
    put_in_force(old)
    withdrawn = VersionFactory(strategy=old.strategy, state="withdrawn", label="1.1")
    LinkFactory(version=withdrawn, kind="merged_into", source=fields[0], target=fields[1])
    assert "Zusammengeführt" not in page_of(anonymous_client, READING)


def test_split_field_names_where_it_comes_from(anonymous_client) -> None:
    version = whole_version(state="consultation")
    old, new = [ElementTextFactory(version=version, kind=Kind.FIELD).element for _time in range(2)]
    LinkFactory(version=version, kind="split_from", source=new, target=old)
    page = page_of(anonymous_client, READING)
    assert "Hervorgegangen aus:" in page
    assert f'<a href="{old.get_absolute_url()}" lang="de">{old.name}</a>' in page


# -- guidelines and the objectives that support them ---------------------------------------
def test_objectives_and_guidelines_name_each_other(anonymous_client) -> None:
    version = whole_version(state="consultation")
    objective = version.texts.get(element__kind=Kind.OBJECTIVE)
    guideline = version.texts.get(element__kind=Kind.GUIDELINE)
    LinkFactory(
        version=version, kind="supports", source=objective.element, target=guideline.element
    )
    page = page_of(anonymous_client, READING)
    assert f'<a href="#{guideline.element.anchor}">{guideline.title}</a>' in page
    assert "1 Ziel unterstützt diese Leitlinie" in page
    assert f'<a href="#{objective.element.anchor}">{objective.title}</a>' in page


def test_guideline_that_no_objective_supports_says_so(anonymous_client) -> None:
    whole_version(state="consultation")
    assert "Noch kein strategisches Ziel unterstützt" in page_of(anonymous_client, READING)


# -- easy language -------------------------------------------------------------------------
def with_easy_text() -> StrategyVersion:
    version = whole_version(state="consultation")
    easy = "Alle Orte sind wichtig.\nAuch kleine Orte <b>zählen</b>."
    version.texts.filter(element__kind=Kind.VISION).update(easy_language=easy)
    return version


def test_easy_text_unfolds_beside_its_passage(anonymous_client) -> None:
    with_easy_text()
    page = page_of(anonymous_client, f"/en{READING}")
    assert '<details class="disclosure easy-text">' in page
    assert "Alle Orte sind wichtig.<br>Auch kleine Orte &lt;b&gt;zählen" in page


def test_easy_page_shows_what_is_there_and_what_is_missing(anonymous_client) -> None:
    with_easy_text()
    page = page_of(anonymous_client, f"{READING}?ansicht=leicht")
    assert "Alle Orte sind wichtig." in page
    assert "3 Texte gibt es noch nicht in Leichter Sprache" in page


def test_easy_page_without_any_easy_text_says_so(anonymous_client) -> None:
    whole_version(state="consultation")
    assert "Noch kein Text in Leichter Sprache" in page_of(
        anonymous_client, f"{READING}?ansicht=leicht"
    )


def test_page_tells_how_long_reading_takes() -> None:
    version = VersionFactory()
    assert queries.reading_of(version, language="de").minutes == 1
    ElementTextFactory(version=version, body=f"<p>{'Wort und Satz. ' * 400}</p>")
    assert queries.reading_of(version, language="de").minutes == 4


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
