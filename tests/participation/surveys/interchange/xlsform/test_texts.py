"""Texts of an XLSForm: languages, formatting, and earlier answers quoted in them."""

import pytest

from participation.surveys.interchange import xlsform
from tests.factories.forms import row, workbook_of
from tests.participation.surveys.interchange.xlsform.forms import only, read, told

pytestmark = pytest.mark.slow


LANGUAGES = {"label::Deutsch (de)": "Wie alt?", "label::English (en)": "How old?"}


def test_languages_are_found_by_their_many_names():
    rows = [
        {"type": "text", "name": "a", **LANGUAGES, "label::Ukrainian": "Скільки?", "hint::de": "Jahre"},
    ]  # fmt: skip
    imported = xlsform.read(workbook_of({"survey": rows}))
    (question,) = imported.questionnaire.questions
    assert question.text == {"de": "Wie alt?", "en": "How old?", "uk": "Скільки?"}
    assert question.help == {"de": "Jahre"}
    assert told(imported) == []


def test_a_language_that_is_not_offered_is_told():
    rows = [{"type": "text", "name": "a", **LANGUAGES, "label::Nepali (ne)": "कति?"}]
    imported = xlsform.read(workbook_of({"survey": rows}))
    assert imported.questionnaire.languages == ("de", "en")
    assert told(imported, serious=True) == [("Umfrage", "Sprache „Nepali (ne)“", "")]


def test_without_german_the_first_language_stands_in_its_place():
    rows = [{"type": "text", "name": "a", "label": "How old?"}]
    sheets = {"survey": rows, "settings": [{"default_language": "English (en)"}]}
    imported = xlsform.read(workbook_of(sheets))
    (question,) = imported.questionnaire.questions
    assert question.text == {"de": "How old?", "en": "How old?"}
    assert [what for _place, what, _source in told(imported, serious=True)] == ["Deutsch"]


def test_formatting_goes_and_words_stay():
    label = "**Wichtig**: <span style='color:red'>siehe</span> [hier](https://example.org)"
    question = only(row("text", "a", label))
    assert question.text == {"de": "Wichtig: siehe hier (https://example.org)"}


@pytest.mark.behaviour("Q6")
def test_scripts_in_labels_do_not_come_along():
    assert only(row("text", "a", "Wer?<script>alert(1)</script>")).text == {"de": "Wer?alert(1)"}


def test_earlier_answers_are_quoted_in_later_texts():
    imported = read(row("text", "name", "Wer?"), row("text", "b", "Hallo ${name}, ${nobody}!"))
    assert imported.questionnaire.by_code["b"].text == {"de": "Hallo {{name}}, …!"}
    assert told(imported, serious=True) == [("Zeile 3 (b)", "Eingesetzte Antwort", "${nobody}")]
