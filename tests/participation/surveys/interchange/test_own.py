import json

import pytest
from hypothesis import given, settings

from participation.surveys.document.questionnaire import to_json
from participation.surveys.interchange import own
from smartregion.core.untrusted import NotReadable
from tests.factories.documents import questionnaires
from tests.factories.surveys import both, lines, question
from tests.growth import assert_growth

pytestmark = pytest.mark.slow

IS_A = {"question": "one", "op": "is", "value": "a"}


def document(*questions, **values):
    """A document of format 2 with one page."""
    asked = questions or (question("single", "one"),)
    page = {"title": both("Seite"), "questions": list(asked)}
    texts = {name: both(f"<p>{name}</p>") for name in ("intro", "privacy", "closing")}
    whole = {"format": 2, "slug": "x", "title": both("Titel"), "languages": ["de", "en"], **texts}
    return {**whole, "minutes": 5, "pages": [page], **values}


def read(content):
    return own.read(json.dumps(content).encode())


def faults(content):
    with pytest.raises(NotReadable) as refused:
        read(content)
    return refused.value.messages


@pytest.mark.behaviour("Q31")
@settings(max_examples=40, deadline=None)
@given(questionnaires())
@pytest.mark.slow
def test_a_document_comes_back_as_it_was(questionnaire):
    imported = own.read(own.write(questionnaire))
    assert imported.questionnaire == questionnaire
    assert imported.losses == ()


@pytest.mark.behaviour("Q31")
def test_documents_of_the_first_format_are_read():
    old = document(
        {
            **question("multiple", "some", text={"de": "Was?", "en": "What?"}),
            "help": {}, "is_required": False, "rows": [],
            "options": [
                {**line, "value": None, "exclusive": False, "with_text": False}
                for line in lines("a", "b")
            ],
            "limits": {"min": None, "max": 2, "step": None, "decimals": 0, "earliest": "",
                       "latest": "", "max_length": None},
        },
        format=1,
    )  # fmt: skip
    asked = next(read(old).questionnaire.questions)
    assert (asked.limits.max, [option.code for option in asked.options]) == (2, ["a", "b"])


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ([], "Das ist kein Fragebogen dieses Programms: Die Angabe „format“ fehlt."),
        ({"format": 3}, "Das Format „3“ kennt dieses Programm nicht; es liest 1 und 2."),
        (document(minutes="5"), "„minutes“: Hier muss eine ganze Zahl stehen, nicht „5“."),
        (document(minutes=500), "„minutes“: Der Wert „500“ ist nicht erlaubt."),
        (document(sehr="neu"), "Datei: Eine Angabe „sehr“ gibt es hier nicht."),
        (document(pages=[]), "Datei: Es sind zu wenige."),
        (
            document(question("number", "n", text={"en": "How many?"})),
            "Seite 1, Frage „n“, „text“: „de“ fehlt.",
        ),
        (
            document(question("number", "n", options=lines("a", "b"))),
            "Seite 1, Frage „n“: Das gibt es bei dieser Art von Frage nicht.",
        ),
        (
            document(question("single", "s", options=[*lines("a"), {"code": "b"}])),
            "Seite 1, Frage „s“, Antwort „b“: „label“ fehlt.",
        ),
        (
            document(question("single", "one"), question("number", "n", condition={"all": "x"})),
            "Seite 1, Frage „n“, „condition“: Die Bedingung ist nicht lesbar.",
        ),
    ],
)
def test_what_does_not_fit_the_schema_is_told_with_its_place(content, fault):
    told = faults(content)
    assert any(fault in each for each in told), told


@pytest.mark.behaviour("Q2")
@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (
            document(question("number", "n", condition=IS_A), question("single", "one")),
            "Frage „n“: Die Frage „one“ kommt erst später oder an derselben Stelle.",
        ),
        (
            document(question("number", "n", condition=IS_A)),
            "Frage „n“: Die Frage „one“ gibt es nicht.",
        ),
        (
            document(
                question("single", "one"),
                question("number", "n", condition={**IS_A, "value": "z"}),
            ),
            "Frage „n“: Die Frage „one“ hat keine Antwort „z“.",
        ),
        (
            document(question("number", "n"), question("number", "N")),
            "Frage: Das Kürzel „n“ ist mehrfach vergeben.",
        ),
        (
            document(question("single", "s", options=lines("a", "b", "a"))),
            "Frage „s“: Antwort: Das Kürzel „a“ ist mehrfach vergeben.",
        ),
        (
            document(question("calculated", "c", formula={"op": "sum", "questions": ["x"]})),
            "Frage „c“: Die Frage „x“ gibt es nicht.",
        ),
    ],
)
def test_what_the_schema_cannot_say_is_told_too(content, fault):
    assert fault in faults(content)


def test_conditions_that_nobody_can_read_are_refused():
    deep = IS_A
    for _level in range(12):
        deep = {"not": deep}
    told = faults(document(question("single", "one"), question("number", "n", condition=deep)))
    assert "Die Bedingung ist nicht lesbar" in told[0]


def test_of_many_faults_the_first_are_told():
    told = faults(document(*(question("number", f"n{n}", rows=[]) for n in range(50))))
    assert len(told) == own.MOST_FAULTS + 1
    assert told[-1] == "Und 80 weitere Fehler."


def test_a_language_that_is_not_offered_is_lost_and_told():
    imported = read(document(languages=["de", "nl"], title={"de": "Titel", "nl": "Titel"}))
    assert imported.questionnaire.languages == ("de",)
    assert imported.questionnaire.title == {"de": "Titel"}
    assert [(loss.what, loss.is_serious) for loss in imported.losses] == [("Sprache „nl“", True)]


@pytest.mark.behaviour("Q6")
def test_formatted_texts_are_cleaned():
    imported = read(document(intro={"de": "<p>Hallo</p><script>alert(1)</script>"}))
    assert imported.questionnaire.intro == {"de": "<p>Hallo</p>"}


@pytest.mark.parametrize(
    "data",
    [b'{"format": 2, "x": NaN}', b'{"format": 2, "x": 1e999}', b'{"format": 2, "x": "\\ud800"}',
     b'{"format": 2, "x": "a\\u0000b"}', b"", b"[" * 50_000, b'{"format": 2,'],
)  # fmt: skip
def test_what_could_not_be_stored_is_refused(data):
    with pytest.raises(NotReadable) as refused:
        own.read(data)
    assert len(refused.value.messages) == 1


def test_a_file_that_would_take_long_is_refused_at_once():
    def refused(many):
        assert faults(many) == ["Die Datei hat zu viele Fragen: höchstens 2000."]

    def of_questions(size):
        return document(*(question("number", f"n{n}") for n in range(size)))

    assert_growth(refused, of_questions, 10_000)


@pytest.mark.parametrize("part", ['"pages": [%s]', '"quotas": [%s]'])
def test_a_file_made_of_faults_is_refused_at_once(part):
    def of_faults(size):
        return ('{"format": 2, ' + part % ",".join(["{}"] * size) + "}").encode()

    def refuse(data):
        with pytest.raises(NotReadable) as refused:
            own.read(data)
        assert len(refused.value.messages) <= own.MOST_FAULTS + 1

    assert_growth(refuse, of_faults, 50_000)


def test_what_is_written_is_the_document():
    written = own.write(read(document()).questionnaire)
    assert json.loads(written) == to_json(own.read(written).questionnaire)
    assert "ü" in own.write(read(document(title={"de": "Prüfung"})).questionnaire).decode()
