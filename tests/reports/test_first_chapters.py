"""Occasion, starting position, vision and fields, written from frozen content."""

import itertools

import pytest

from smartregion.reports.rendering import parts
from tests.factories.report_materials import (
    format_,
    framework,
    group,
    materials,
    maturity,
    project,
    spread,
    square,
    topic,
    voice,
)
from tests.factories.reports import content, empty_measure, measure, passage
from tests.reports.writing import headings, words, written

pytestmark = pytest.mark.slow

KEYS = ("summary", "occasion", "situation", "vision", "fields")


def of_everything(**values):
    return content(measure(), **materials(**values))


@pytest.mark.parametrize("key", KEYS)
def test_headings_skip_no_level(key):
    levels = headings(written(key, of_everything()))
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize("key", KEYS)
def test_chapter_of_a_new_county_says_what_is_missing(key):
    empty = {"opening": [], "vision": [], "guidelines": [], "fields": [], "closing": []}
    nothing = dict.fromkeys(materials(), ()) | {"maturity": None}
    text = words(written(key, content(reading=empty, phases=[], **nothing)))
    assert "noch" in text
    assert "None" not in text


@pytest.mark.parametrize("key", KEYS)
def test_chapter_of_an_earlier_snapshot_does_without_the_new_materials(key):
    assert words(written(key, content(measure())))


# -- occasion ------------------------------------------------------------------------------------
def test_formats_tell_their_days_and_how_many_came():
    formats = [format_(ends_on="2024-04-02"), format_("Gespräche", people=None)]
    text = words(written("occasion", of_everything(formats=formats)))
    assert "24.03.2024 – 02.04.2024" in text
    assert "57Teilnehmende" in text
    assert "nicht gezählt" in text


def test_starting_position_is_told_once():
    beside = written("occasion", of_everything(), beside=("situation",))
    assert "Ausgangslage" not in words(beside).split()
    assert "Der Landkreis in Zahlen" not in words(beside)
    alone = words(written("occasion", of_everything()))
    assert "Der Landkreis in Zahlen" in alone


# -- starting position ---------------------------------------------------------------------------
def test_shares_are_told_as_range_and_never_as_sum():
    shown = topic("Anteil", county=group(low="10,0", middle="20,0", high="30,0", known=1))
    text = words(written("situation", of_everything(structure=[shown])))
    assert "20,010,0 – 30,01 von 2" in text


def test_source_of_several_characteristics_is_named_once():
    text = words(written("situation", of_everything()))
    assert text.count("Landesamt für Statistik") == 1
    assert "(Anteil 65 Jahre und älter, Fläche)" in text


def test_gaps_are_named():
    text = words(written("situation", of_everything(structure=[topic(gaps=["Golzow"])])))
    assert "Ohne Angabe: Anteil 65 Jahre und älter (Golzow)." in text


def test_frameworks_that_ran_out_are_counted_only():
    old = framework("Digitalstrategie 2022", standing="expired")
    text = words(written("situation", of_everything(frameworks=[framework(), old])))
    assert "Digitalstrategie 2022" not in text
    assert "1 weiteres Dokument ist ausgelaufen" in text


@pytest.mark.parametrize(
    ("years", "said"),
    [((2015, None), "seit 2015"), ((2015, 2020), "2015 – 2020"), ((None, 2020), "bis 2020"), ((None, None), "ohne Angabe")],
)  # fmt: skip
def test_years_of_a_project_are_said_as_far_as_they_are_known(years, said):
    started, ended = years
    shown = project(started_in=started, ended_in=ended)
    assert said in words(written("situation", of_everything(projects=[shown])))


def test_median_between_two_levels_is_drawn_half_way():
    made = written("situation", of_everything())
    radar = next(entry.chart for entry in made.entries if entry.chart)
    assert radar.table.rows[0] == ("Dienste", "0,5", "3")


def test_who_did_not_report_is_named():
    text = words(written("situation", of_everything()))
    assert "Nicht gemeldet: Golzow." in text
    assert "n = 2 von 3 Gemeinden" in text


def test_square_has_a_header_for_each_side():
    html = written("situation", of_everything()).html
    assert html.count('scope="row">von') == 2
    assert "nichts festgehalten" in html


# -- vision and guidelines -----------------------------------------------------------------------
def test_house_has_a_pillar_for_each_field():
    chart = next(e.chart for e in written("vision", of_everything()).entries if e.chart)
    assert ("Handlungsfeld", "HF1 Bildung", "1 Ziel, 1 Maßnahme") in chart.table.rows
    assert "Vision: Nähe trotz Entfernung." in chart.summary


def test_guideline_counts_what_serves_it():
    goal = passage(
        "Alle lernen mit", "HF1-Z1", kind="objective", supports=["L1 vielfältig und offen"]
    )
    reading = {
        **content()["reading"],
        "fields": [passage("Bildung", "HF1", kind="field", parts=[goal])],
    }
    text = words(written("vision", content(measure(), empty_measure(), reading=reading)))
    assert "worum es geht, in einem Satz.11" in text


# -- fields --------------------------------------------------------------------------------------
def test_field_tells_targets_measures_findings_and_voices():
    text = words(written("fields", of_everything()))
    for said in ("Fachkräfte fehlen.", "Dorfladen (läuft)", "Gemeinden mit Angebot", "HF1-M01", "Der Bus fährt zu selten."):  # fmt: skip
        assert said in text
    assert "Daraus entstand: HF1-M01 Lernzentrum (in Umsetzung)." in text


def test_objective_without_indicator_says_so():
    assert "ohne Kennzahl" in words(written("fields", of_everything(targets=[])))


def test_parts_of_a_field_keep_their_text_and_their_objectives():
    goal = passage("Alle lernen mit", "HF1-Z1", kind="objective")
    part = passage("Schule", "HF1.1", kind="field", parts=[goal])
    field = passage("Bildung", "HF1", kind="field", parts=[part], merged_from=["Jugend"])
    reading = {**content()["reading"], "fields": [field]}
    text = words(written("fields", content(reading=reading, **materials())))
    assert "HF1.1 Schule" in text
    assert "HF1-Z1 Alle lernen mit" in text
    assert "Zusammengeführt aus: Jugend." in text


def test_field_quotes_some_voices_and_counts_the_others():
    many = [voice(f"Beitrag {n}") for n in range(9)]
    text = words(written("fields", of_everything(voices=many), beside=("considerations",)))
    assert text.count("„Beitrag") == 2
    assert "7 weitere Beiträge" in text
    assert "Alle Abwägungen stehen im Anhang." in text


def test_quotation_marks_inside_of_a_quotation_become_single_ones():
    said = voice("Da steht „Bus“.")
    assert "„Da steht ‚Bus‘.“" in words(written("fields", of_everything(voices=[said])))


# -- summary -------------------------------------------------------------------------------------
def test_summary_keeps_its_tables_short():
    fields = [passage(f"Feld {n}", f"HF{n}") for n in range(20)]
    reading = {**content()["reading"], "fields": fields}
    text = words(
        written("summary", content(*[measure(f"M{n}") for n in range(30)], reading=reading))
    )
    assert "8 weitere Handlungsfelder" in text
    assert "16 weitere Schlüsselprojekte" in text


def test_chapters_know_which_others_there_are():
    report = content()
    assert parts.has_chapter(report, "summary")
    assert not parts.has_chapter(report, "synopsis")


# -- figures of every size -----------------------------------------------------------------------
@pytest.mark.behaviour("R6")
@pytest.mark.parametrize("count", [3, 60])
def test_maturity_is_drawn_for_few_and_many_dimensions(count):
    asked = maturity()["dimensions"][:1] * count
    made = written("situation", of_everything(maturity=maturity(dimensions=asked)))
    radar, by_zone = (entry.chart for entry in made.entries if entry.chart)
    assert len(radar.table.rows) == count
    assert len(by_zone.table.rows) == 2 * count


@pytest.mark.behaviour("R6")
def test_maturity_that_nobody_told_is_said_and_no_zero():
    unknown = spread(0, 0, 0, 0, 0, missing=2, median=None)
    told = {"actual": unknown, "target": unknown, "zones": [unknown, unknown]}
    asked = [{**each, **told} for each in maturity()["dimensions"]]
    made = written("situation", of_everything(maturity=maturity(dimensions=asked)))
    radar = next(entry.chart for entry in made.entries if entry.chart)
    assert radar.table.rows[0] == ("Dienste", "nicht gemeldet", "nicht gemeldet")
    assert "Keine Daten" in made.html


@pytest.mark.behaviour("R6")
@pytest.mark.parametrize("count", [0, 1, 60])
def test_house_stands_with_any_number_of_fields(count):
    fields = [passage(f"Feld {n}", f"HF{n}") for n in range(count)]
    reading = {**content()["reading"], "fields": fields}
    chart = next(e.chart for e in written("vision", content(reading=reading)).entries if e.chart)
    assert sum(row[0] == "Handlungsfeld" for row in chart.table.rows) == count


def test_square_of_a_field_without_findings_is_left_out():
    text = words(written("fields", of_everything(findings=[square(strength="Gute Schulen.")])))
    assert "Was die Bestandsanalyse ergeben hat" not in text
