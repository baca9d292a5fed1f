"""Participation, surveys, forums and their annexes, written from frozen content."""

import itertools
import re

import pytest

from tests.factories.report_materials import (
    comment,
    draft,
    event,
    materials,
    questionnaire,
    voice,
)
from tests.factories.reports import content, forum, question, survey
from tests.reports.writing import headings, words, written

pytestmark = pytest.mark.slow

KEYS = (
    "participation", "considerations", "questionnaires", "minutes", "survey_summary",
    "survey_results", "forum_summary", "forum_topics",
)  # fmt: skip
NEVER = r"None|\{\{|%\("


def of_everything(**values):
    asked = survey(question(1, "Wie gut ist Ihr Netz?"), question(2, "Was fehlt?", "multiple"))
    return content(**{"surveys": [asked], "forums": [forum()], **materials(), **values})


def release(*questions, **results):
    """Figures as they were released: protected, with their state."""
    made = survey(*questions)
    made["results"] |= {"filter_words": ["ohne auffällige Antworten"], **results}
    return {**made, "is_protected": True, "mode_label": "offen für alle", "crossings": []}


@pytest.mark.parametrize("key", KEYS)
def test_headings_skip_no_level(key):
    levels = headings(written(key, of_everything()))
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize("key", KEYS)
def test_chapter_with_nothing_in_it_says_so(key):
    nothing = dict.fromkeys(materials(), ())
    text = words(written(key, content(surveys=[], forums=[], **nothing)))
    assert len(text.split()) > 6
    assert not re.search(NEVER, text)


@pytest.mark.parametrize("key", KEYS)
def test_chapter_of_an_earlier_snapshot_does_without_the_new_materials(key):
    text = words(written(key, content(surveys=[survey(question(1, "Netz?"))], forums=[forum()])))
    assert not re.search(NEVER, text)


# -- figures of surveys ----------------------------------------------------------------------------
def test_figure_carries_who_answered_and_who_did_not():
    asked = release(question(1, "Wie gut ist Ihr Netz?", counts=(40, 20)))
    entry = next(
        e for e in written("participation", of_everything(surveys=[asked])).entries if e.chart
    )
    assert tuple(entry.base[:2]) == ("n = 60 von 63 Gefragten", "ohne Antwort: 3 (4,8\xa0%)")
    assert "Stand 30.04.2025" in entry.base
    assert "ohne auffällige Antworten" in entry.base


def test_protected_number_of_answers_is_not_told():
    hidden = {**question(1, "Wie gut ist Ihr Netz?"), "is_protected": True}
    made = written("survey_results", of_everything(surveys=[release(hidden)]))
    assert "n geschützt" in words(made)
    assert "n = 60" not in words(made)


def test_weighting_is_named_below_each_figure():
    asked = release(question(1, "Wie gut ist Ihr Netz?"), weighting="Alter und Lage")
    assert "gewichtet: Alter und Lage" in words(
        written("survey_results", of_everything(surveys=[asked]))
    )


def test_numbers_stand_in_the_annex_where_there_is_one():
    alone = written("participation", of_everything())
    beside = written("participation", of_everything(), beside=("questionnaires",))
    assert "Zahlen zu Abbildung 1.1" in words(alone)
    assert "Zahlen zu Abbildung 1.1" not in words(beside)
    annex = words(written("questionnaires", of_everything(), beside=("participation",)))
    assert "Frage 1: Wie gut ist Ihr Netz?" in annex
    assert "66,7" in annex


def test_numbers_of_a_survey_report_are_not_printed_twice():
    annex = words(written("questionnaires", of_everything(), beside=("survey_results",)))
    assert "Frage 1:" not in annex
    assert "Einfachauswahl · Pflichtfrage" in annex


def test_crossing_hides_what_nobody_may_know():
    head, line = {"code": "a", "label": "jung"}, {"code": "1", "label": "sehr gut"}
    crossing = {
        "rows": "netz", "columns": "alter", "rows_text": "Netz?", "columns_text": "Alter?",
        "heads": [head, {**head, "label": "alt"}], "bases": [],
        "lines": [{"head": line, "group": "", "counts": [12, None], "base": 12, "names": []}],
    }  # fmt: skip
    asked = {**release(question(1, "Netz?")), "crossings": [crossing]}
    text = words(written("survey_results", of_everything(surveys=[asked])))
    assert "Netz?, aufgeteilt nach: Alter?" in text
    assert "sehr gut12geschützt12" in text


def test_summary_of_a_survey_tells_how_it_was_asked():
    text = words(written("survey_summary", of_everything(surveys=[release(question(1, "Netz?"))])))
    for said in ("63", "offen für alle", "01.03.2025 – 30.04.2025", "ohne auffällige Antworten", "Gewichtungkeine"):  # fmt: skip
        assert said in text


def test_questionnaire_prints_conditions_and_pages_without_title():
    item = {**questionnaire()["pages"][0]["questions"][0], "condition": "Alter mindestens 18"}
    page = {"title": "", "condition": "Netz ist gut", "questions": [item]}
    text = words(
        written("questionnaires", of_everything(questionnaires=[questionnaire(pages=[page])]))
    )
    assert "Seite ohne Titel" in text
    assert "nur, wenn Alter mindestens 18" in text
    assert "Seite nur, wenn Netz ist gut" in text


@pytest.mark.behaviour("R6")
@pytest.mark.parametrize("counts", [(), (5,), (0, 0, 0), tuple(range(60))])
def test_question_is_drawn_with_any_number_of_answers(counts):
    asked = {**question(1, "Netz?", counts=tuple(n + 1 for n in counts) or (1,))}
    if not sum(counts):
        asked |= {
            "answered": 0,
            "counts": [{**each, "count": 0, "share": None} for each in asked["counts"]],
        }
    made = written("survey_results", of_everything(surveys=[release(asked)]))
    figures = [entry for entry in made.entries if entry.chart]
    assert len(figures) == 1
    assert len(figures[0].chart.table.rows) == max(len(counts), 1)
    assert "Zahlen zu Abbildung" in words(made)


# -- forums ----------------------------------------------------------------------------------------
def test_answers_stand_in_the_annex_where_there_is_one():
    alone = words(written("participation", of_everything()))
    beside = words(written("participation", of_everything(), beside=("considerations",)))
    assert "Der Takt wird dichter." in alone
    assert "Beantwortete Beiträge" not in beside
    assert "stehen mit ihrer Begründung im Anhang" in beside


def test_topic_of_a_forum_tells_impulse_answers_and_what_grew():
    made = forum()
    made["topics"][0] |= {"impulse": "<p>Anschlüsse im Takt.</p>", "contributions": [voice()]}
    text = words(written("forum_topics", of_everything(forums=[made])))
    assert "Anschlüsse im Takt." in text
    assert "Daraus entstand: HF1-M01 Lernzentrum" in text
    assert (
        "2 Beiträge sind beantwortet, 1 noch offen" in text or "beantwortet, 1 noch offen" in text
    )


def test_places_are_drawn_only_where_several_wrote_from_one():
    few = forum()
    few["topics"][0]["municipalities"] = {"Musterstadt": 2}

    def titles(made):
        return [e.title for e in written("forum_summary", of_everything(forums=[made])).entries]

    assert any("nach Gemeinde" in title for title in titles(forum()))
    assert not any("nach Gemeinde" in title for title in titles(few))


def test_many_places_share_the_last_bar():
    made = forum()
    made["topics"][0]["municipalities"] = {f"Ort {n:02}": 3 for n in range(20)}
    entries = written("forum_summary", of_everything(forums=[made])).entries
    chart = next(each.chart for each in entries if "nach Gemeinde" in each.title)
    assert chart.table.rows[-1] == ("weitere 8 Gemeinden zusammen", "24")


# -- drafts ----------------------------------------------------------------------------------------
def test_comment_tells_passage_words_decision_and_reason():
    text = words(written("considerations", of_everything()))
    for said in ("HF1 Bildung, Absatz 2", "„Buchung per App.“", "Bitte auch am Telefon.", "übernommen", "Fachdienst Verkehr, 01.07.2025"):  # fmt: skip
        assert said in text


def test_hidden_comment_keeps_its_place_without_its_words():
    hidden = comment("", is_hidden=True, reason="")
    text = words(written("considerations", of_everything(consultations=[draft(hidden)])))
    assert "von der Moderation ausgeblendet" in text


def test_open_comment_is_called_open():
    waiting = comment(is_open=True, state="neu", reason="", office="")
    text = words(written("considerations", of_everything(consultations=[draft(waiting, open=1)])))
    assert "noch offen" in text


def test_decisions_are_counted():
    made = draft(comment(), comment(state="abgelehnt"), comment())
    entries = written("participation", of_everything(consultations=[made])).entries
    chart = next(each.chart for each in entries if "abgewogen" in each.title)
    assert chart.table.rows[0][:2] == ("übernommen", "2")


def test_considerations_stand_on_wide_pages():
    assert "chapter--wide" in written("considerations", of_everything()).html


# -- what changed ----------------------------------------------------------------------------------
def test_changes_name_measures_and_new_wordings():
    reworded = voice(
        "Bis wann?", grown=[], rewording={"words": "In acht Wochen.", "version": "1.1"}
    )
    gone = voice("Weg damit.", grown=[], rewording={"words": "", "version": "1.1"})
    text = words(written("participation", of_everything(voices=[voice(), reworded, gone])))
    assert "HF1-M01 Lernzentrum (in Umsetzung)" in text
    assert "Neuer Wortlaut in Fassung 1.1: „In acht Wochen.“" in text
    assert "Die Stelle entfällt in Fassung 1.1." in text


def test_voice_that_changed_nothing_is_not_among_the_changes():
    quiet = voice("Schön.", grown=[])
    text = words(written("participation", of_everything(voices=[quiet])))
    assert "aus keinem Beitrag eine Maßnahme entstanden" in text


# -- events ----------------------------------------------------------------------------------------
def test_event_without_minutes_says_so():
    told = event(has_minutes=False, points=[], intro="", agenda=[], groups=[], people=None)
    text = words(written("minutes", of_everything(events=[told])))
    assert "Ein Protokoll ist noch nicht veröffentlicht." in text
    assert "Teilnehmende" not in text


def test_point_of_the_minutes_tells_what_became_of_it():
    text = words(written("minutes", of_everything()))
    assert "Der Rufbus fährt auch abends." in text
    assert "Daraus entstand: HF1-M01 Lernzentrum (in Umsetzung)" in text
