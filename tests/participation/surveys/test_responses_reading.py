"""Tables of responses in every convention that is met: each becomes the same answers."""

import io
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from participation.surveys.document.questionnaire import Questionnaire, questionnaire_of
from participation.surveys.interchange.responses import Asked, Mapped, Reading
from tests.factories.surveys import both, lines, published, question

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon"), pytest.mark.slow]
ON = date(2026, 6, 15)


def labelled(**labels: str) -> list[dict[str, Any]]:
    return [{"code": code, "label": both(label)} for code, label in labels.items()]


def asked(*pages: Any, **values: Any) -> Questionnaire:
    return questionnaire_of(published(*pages, **values))


@pytest.fixture
def questionnaire() -> Questionnaire:
    return asked(
        [
            question("single", "Q1", text=both("Wie alt sind Sie?"), options=labelled(A1="unter 18", A2="älter")),
            question("multiple", "Q2", text=both("Womit fahren Sie?"), options=labelled(SQ001="Bus", SQ002="Rad, auch Lastenrad")),
            question("yes_no", "Q3", text=both("Haben Sie ein Auto?")),
        ],
        [
            question("matrix", "Q4", text=both("Wie zufrieden?"), rows=labelled(SQ001="Schulen", SQ002="Ärzte"), options=labelled(A1="gut", A2="schlecht")),
            question("number", "Q5", limits={"decimals": 2}),
            question("date", "Q6"),
            question("long_text", "Q7"),
            question("ranking", "Q8", options=labelled(B1="Eins", B2="Zwei", B3="Drei")),
        ],
    )  # fmt: skip


def read(
    questionnaire: Questionnaire, text: str | bytes, *, incomplete: bool = False, **mapped: Any
) -> Reading:
    data = text if isinstance(text, bytes) else text.encode()
    return Reading(
        io.BytesIO(data),
        [Asked(questionnaire)],
        Mapped(**mapped),
        includes_incomplete=incomplete,
        on=ON,
    )


def answers(questionnaire: Questionnaire, text: str | bytes, **options: Any) -> list[Any]:
    return [each.answers for each in read(questionnaire, text, **options).responses()]


def first(questionnaire: Questionnaire, headings: str, cells: str, **options: Any) -> Any:
    return answers(questionnaire, f"{headings}\n{cells}\n", **options)[0]


# -- headings --------------------------------------------------------------------------------------
@pytest.mark.behaviour("Q30")
@pytest.mark.parametrize(
    "heading",
    ["Q1", "q1", "Q1. Wie alt sind Sie?", "Q1: Wie alt sind Sie?", "Wie alt sind Sie?", "<p>Wie alt  sind Sie?</p>",
     "Wie alt sind Sie? (English)"],
)  # fmt: skip
def test_a_question_is_known_by_code_by_code_and_text_and_by_text(
    questionnaire: Questionnaire, heading: str
) -> None:
    assert first(questionnaire, f"id;{heading}", "1;A2") == {"Q1": "A2"}


@pytest.mark.behaviour("Q30")
@pytest.mark.parametrize(
    "heading",
    ["Q4[SQ002]", "Q4_SQ002", "Q4.SQ002", "Q4[SQ002]. Wie zufrieden? [Ärzte]", "Wie zufrieden? [Ärzte]",
     "Wie zufrieden?  [ Ärzte ]"],
)  # fmt: skip
def test_a_row_is_known_in_all_ways(questionnaire: Questionnaire, heading: str) -> None:
    assert first(questionnaire, f"id;{heading}", "1;A1") == {"Q4": {"SQ002": "A1"}}


@pytest.mark.parametrize("heading", ["Q9[r_a]", "Q9[r][a]", "Q9_r_a", "Q9.r.a", "Frage Q9? [Text r][Text a]"])  # fmt: skip
def test_a_row_with_an_option_is_known_in_all_ways(heading: str) -> None:
    found = asked(question("matrix_multiple", "Q9", options=lines("a", "b"), rows=lines("r", "s")))
    assert first(found, f"id;{heading}", "1;Y") == {"Q9": {"r": ["a"]}}


@pytest.mark.behaviour("Q30")
@pytest.mark.parametrize(
    ("headings", "cells"),
    [
        ("Q8[1];Q8[2];Q8[3]", "B3;B1;"),
        ("Q8_1;Q8_2;Q8_3", "Drei;Eins;"),
        ("Frage Q8? [Rang 1];Frage Q8? [Rang 2];Frage Q8? [Rang 3]", "B3;B1;"),
        ("Q8.B1;Q8.B2;Q8.B3", "2;;1"),
    ],
)
def test_a_ranking_is_read_by_places_and_by_options(
    questionnaire: Questionnaire, headings: str, cells: str
) -> None:
    if "Frage" in headings:
        questionnaire = asked(question("ranking", "Q8", options=labelled(B1="Eins", B2="Zwei", B3="Drei")))  # fmt: skip
    assert first(questionnaire, f"id;{headings}", f"1;{cells}") == {"Q8": ["B3", "B1"]}


def test_columns_and_codes_follow_the_file_of_the_questionnaire(
    questionnaire: Questionnaire,
) -> None:
    mapped = {"columns": {"282267X24X228": "Q1"}, "values": {"Q1": {"AO01": "A2"}}}
    assert first(questionnaire, "id;282267X24X228", "1;AO01", **mapped) == {"Q1": "A2"}


def test_places_of_a_ranking_follow_the_file_of_the_questionnaire(
    questionnaire: Questionnaire,
) -> None:
    mapped = {"columns": {"7X8X91": "Q8#1", "7X8X92": "Q8#2"}, "values": {"Q8": {"X3": "B3"}}}
    assert first(questionnaire, "7X8X91;7X8X92;Q1", "X3;B1;A1", **mapped)["Q8"] == ["B3", "B1"]


def test_more_places_than_may_be_given_are_no_answer() -> None:
    found = asked(question("ranking", "r", options=lines("a", "b", "c"), limits={"max": 2}))
    reading = read(found, "r[1];r[2];r[3]\na;b;c\nc;a;\n")
    assert [each.answers["r"] for each in reading.responses()] == [None, ["c", "a"]]
    assert [each.reason for each in reading.report.doubts] == [
        "Es sind mehr Plätze vergeben, als es gibt."
    ]


def test_what_is_called_like_two_questions_is_reported() -> None:
    found = asked([question("number", "a1", text=both("Wie viele?")), question("number", "a2", text=both("Wie viele?")), question("number", "a3")])  # fmt: skip
    reading = read(found, "a3;Wie viele?;Farbe\n1;2;rot\n")
    assert [(each.heading, each.reason) for each in reading.report.unknown] == [
        ("Wie viele?", "Diese Überschrift passt zu mehreren Fragen."),
        ("Farbe", "Keine Frage heißt so."),
    ]
    assert reading.report.silent == ["a1", "a2"]


# -- cells -----------------------------------------------------------------------------------------
@pytest.mark.behaviour("Q30")
@pytest.mark.parametrize("cell", ["A2", "a2", "älter", "ÄLTER", "älter (English)", "<b>älter</b>"])
def test_an_option_is_known_by_code_and_by_label(questionnaire: Questionnaire, cell: str) -> None:
    assert first(questionnaire, "Q1;Q7", f"{cell};x")["Q1"] == "A2"


@pytest.mark.behaviour("Q30")
@pytest.mark.parametrize("yes", ["Y", "Ja", "1", "Yes", "ja", "Rad, auch Lastenrad", "SQ002"])
@pytest.mark.parametrize("no", ["", "N", "Nein", "0", "No"])
def test_marks_of_a_multiple_choice(questionnaire: Questionnaire, yes: str, no: str) -> None:
    cells = f"{no};{yes}"
    assert first(questionnaire, "Q2[SQ001];Q2[SQ002]", cells) == {"Q2": ["SQ002"]}


@pytest.mark.parametrize(
    ("cell", "code"),
    [("Y", "yes"), ("N", "no"), ("U", "unsure"), ("Ja", "yes"), ("Nein", "no"), ("1", "yes"), ("2", "no"), ("Weiß nicht", "unsure")],
)  # fmt: skip
def test_yes_and_no(questionnaire: Questionnaire, cell: str, code: str) -> None:
    assert first(questionnaire, "Q3;Q7", f"{cell};x")["Q3"] == code


@pytest.mark.parametrize(
    ("cell", "number"),
    [("3", 3.0), ("3.50", 3.5), ("3,5", 3.5), ("12.0000000000", 12.0), ("-2", -2.0), ("1.234,5", 1234.5), ("1e3", 1000.0)],
)  # fmt: skip
def test_numbers(questionnaire: Questionnaire, cell: str, number: float) -> None:
    assert first(questionnaire, "Q5;Q7", f"{cell};x")["Q5"] == number


@pytest.mark.parametrize(
    "cell", ["2022-03-14", "2022-03-14 10:22:31", "14.03.2022", "14.03.2022 10:22", "2022-03-14T10:22:31Z"]
)  # fmt: skip
def test_days(questionnaire: Questionnaire, cell: str) -> None:
    assert first(questionnaire, "Q6;Q7", f"{cell};x")["Q6"] == "2022-03-14"


@pytest.mark.behaviour("Q30")
def test_a_value_that_is_no_answer_is_left_out_and_told_with_its_line(
    questionnaire: Questionnaire,
) -> None:
    text = "Q1;Q5;Q6;Q2[SQ001]\nA9;viele;morgen;vielleicht\nA1;7;2026-01-01;Y\nA9;;;\n"
    reading = read(questionnaire, text)
    found = [dict(each.answers) for each in reading.responses()]
    assert found[0] == {"Q1": None, "Q5": None, "Q6": None, "Q2": None}
    assert found[1] == {"Q1": "A1", "Q5": 7.0, "Q6": "2026-01-01", "Q2": ["SQ001"]}
    doubts = {each.column: (each.count, each.examples) for each in reading.report.doubts}
    assert doubts == {
        "Q1": (2, [(2, "A9"), (4, "A9")]),
        "Q5": (1, [(2, "viele")]),
        "Q6": (1, [(2, "morgen")]),
        "Q2[SQ001]": (1, [(2, "vielleicht")]),
    }


def test_a_number_outside_of_its_bounds_is_no_answer() -> None:
    found = asked([question("number", "n", limits={"min": 0, "max": 10}), question("short_text", "t")])  # fmt: skip
    reading = read(found, "n;t\n11;a\n1.250;b\n10;c\n")
    assert [each.answers["n"] for each in reading.responses()] == [None, None, 10]
    assert [each.reason for each in reading.report.doubts] == [
        "Die Zahl darf höchstens 10 sein.",
        "Die Zahl hat zu viele Nachkommastellen.",
    ]


@pytest.mark.parametrize("kind", ["single", "multiple"])
def test_words_beside_an_option(kind: str) -> None:
    options = lines("a", "other", other={"with_text": True})
    found = asked([question(kind, "Q3", options=options), question("number", "n")])
    headings, cells = ("Q3;Q3[other];n", "-oth-;mit dem Boot;1")
    mapped = {"values": {"Q3": {"-oth-": "other"}}}
    if kind == "multiple":
        headings, cells = ("Q3[a];Q3[other];n", ";mit dem Boot;1")
    answer = first(found, headings, cells, **mapped)
    assert answer["Q3.other"] == "mit dem Boot"
    assert answer["Q3"] in ("other", ["other"])


# -- not shown, and shown but left empty -----------------------------------------------------------
@pytest.mark.behaviour("Q2", "Q30")
def test_an_empty_cell_is_not_shown_where_conditions_hide_the_question() -> None:
    when = {"question": "kinder", "op": "is", "value": "yes"}
    found = asked(
        question("yes_no", "kinder"),
        [question("number", "wie", condition=when), question("single", "wo", options=[*lines("a"), {"code": "b", "label": both("B"), "condition": when}])],
    )  # fmt: skip
    reading = read(found, "kinder;wie;wo\nY;;a\nN;;a\nN;2;b\n")
    assert [each.answers for each in reading.responses()] == [
        {"kinder": "yes", "wie": None, "wo": "a"},
        {"kinder": "no", "wo": "a"},
        {"kinder": "no", "wo": None},
    ]
    assert reading.report.not_shown["conditions"] == 2
    assert {each.column for each in reading.report.doubts} == {"wie", "wo"}


@pytest.mark.behaviour("Q30")
@pytest.mark.parametrize("sign", ["N/A", "{question_not_shown}", "nicht gezeigt"])
def test_the_file_says_what_was_not_shown(questionnaire: Questionnaire, sign: str) -> None:
    headings = "Q1;Q2[SQ001];Q2[SQ002];Q4[SQ001];Q4[SQ002];Q7"
    line = f"{sign};{sign};{sign};{sign};A1;"
    assert first(questionnaire, headings, line) == {"Q4": {"SQ002": "A1"}, "Q7": None}


@pytest.mark.behaviour("Q30")
def test_who_did_not_send_is_left_out_and_has_not_seen_later_pages(
    questionnaire: Questionnaire,
) -> None:
    text = "id,submitdate,lastpage,Q1,Q7\n1,2022-03-14 10:00:00,2,A1,\n2,,1,A2,\n3,,2,A2,\n"
    assert len(answers(questionnaire, text)) == 1
    everything = answers(questionnaire, text, incomplete=True)
    assert everything == [{"Q1": "A1", "Q7": None}, {"Q1": "A2"}, {"Q1": "A2", "Q7": None}]


def test_without_any_day_of_submission_all_are_complete(questionnaire: Questionnaire) -> None:
    reading = read(questionnaire, "submitdate;Q1\n;A1\n;A2\n")
    assert [each.day for each in reading.responses()] == [ON, ON]
    assert (reading.report.responses, reading.report.without_day) == (2, 2)


def test_a_hidden_day_is_no_day(questionnaire: Questionnaire) -> None:
    reading = read(questionnaire, "submitdate;Q1\n1980-01-01 00:00:00;A1\n2022-03-14 09:00:00;A2\n")
    assert [each.day for each in reading.responses()] == [date(2022, 3, 14)] * 2


@pytest.mark.behaviour("Q14")
def test_what_leads_to_a_person_is_never_read(questionnaire: Questionnaire) -> None:
    traces = ["id", "seed", "token", "startdate", "datestamp", "ipaddr", "refurl", "interviewtime", "groupTime12", "Q1Time"]  # fmt: skip
    text = ";".join([*traces, "submitdate", "startlanguage", "Q1"]) + "\n"
    text += ";".join(["SPUR"] * len(traces) + ["2022-03-14 10:22:31", "en", "A1"]) + "\n"
    reading = read(questionnaire, text)
    (taken,) = reading.responses()
    assert "SPUR" not in repr(taken)
    assert "10:22" not in repr(taken)
    assert taken.language == "en"
    assert len(reading.report.about) == len(traces) + 2


# -- how a file is written -------------------------------------------------------------------------
@pytest.mark.behaviour("Q30")
@pytest.mark.parametrize("sign", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_delimiters_encodings_and_ends_of_lines(
    questionnaire: Questionnaire, sign: str, encoding: str, end: str
) -> None:
    rows = [["id", "Q1", "Q7"], ["1", '"älter"', '"Straße; breit, lang\nund mehr"']]
    text = end.join(sign.join(row) for row in rows) + end
    assert answers(questionnaire, text.encode(encoding)) == [
        {"Q1": "A2", "Q7": "Straße; breit, lang\nund mehr"}
    ]


@pytest.mark.behaviour("Q30")
def test_a_vv_file_has_two_headings_and_escapes(questionnaire: Questionnaire) -> None:
    text = 'Antwort ID\tAlter\tAnderes\tTexte\nid\tQ1\tQ5\tQ7\n1\tA2\t{question_not_shown}\t{quote}Ja{quote}{newline}und {lbrace}so}\n2\tA1\t\t"offen\n'  # fmt: skip
    assert answers(questionnaire, text) == [
        {"Q1": "A2", "Q7": '"Ja"\nund {so}'},
        {"Q1": "A1", "Q5": None, "Q7": '"offen'},
    ]


@pytest.mark.slow
@pytest.mark.behaviour("Q30")
@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "leer"),
        (b"Q1;Q7\n", "keine einzige Zeile"),
        ("Q1;Q7\nA1;ä".encode("utf-16"), "UTF-16"),
        (b"PK\x03\x04 and so on", "Arbeitsmappe"),
        (b"Q1;Q7\nA1;x\nA1;\x00\n", "Zeile 3 enthält Nullbytes"),
        (b"Farbe;Form\nrot;rund\n", "Keine Spalte"),
        (b"id;token\n1;2\n", "Keine Spalte"),
        (b'Q1;Q7\nA1;"offen\nA2;x\n', "Ab Zeile 2 stimmen die Anf"),
        (b'Q1;Q7\nA1;"a"b\n', "Ab Zeile 2 stimmen die Anf"),
        (b"Q1;Q7\nA1;x\nA1\n", "Zeile 3 hat 1 Zellen, die Kopfzeile 2"),
        (b"Q1;Q7\nA1;x;y\n", "Zeile 2 hat 3 Zellen, die Kopfzeile 2"),
        (b"Q1;Q7\nA1;" + b"x" * 200_000 + b"\n", "Ab Zeile 2 ist eine Zelle"),
        (b"Q1;Q7\nA1;" + b"x" * 5_000_000 + b"\n", "Ab Zeile 2 ist eine Zelle"),
        (b"Q1;" + b";".join(b"c%d" % n for n in range(100_000)) + b"\n1\n", "mehr als 10.000 Spalten"),
        ("Q1;Q7\nälter;ü".encode() + b"\xe4\n", "nicht sicher zu lesen"),
        (b"Q1;Q7\nA1;\x81\n", "nicht sicher zu lesen"),
    ],
)  # fmt: skip
def test_a_broken_file_is_refused_with_one_sentence(
    questionnaire: Questionnaire, data: bytes, words: str
) -> None:
    with pytest.raises(ValidationError) as refusal:
        list(read(questionnaire, data).responses())
    (sentence,) = refusal.value.messages
    assert words in sentence
