"""Profiles: what stands on them, how they are told shorter, and that each is exactly one page (R5)."""

import io
from dataclasses import replace

import pypdf
import pytest

from smartregion.reports.rendering.book import Section
from smartregion.reports.rendering.columns import levels_of
from smartregion.reports.rendering.profiles import Sheet
from smartregion.reports.rendering.shortening import A_WORD, LEVELS, is_cut, shortened
from tests.factories import report_parts as parts
from tests.factories.reports import chapters, content, empty_measure, measure, overfull_measure
from tests.reports.conftest import printed, stamp

pytestmark = pytest.mark.slow

GERMAN = "„Größe“ und ‚Straße‘ — Öl für 1.250,50 € und 3 × 2 m²"


def sheet(one, **values):
    of = content(one, **values)
    return Sheet(Section("profiles-1", "A.1", one["card"]["title"], one), of["measures"][0], of)


def html_of(one, **values):
    made = sheet(one, **values)
    return made.html(stamp(made.content)).replace("\N{NO-BREAK SPACE}", " ")


def test_sheet_says_everything_its_outline_asks_for():
    html = html_of(measure())

    for words in (
        "HF1-M01", "Lernzentrum", "Startprojekt", "Schlüsselprojekt", "in Umsetzung", "31.12.2025",
        "Alle lernen mit", "3 von 3", "Fachdienst Schule", "Volkshochschule (Mitwirkung)",
        "schule@example.org", "Kinder und Jugendliche", "Musterstadt", "Eröffnung", "185.000,10 €",
        "142.500 € (bewilligt)", "1,5 VZÄ", "0 Standorte", "40 Standorte", "80 Standorte",
        "50 % des Weges", "Rang 2 von 12", "3,75 Punkte", "braucht HF1-M02", "Die Stelle bleibt",
        "Arbeitsgruppe Schule", "Der erste Standort arbeitet", "https://digital.example.org/massnahmen/",
        "freiwillige Aufgabe, digital und analog",
    ):  # fmt: skip
        assert words in html, words


def test_mark_of_a_sheet_changes_with_its_measure_alone():
    one, other = sheet(measure()), sheet(measure(), title="Ein anderer Bericht")

    assert one.mark == other.mark
    assert sheet(measure(target_groups="Alle")).mark != one.mark


def test_nothing_known_is_said_and_not_left_blank():
    html = html_of(empty_measure())

    for words in ("noch offen", "ohne Termin", "nicht beziffert", "noch keine festgelegt",
                  "nicht angegeben", "In diesem Zyklus nicht abgefragt"):  # fmt: skip
        assert words in html, words


def test_indicator_without_a_value_has_no_data_and_no_per_cent():
    html = html_of(measure(indicators=[parts.indicator()]))

    assert "keine Daten" in html
    assert "des Weges" not in html


def test_profile_of_earlier_days_is_drawn_without_what_nobody_kept():
    old = measure()
    for name in ("costs", "grants", "indicators", "risks", "dependencies", "placings", "objectives",
                 "situations", "planned_precision", "fte", "evidence", "duty", "approach"):  # fmt: skip
        del old[name]

    html = html_of(old)

    assert "Kostenrahmen 285.000 €" in html


# -- shortening --------------------------------------------------------------------------------
def test_usual_measure_is_not_shortened():
    assert levels_of(measure()) == (0, 0)
    assert not sheet(measure()).is_shortened


def test_long_column_of_facts_does_not_cost_a_measure_its_description():
    many = measure(risks=[parts.risk(f"Risiko {n}") for n in range(30)])

    main, beside = levels_of(many)

    assert main == 0 < beside


def test_what_is_left_out_is_counted():
    short = shortened(overfull_measure(), LEVELS[-1], LEVELS[-1])

    assert short["more"]["risks"] == 11
    assert short["more_municipalities"] == 29


def test_shortening_keeps_the_milestones_that_come_next():
    steps = [
        {
            "title": f"Schritt {n}",
            "due_on": "2026-01-31",
            "done_on": "2026-01-01" if n < 6 else None,
        }
        for n in range(10)
    ]

    short = shortened(measure(milestones=steps), LEVELS[-4], LEVELS[0])

    assert [step["title"] for step in short["milestones"]] == ["Schritt 5", "Schritt 6"]


def test_words_are_never_cut_in_two():
    short = shortened(measure(target_groups="Kinder " * 400), LEVELS[0], LEVELS[5])

    assert short["target_groups"].endswith("Kinder …")
    assert is_cut(measure(target_groups="Kinder " * 400), short)


def test_sums_are_never_shortened():
    assert len(sheet(overfull_measure()).money.years) == 7


# -- on paper ----------------------------------------------------------------------------------
@pytest.mark.slow
@pytest.mark.behaviour("R5")
def test_profile_alone_is_exactly_one_page(hostile_profile):
    of = content(hostile_profile, kind="profile", is_publication=False,
                 chapters=chapters("profile", kind="profile"))  # fmt: skip

    assert printed(of).pages == 1


@pytest.fixture(params=["empty", "typical", "overfull"])
def hostile_profile(request):
    made = {"empty": empty_measure, "typical": measure, "overfull": overfull_measure}
    return made[request.param]()


@pytest.mark.slow
@pytest.mark.behaviour("R5")
def test_letters_and_signs_are_right_on_a_profile():
    of = content(measure(body=f"<p>{GERMAN}</p>"), kind="profile", is_publication=False,
                 chapters=chapters("profile", kind="profile"))  # fmt: skip

    text = pypdf.PdfReader(io.BytesIO(printed(of).data)).pages[0].extract_text()

    assert GERMAN in " ".join(text.split())


def test_sign_of_what_is_left_out_stands_behind_the_last_words():
    body = "<p>Eins zwei drei.</p><p>Vier fünf sechs.</p>"
    short = shortened(measure(body=body), replace(LEVELS[0], body=3 * A_WORD), LEVELS[0])

    assert short["body"] == "<p>Eins zwei drei. …</p>"
