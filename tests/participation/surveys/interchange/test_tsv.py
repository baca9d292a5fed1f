import pytest
from hypothesis import given, settings

from participation.surveys.document.questionnaire import Type, to_json
from participation.surveys.interchange import lss, tsv
from participation.surveys.interchange.files import read_file
from participation.surveys.models import SurveyImport
from smartregion.core.untrusted import NotReadable
from tests.factories.documents import questionnaires
from tests.factories.limesurvey_tables import table, table_of

pytestmark = pytest.mark.slow

S = [
    {"class": "S", "name": "sid", "text": "4711"},
    {"class": "S", "name": "language", "text": "de"},
    {"class": "SL", "name": "surveyls_title", "text": "Wege", "language": "de"},
    {"class": "G", "name": "Seite eins", "language": "de", "relevance": "1"},
]


def asked(kind, code, text="Frage?", **values):
    row = {"class": "Q", "type/scale": kind, "name": code, "text": text, "language": "de"}
    return {**row, "relevance": "1", **values}


def part(kind, code, text, **values):
    return {
        "class": kind,
        "name": code,
        "text": text,
        "language": "de",
        "type/scale": "0",
        **values,
    }


def read(*rows):
    return tsv.read(table([*S, *rows]))


@pytest.mark.behaviour("Q30")
@settings(max_examples=25, deadline=None)
@given(questionnaires())
@pytest.mark.slow
def test_a_table_says_the_same_as_the_xml_of_the_same_survey(questionnaire):
    source = lss.source_of(lss.write(questionnaire))
    from_table, from_xml = tsv.read(table_of(source)), lss.read(lss.write(questionnaire))
    assert to_json(from_table.questionnaire) == to_json(from_xml.questionnaire)


@pytest.mark.behaviour("Q30")
def test_questions_belong_to_the_group_above_them():
    found = read(
        asked("N", "alter"),
        {"class": "G", "name": "Seite zwei", "language": "de"},
        asked("L", "weg", mandatory="Y"),
        part("A", "A1", "Rad"),
        part("A", "A2", "Bus"),
        asked("M", "orte", max_answers="2"),
        part("SQ", "SQ1", "Stadt"),
        part("SQ", "SQ2", "Dorf"),
    ).questionnaire
    pages = [(page.title["de"], [each.code for each in page.questions]) for page in found.pages]
    assert pages == [("Seite eins", ["alter"]), ("Seite zwei", ["weg", "orte"])]
    assert found.title == {"de": "Wege"}
    way, places = found.by_code["weg"], found.by_code["orte"]
    assert way.is_required
    assert [option.label["de"] for option in way.options] == ["Rad", "Bus"]
    assert (places.type, places.limits.max) == (Type.MULTIPLE, 2)


def test_other_languages_come_as_a_second_round():
    rows = [*S, asked("L", "weg"), part("A", "A1", "Rad")]
    english = {"Seite eins": "Page one", "Frage?": "Question?", "Rad": "Bicycle"}
    second = [
        {
            **row,
            "language": "en",
            "text": english.get(row.get("text"), ""),
            "name": english.get(row["name"], row["name"]),
        }
        for row in rows[3:]
    ]
    found = tsv.read(table([*rows, *second])).questionnaire
    assert found.languages == ("de", "en")
    assert found.pages[0].title == {"de": "Seite eins", "en": "Page one"}
    assert found.by_code["weg"].options[0].label == {"de": "Rad", "en": "Bicycle"}


def test_cells_hold_line_breaks_tabs_and_quotation_marks():
    text = 'Erste Zeile<br>\nzweite\t"Zeile"'
    question = next(read(asked("T", "text", text)).questionnaire.questions)
    assert "zweite" in question.text["de"]
    assert '"Zeile"' in question.text["de"]


def test_conditions_stand_below_the_question_that_waits():
    found = read(
        asked("Y", "auto"),
        asked("N", "km"),
        {"class": "C", "related_id": "auto", "name": "4711X1Xauto", "relevance": "==", "text": "Y",
         "type/scale": "1"},
    )  # fmt: skip
    condition = found.questionnaire.by_code["km"].condition
    assert condition is not None
    assert condition.to_json() == {"question": "auto", "op": "is", "value": "Y"}


def test_quotas_are_found_with_their_members():
    found = read(
        {"id": "1", "class": "QTA", "name": "Frauen", "mandatory": "50", "other": "1", "default": "1"},
        {"related_id": "1", "class": "QTALS", "relevance": "Genug.", "language": "de"},
        asked("L", "wer"),
        part("A", "A1", "Frau"),
        part("A", "A2", "Mann"),
        {"related_id": "1", "class": "QTAM", "name": "A1"},
    )  # fmt: skip
    (quota,) = found.questionnaire.quotas
    assert (quota.title, quota.limit, quota.text) == ("Frauen", 50, {"de": "Genug."})
    assert quota.condition.to_json() == {"question": "wer", "op": "is", "value": "A1"}


@pytest.mark.behaviour("Q30")
def test_attributes_that_have_no_counterpart_are_told():
    losses = read(asked("S", "name", cssclass="schön", em_validation_q="1 > 2")).losses
    assert any("em_validation_q" in loss.what and loss.source == "1 > 2" for loss in losses)


def test_rows_of_an_unknown_kind_are_told():
    losses = read(asked("S", "name"), {"class": "NEU", "name": "x"}).losses
    assert any("NEU" in loss.what for loss in losses)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "leer"),
        (b"type\tname\tlabel\n", "keine Tabelle von LimeSurvey"),
        (table(S), "enthält keine Fragen"),
        (b"class\tname\ttext\nQ\t\xff\xfe\x00\t\n", "keine Textdatei"),
        (b'class\tname\ttext\nQ\ta\t"' + b"x" * 200_000, "nicht lesbar"),
        (b"class\tname\ttext\n" + b"Q\t\t\n" * 50_002, "zu viele Zeilen"),
    ],
)
def test_what_is_no_such_table_is_refused_with_one_sentence(data, words):
    with pytest.raises(NotReadable) as refused:
        tsv.read(data)
    assert len(refused.value.messages) == 1
    assert words in refused.value.messages[0]


def test_the_file_is_known_by_what_stands_in_it():
    found, imported = read_file("umfrage.csv", table([*S, asked("N", "alter")]))
    assert found == SurveyImport.Format.TSV
    assert imported.columns["alter"] == "alter"
