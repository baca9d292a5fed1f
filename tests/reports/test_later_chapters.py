"""Chapters from the measures to the annexes: what they say of much, of little and of nothing (R6)."""

from datetime import date, timedelta

import pytest

from smartregion.reports.rendering import book_of
from smartregion.reports.rendering.dependencies import dependencies
from smartregion.reports.rendering.roadmap import figures, late_milestones, next_milestones
from tests.factories import report_parts as parts
from tests.factories.reports import (
    chapters,
    content,
    cycle,
    empty_measure,
    full_content,
    measure,
    question,
    survey,
)
from tests.reports.conftest import stamp

pytestmark = pytest.mark.slow

LATER = (
    "measures", "roadmap", "resources", "organisation", "monitoring", "outlook", "profiles",
    "indicators", "resolutions", "glossary", "method",
)  # fmt: skip


def html_of(of, key):
    made = [each for each in book_of(of, stamp(of)).chapters if each.key == key]
    return made[0].written().html.replace("\N{NO-BREAK SPACE}", " ")


def chapter(key, *measures, **values):
    return html_of(content(*measures, **values), key)


# -- nothing, and what earlier days did not keep -----------------------------------------------
@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("measures", "Maßnahmen sind noch nicht eingetragen"),
        ("roadmap", "einen Fahrplan gibt es deshalb noch nicht"),
        ("organisation", "Für keine Maßnahme ist bisher eine federführende Stelle benannt"),
        ("monitoring", "Kennzahlen sind noch nicht eingetragen"),
        ("monitoring", "Evaluationszyklen sind noch nicht geplant"),
        ("profiles", "gibt es noch nicht"),
        ("indicators", "Kennzahlen sind noch nicht eingetragen"),
        ("resolutions", "sind noch nicht eingetragen"),
        ("glossary", "Ein Glossar ist in diesem Schnappschuss nicht enthalten"),
    ],
)
def test_chapter_with_nothing_in_it_says_so(key, words):
    assert words in chapter(key)


def test_outlook_without_words_and_days_says_so():
    of = content()
    of["reading"]["closing"] = []

    assert "Ein Ausblick ist in der Strategie noch nicht beschrieben" in html_of(of, "outlook")


@pytest.mark.parametrize("key", LATER)
def test_snapshot_without_the_materials_of_today_is_still_written(key):
    assert html_of(full_content(), key)


# -- measures ----------------------------------------------------------------------------------
def test_measures_are_counted_by_state():
    html = chapter("measures", measure(), measure("HF1-M02"), empty_measure("HF1-M03"))

    assert "nennt 3 öffentliche Maßnahmen" in html


def test_round_shows_criteria_ranks_spread_and_raters():
    html = chapter("measures", measure(), priorities=[parts.prioritisation("HF1-M01", "HF1-M02")])

    for words in ("K1", "Wirkung", "4 (2–5)", "1–2", "3,50", "3 von 5 gefragten Personen"):
        assert words in html, words


def test_round_without_a_ranking_shows_no_rank_and_no_score():
    rated = parts.prioritisation("HF1-M01", shows_ranking=False)

    html = chapter("measures", measure(), priorities=[rated])

    assert "3,50" not in html
    assert "4 (2–5)" in html


def test_guideline_that_nothing_serves_is_named():
    html = chapter("measures", measure(), serving=parts.serving(3, 0, None))

    assert "Leitlinien ohne Maßnahme:</strong> L2 offen; L3 offen" in html


def test_long_chains_are_drawn_in_parts_and_lose_no_arrow():
    chains = parts.graph(20), parts.graph(20)
    second = {old["id"]: old["id"].replace("4000", "4001") for old in chains[1]["nodes"]}
    for node in chains[1]["nodes"]:
        node["id"] = second[node["id"]]
    for edge in chains[1]["edges"]:
        edge["before"], edge["after"] = second[edge["before"]], second[edge["after"]]
    both = {name: chains[0][name] + chains[1][name] for name in ("nodes", "edges")}

    drawn = dependencies(content(measure(), dependencies=both))

    assert [len(each.chart.table.rows) for each in drawn] == [20, 20]


# -- roadmap -----------------------------------------------------------------------------------
def test_milestones_of_the_next_year_and_those_that_are_late():
    today = content()["made_on"]
    days = [date.fromisoformat(today) + timedelta(days=n) for n in (-1, 0, 360, 400)]
    steps = [
        {"title": f"Schritt {n}", "due_on": day.isoformat(), "done_on": None}
        for n, day in enumerate(days)
    ]
    of = content(measure(milestones=steps), empty_measure())

    assert [each.title for each in next_milestones(of)] == ["Schritt 1", "Schritt 2"]
    assert [each.title for each in late_milestones(of)] == ["Schritt 0"]
    assert "Überfällige Meilensteine" in html_of(of, "roadmap")


def test_milestone_of_a_measure_at_rest_is_neither_late_nor_expected():
    steps = [{"title": "Schritt", "due_on": "2020-01-01", "done_on": None}]

    assert not late_milestones(content(measure(card={"state": "deferred"}, milestones=steps)))


@pytest.mark.behaviour("R6")
@pytest.mark.parametrize("count", [1, 60])
def test_time_schedule_of_any_length_has_all_rows_in_words(count):
    rows = [parts.timeline_row(f"HF1-M{n:02d}") for n in range(1, count + 1)]
    of = content(measure(), timeline=parts.timeline(*rows))

    drawn = figures(of)

    assert sum(len(chart.table.rows) for chart in drawn) == count
    assert all(chart.wide.height <= 800 for chart in drawn)
    assert html_of(of, "roadmap").count("In Worten:") == len(drawn)


@pytest.mark.behaviour("R6")
def test_measure_without_any_day_stands_in_the_schedule():
    row = parts.timeline_row(first=None, last=None) | {"steps": []}

    assert "ohne Termin" in chapter("roadmap", measure(), timeline=parts.timeline(row))


# -- indicators --------------------------------------------------------------------------------
@pytest.mark.behaviour("R6")
@pytest.mark.parametrize("count", [0, 1, 60])
def test_course_of_an_indicator_has_every_value_in_its_table(count):
    first = date(2020, 1, 31)
    values = [
        parts.value((first + timedelta(days=31 * n)).isoformat(), str(n)) for n in range(count)
    ]

    html = chapter("indicators", indicators=[parts.indicator("Standorte", *values)])

    assert "80 Standorte" in html
    if values:
        assert f"{count - 1} Standorte</td>" in html
    else:
        assert "keine Daten" in html


@pytest.mark.behaviour("R6")
def test_values_that_are_all_zero_with_missing_years_are_drawn():
    values = [parts.value("2020-12-31", "0"), parts.value("2025-12-31", "0")]

    html = chapter("indicators", indicators=[parts.indicator("Standorte", *values)])

    assert "31.12.2020" in html
    assert "31.12.2025" in html
    assert "31.12.2022" not in html


def test_indicator_without_data_is_told_and_never_zero_per_cent():
    html = chapter("monitoring", indicators=[parts.indicator()])

    assert "keine Daten" in html
    assert "0 % des Weges" not in html


def test_indicators_stand_below_what_they_belong_to():
    of_objective = parts.indicator("Anteil", measure="", objective="HF1-Z1 Alle lernen mit")

    html = chapter("indicators", indicators=[of_objective, parts.indicator()])

    assert html.index("Kennzahlen der strategischen Ziele") < html.index("HF1-Z1 Alle lernen mit")
    assert html.index("Kennzahlen der Maßnahmen") < html.index("HF1-M01 Lernzentrum")


# -- organisation, outlook, annexes ------------------------------------------------------------
def test_offices_are_listed_with_what_they_lead():
    html = chapter("organisation", measure(), measure("HF1-M02"), empty_measure("HF1-M03"))

    assert "Fachdienst Schule" in html
    assert "2 Maßnahmen" in html
    assert "Noch ohne Federführung:</strong> HF1-M03" in html


def test_outlook_lists_days_of_cycles_and_grants():
    of = content()
    day = (date.fromisoformat(of["made_on"]) + timedelta(days=30)).isoformat()
    cycles = [
        {"title": "Evaluation", "state": "planned", "state_label": "geplant", "opens_on": None,
         "cutoff_on": day, "due_on": day}
    ]  # fmt: skip
    one = measure(grants=[parts.grant("1.00", "approved", ("draw_by", day))])

    html = chapter("outlook", one, calendar=cycles)

    assert "Stichtag der Evaluation" in html
    assert "draw_by" in html


def test_resolutions_are_listed_with_what_they_are_about():
    decided = {
        "body": "Kreistag", "decided_on": "2024-05-23", "paper_number": "2024/012",
        "result": "beschlossen", "link": "", "about": ["Strategie, Fassung 1.0", "HF1-M01: beschlossen"],
    }  # fmt: skip

    html = chapter("resolutions", resolutions=[decided])

    assert "Strategie, Fassung 1.0; HF1-M01: beschlossen" in html


# -- data and method ---------------------------------------------------------------------------
def test_method_names_hash_sources_and_gaps():
    html = html_of(full_content(), "method")

    for words in ("Umfrage „Digitalisierung im Alltag“", "Forum „Diskussionsforum“",
                  "Maßnahmen ohne Federführung", "HF1-M02", "nicht gemeldet", "c" * 64):  # fmt: skip
        assert words in html, words


def test_method_tells_words_of_county_and_consultant_apart():
    of = content()
    words = {"introduction": "<p>Wir.</p>", "written_by": "Beratung"}
    of["chapters"][0] |= words

    html = html_of(of, "method")

    assert "Einleitung" in html
    assert "<td>Beratung</td>" in html


@pytest.mark.parametrize("kind", ["survey", "forum", "profile"])
def test_method_stands_in_every_kind_without_a_strategy(kind):
    of = content(kind=kind, chapters=chapters("method"), strategy=None)
    for name in ("reading", "measures", "phases", "forums"):
        del of[name]
    of["surveys"] = [survey(question(1, "Wie gut?"))]

    assert "Umfrage „Digitalisierung im Alltag“" in html_of(of, "method")


def test_complete_report_says_that_nothing_is_missing():
    complete = measure()

    html = chapter("method", complete, cycle=cycle(complete) | {"missing": []})

    assert "fehlten keine Angaben" in html


# -- profiles ----------------------------------------------------------------------------------
def test_annex_has_every_measure_that_is_pursued():
    of = content(measure(), measure("HF1-M02", card={"state": "rejected"}))

    (made,) = [each for each in book_of(of, stamp(of)).chapters if each.key == "profiles"]

    assert [each["card"]["number"] for each in made.made.profiles] == ["HF1-M01"]


def test_catalogue_has_those_that_were_given_up_too():
    given_up = measure("HF1-M02", card={"state": "rejected"})
    of = content(measure(), given_up, kind="catalogue", chapters=chapters(kind="catalogue"))

    made = book_of(of, stamp(of)).chapters[0]

    assert len(made.made.profiles) == 2
    assert "2 öffentliche Maßnahmen" in made.written().html


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (None, "keinen früheren Zyklus"),
        ([], "keine öffentliche Maßnahme verändert"),
        ([{"id": "HF1-M01", "what": ["Meilensteine"]}], "Meilensteine"),
    ],
)
def test_profiles_of_changed_measures(changed, words):
    of = content(measure(), changed=changed, chapters=chapters("changed_profiles", kind="cycle"))

    assert words in html_of(of, "changed_profiles")
