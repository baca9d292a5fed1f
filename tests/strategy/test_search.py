"""Finding passages: on SQLite word by word, on PostgreSQL by stems."""

import pytest
from django.db import connection
from django.urls import reverse

from strategy.models import Element, ElementText, StrategyVersion
from strategy.queries import Hits, find_passages
from strategy.queries.search import MOST_HITS, MOST_WORDS, words_of
from tests.factories.strategy import (
    ElementTextFactory,
    TranslationFactory,
    VersionFactory,
    put_in_force,
)
from tests.pages import page_of, queries_of

Kind = Element.Kind
SEARCH = "/strategie/suche/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def version() -> StrategyVersion:
    return VersionFactory(state="consultation", label="1.0")


def wording(version: StrategyVersion, title: str, body: str = "", **more: object) -> ElementText:
    return ElementTextFactory(version=version, title=title, summary="", body=body, **more)


def titles(hits: Hits) -> list[str]:
    return [str(hit.element.name) for group in hits.groups for hit in group.hits]


def found(version: StrategyVersion, typed: str, language: str = "de") -> list[str]:
    return titles(find_passages(version, typed, language=language))


# -- what is found -------------------------------------------------------------------------
def test_word_is_found_in_title_summary_and_body(version) -> None:
    wording(version, "Rufbus")
    wording(version, "Wege", body="<p>Der <strong>Rufbus</strong> kommt.</p>")
    ElementTextFactory(version=version, title="Takt", summary="Mit Rufbus.", body="")
    wording(version, "Etwas anderes", body="<p>Der Bus kommt.</p>")
    assert sorted(found(version, "rufbus")) == ["Rufbus", "Takt", "Wege"]


def test_capital_umlauts_do_not_matter(version) -> None:
    wording(version, "Ärztliche Versorgung")
    assert found(version, "ÄRZTLICHE") == found(version, "ärztliche") == ["Ärztliche Versorgung"]


def test_beginning_of_a_long_word_finds_what_is_joined_with_it(version) -> None:
    wording(version, "Gemeindeverwaltung")
    wording(version, "Radio")
    assert found(version, "Gemeinde") == ["Gemeindeverwaltung"]
    assert found(version, "Rad") == []


def test_all_words_have_to_occur_wherever_they_stand(version) -> None:
    wording(version, "Pflege", body="<p>Beratung zu Hause</p>")
    wording(version, "Pflege im Heim")
    assert found(version, "Pflege Beratung") == ["Pflege"]


def test_number_of_an_element_finds_it(version) -> None:
    wording(version, "Nahversorgung", number="HF6")
    wording(version, "Umwelt", number="HF7")
    assert found(version, "HF6") == ["Nahversorgung"]


def test_markup_is_not_searched(version) -> None:
    wording(version, "Wege", body="<p>Hier <strong>gehen</strong> alle.</p>")
    assert found(version, "strong") == []


def test_title_comes_before_the_text(version) -> None:
    wording(version, "Wege", body="<p>Der Rufbus kommt.</p>")
    wording(version, "Rufbus")
    assert found(version, "Rufbus") == ["Rufbus", "Wege"]


def test_hits_are_grouped_by_kind(version) -> None:
    for kind in (Kind.SECTION, Kind.GUIDELINE, Kind.FIELD):
        wording(version, f"Netz {kind}", kind=kind)
    groups = find_passages(version, "Netz", language="de").groups
    assert [group.kind for group in groups] == [Kind.FIELD, Kind.GUIDELINE, Kind.SECTION]


def test_only_the_best_of_very_many_hits_are_shown(version) -> None:
    for _time in range(MOST_HITS + 2):
        wording(version, "Netz")
    hits = find_passages(version, "Netz", language="de")
    assert (hits.count, hits.shown) == (MOST_HITS + 2, MOST_HITS)


def test_other_version_is_not_searched(version) -> None:
    wording(VersionFactory(strategy=version.strategy, label="0.9", state="withdrawn"), "Rufbus")
    assert found(version, "Rufbus") == []


def test_what_was_found_is_marked_and_everything_else_escaped(version) -> None:
    wording(version, "Netz & <b>Strom</b>", body="<p>Das &lt;Netz&gt; &amp; mehr.</p>")
    [group] = find_passages(version, "Netz", language="de").groups
    assert group.hits[0].title == "<mark>Netz</mark> &amp; &lt;b&gt;Strom&lt;/b&gt;"
    assert group.hits[0].excerpt == "Das &lt;<mark>Netz</mark>&gt; &amp; mehr."


def test_excerpt_shows_the_place_of_the_word(version) -> None:
    long = "Vorher stand hier etwas. " * 40 + "Der Rufbus kommt. " + "Danach auch. " * 40
    wording(version, "Wege", body=f"<p>{long}</p>")
    [group] = find_passages(version, "Rufbus", language="de").groups
    excerpt = group.hits[0].excerpt
    assert "<mark>Rufbus</mark> kommt" in excerpt
    assert len(excerpt) < 400


# -- languages -----------------------------------------------------------------------------
def test_english_page_searches_translations_and_the_rest_in_german(version) -> None:
    TranslationFactory(text=wording(version, "Mobilität"), title="Mobility", body="<p>Rides</p>")
    wording(version, "Busse")
    assert found(version, "Rides", "en") == ["Mobilität"]
    assert found(version, "Mobilität", "en") == []
    [group] = find_passages(version, "Busse", language="en").groups
    assert group.hits[0].language == "de"


def test_german_text_below_a_translated_title_is_still_searched(version) -> None:
    text = wording(version, "Wege", body="<p>Der Rufbus kommt.</p>")
    TranslationFactory(text=text, title="Ways", summary="", body="")
    assert found(version, "Rufbus", "en") == found(version, "Ways", "en") == ["Wege"]


# -- PostgreSQL only -----------------------------------------------------------------------
@pytest.mark.postgres
def test_inflected_words_are_found() -> None:
    version = VersionFactory(state="consultation")
    wording(version, "Die Gemeinde entscheidet")
    wording(version, "Häuser")
    assert connection.vendor == "postgresql"
    assert found(version, "Gemeinden") == ["Die Gemeinde entscheidet"]
    assert found(version, "entschieden entscheidend") == []
    assert found(version, "entscheiden") == ["Die Gemeinde entscheidet"]


@pytest.mark.postgres
def test_inflected_english_words_are_found() -> None:
    version = VersionFactory(state="consultation")
    TranslationFactory(text=wording(version, "Wege"), title="Sharing rides")
    assert found(version, "shared ride", "en") == ["Wege"]


@pytest.mark.postgres
def test_inflected_word_is_marked_in_the_excerpt() -> None:
    version = VersionFactory(state="consultation")
    wording(version, "Wege", body="<p>Jede Gemeinde &amp; jede Stadt.</p>")
    [group] = find_passages(version, "Gemeinden", language="de").groups
    assert group.hits[0].excerpt == "Jede <mark>Gemeinde</mark> &amp; jede Stadt."


@pytest.mark.postgres
def test_words_that_say_nothing_find_nothing() -> None:
    version = VersionFactory(state="consultation")
    wording(version, "Und die Wege")
    assert found(version, "und die") == []


# -- the page ------------------------------------------------------------------------------
def test_page_counts_hits_and_leads_to_lasting_addresses(anonymous_client, version) -> None:
    text = wording(version, "Rufbus")
    page = page_of(anonymous_client, f"{SEARCH}?q=Rufbus")
    assert "<strong>1 Treffer</strong>" in page
    assert f'href="{text.element.get_absolute_url()}?fassung=1.0"' in page
    assert "<mark>Rufbus</mark>" in page


def test_page_without_a_question_helps(anonymous_client, version) -> None:
    page = page_of(anonymous_client, SEARCH)
    assert "Geben Sie ein oder mehrere Wörter ein" in page
    assert "Treffer" not in page


def test_page_without_a_hit_helps(anonymous_client, version) -> None:
    page = page_of(anonymous_client, f"{SEARCH}?q=Raumschiff")
    assert "Kein Treffer für „Raumschiff“" in page
    assert "Prüfen Sie die Schreibweise" in page


def test_page_before_any_version_says_so(anonymous_client) -> None:
    assert "Die Strategie entsteht gerade" in page_of(anonymous_client, f"{SEARCH}?q=Rufbus")


def test_drafts_are_searched_by_staff_only(anonymous_client, client_as, office, version) -> None:
    put_in_force(version)
    draft = VersionFactory(strategy=version.strategy, label="2.0")
    wording(draft, "Geheimplan")
    address = f"{SEARCH}?q=Geheimplan&fassung=2.0"
    assert "<mark>" not in page_of(anonymous_client, address)
    assert "2.0" not in page_of(anonymous_client, SEARCH)
    assert "<mark>Geheimplan</mark>" in page_of(client_as(office), address)


def test_versions_of_another_strategy_are_searched_by_its_name(anonymous_client, version) -> None:
    other = VersionFactory(state="consultation", label="1.0")
    wording(other, "Rufbus")
    address = f"{SEARCH}?q=Rufbus&fassung=1.0&strategie="
    assert "<mark>" in page_of(anonymous_client, address + other.strategy.slug)
    assert "<mark>" not in page_of(anonymous_client, address + version.strategy.slug)


@pytest.mark.parametrize(
    "typed",
    [
        "'", '"', "%", "_", "__", "\\", "a'b", "' & | ! ( ) :*", "<script>alert(1)</script>", "🚌",
        "Rufbus 🚌", "\0", "Ruf\0bus", "a" * 10_000, "wort " * 2_000, "'; DROP TABLE x; --", "ﬁ\u202e",
        "\ue000Netz\ue001", "½ ² ٣", "e\u0301",
    ],
)  # fmt: skip
def test_odd_questions_are_harmless(anonymous_client, version, typed) -> None:
    wording(version, "Netz", body="<p>100 % Rufbus</p>")
    for page in (SEARCH, reverse("strategy:search")):
        answer = anonymous_client.get(page, {"q": typed, "fassung": typed, "strategie": typed})
        assert answer.status_code == 200
        assert b"<script>alert" not in answer.content


def test_too_long_a_question_is_answered_with_a_sentence(anonymous_client, version) -> None:
    page = anonymous_client.get(SEARCH, {"q": "a" * 10_000}).content.decode()
    assert "höchstens 200 Zeichen" in page


def test_words_are_told_apart_once_and_not_without_end() -> None:
    assert words_of("Bus, bus & BAHN_ __ %") == ["bus", "bahn_"]
    assert len(words_of(" ".join(f"wort{n}" for n in range(99)))) == MOST_WORDS


def test_search_asks_as_often_for_many_hits_as_for_one(anonymous_client, version) -> None:
    wording(version, "Netz")
    few = queries_of(lambda: anonymous_client.get(f"{SEARCH}?q=Netz"))
    for _time in range(9):
        wording(version, "Netz")
    assert queries_of(lambda: anonymous_client.get(f"{SEARCH}?q=Netz")) == few
