"""Short keys for every kind of question, and what they mean."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from participation.surveys.document.questionnaire import Option, QQuestion, Row, Type
from participation.surveys.paper.keys import keys_of, sent_by

pytestmark = pytest.mark.slow

ABC = tuple(Option(code, {"de": f"Antwort {code}"}) for code in "abc")
SCALE = (
    *(Option(str(step), {"de": str(step)}, float(step)) for step in range(6)),
    Option("na", {"de": "weiß nicht"}),
)
MANY = tuple(Option(f"o{n}", {"de": f"Nummer {n}"}) for n in range(1, 13))
PLACES = (
    Option("12069076", {"de": "Bad Belzig"}),
    Option("12069018", {"de": "Beelitz"}),
    Option("12069020", {"de": "Beetzsee"}),
    Option("12069021", {"de": "Beetzsee-Dorf"}),
    Option("draussen", {"de": "außerhalb des Landkreises"}),
)
ROWS = tuple(Row(code, {"de": f"Zeile {code}"}) for code in ("r1", "r2", "r3"))


def ask(kind: Type, **values: Any) -> QQuestion:
    return QQuestion("q", kind, {"de": "Frage?"}, {}, is_required=False, **values)


KEYS = [
    (ask(Type.SINGLE, options=ABC), "2", {"q-q": ["b"]}),
    (ask(Type.SINGLE, options=MANY), "12", {"q-q": ["o12"]}),
    (ask(Type.DROPDOWN, options=ABC), " 3 ", {"q-q": ["c"]}),
    (ask(Type.YES_NO, options=ABC), "1", {"q-q": ["a"]}),
    (ask(Type.SCALE, options=SCALE), "0", {"q-q": ["0"]}),
    (ask(Type.SCALE, options=SCALE), "5", {"q-q": ["5"]}),
    (ask(Type.SCALE, options=SCALE), "6", {"q-q": ["na"]}),
    (ask(Type.MULTIPLE, options=ABC), "13", {"q-q": ["a", "c"]}),
    (ask(Type.MULTIPLE, options=ABC), "1, 3", {"q-q": ["a", "c"]}),
    (ask(Type.MULTIPLE, options=MANY), "1,3,12", {"q-q": ["o1", "o3", "o12"]}),
    (ask(Type.RANKING, options=ABC), "312", {"q-q-a": ["3"], "q-q-b": ["1"], "q-q-c": ["2"]}),
    (ask(Type.RANKING, options=ABC), "- 2 1", {"q-q-b": ["2"], "q-q-c": ["1"]}),
    (ask(Type.MATRIX, options=SCALE, rows=ROWS), "05-", {"q-q-r1": ["0"], "q-q-r2": ["5"]}),
    (ask(Type.MATRIX, options=SCALE, rows=ROWS), "1 ? 6", {"q-q-r1": ["1"], "q-q-r3": ["na"]}),
    (
        ask(Type.MATRIX_MULTIPLE, options=ABC, rows=ROWS),
        "13 - 2",
        {"q-q-r1": ["a", "c"], "q-q-r3": ["b"]},
    ),
    (
        ask(Type.MATRIX_MULTIPLE, options=MANY, rows=ROWS),
        "1,12; -; 2",
        {"q-q-r1": ["o1", "o12"], "q-q-r3": ["o2"]},
    ),
    (ask(Type.MATRIX_NUMBER, rows=ROWS), "12 3,5 -", {"q-q-r1": ["12"], "q-q-r2": ["3,5"]}),
    (ask(Type.NUMBER), "1.250", {"q-q": ["1.250"]}),
    (ask(Type.SLIDER), "40", {"q-q": ["40"]}),
    (ask(Type.DATE), "12.3.2026", {"q-q": ["12.3.2026"]}),
    (ask(Type.DATE), "120326", {"q-q": ["12.03.26"]}),
    (ask(Type.DATE), "12032026", {"q-q": ["12.03.2026"]}),
    (ask(Type.SHORT_TEXT), "Rufbus", {"q-q": ["Rufbus"]}),
    (ask(Type.LONG_TEXT), "Ein Rufbus, 24/7", {"q-q": ["Ein Rufbus, 24/7"]}),
    (ask(Type.MUNICIPALITY, options=PLACES), "bad", {"q-q": ["12069076"]}),
    (ask(Type.MUNICIPALITY, options=PLACES), "Beetzsee", {"q-q": ["12069020"]}),
    (ask(Type.MUNICIPALITY, options=PLACES), "außer", {"q-q": ["draussen"]}),
    (ask(Type.CONSENT, options=ABC[:1]), "x", {"q-q": ["a"]}),
]


@pytest.mark.behaviour("Q33")
@pytest.mark.parametrize(
    ("question", "text", "sent"), KEYS, ids=[f"{q.type} {text}" for q, text, _ in KEYS]
)
def test_short_keys_say_what_a_page_would_have_sent(
    question: QQuestion, text: str, sent: dict[str, list[str]]
) -> None:
    assert sent_by(question, text) == sent


@pytest.mark.parametrize("kind", [kind for kind in Type if kind not in ("display", "calculated")])
@pytest.mark.parametrize("text", ["", " ", "-", "?"])
def test_left_empty_and_illegible_send_nothing_for_any_kind(kind: Type, text: str) -> None:
    assert sent_by(ask(kind, options=ABC, rows=ROWS), text) == {}


WRONG = [
    (ask(Type.SINGLE, options=ABC), "4", "Die Antwort „4“ gibt es hier nicht."),
    (ask(Type.SINGLE, options=ABC), "zwei", "Die Antwort „zwei“ gibt es hier nicht."),
    (ask(Type.MULTIPLE, options=ABC), "19", "Die Antwort „9“ gibt es hier nicht."),
    (ask(Type.MATRIX, options=SCALE, rows=ROWS), "12", "Es sind 2 Angaben für 3 Zeilen"),
    (ask(Type.MATRIX, options=SCALE, rows=ROWS), "1234", "Es sind 4 Angaben für 3 Zeilen"),
    (ask(Type.MATRIX_NUMBER, rows=ROWS), "5", "Es ist 1 Angabe für 3 Zeilen"),
    (ask(Type.RANKING, options=ABC), "12", "Es sind 2 Angaben für 3 Kästchen"),
    (ask(Type.MUNICIPALITY, options=PLACES), "be", "Mehrere Namen beginnen so."),
    (ask(Type.MUNICIPALITY, options=PLACES), "Berlin", "steht nicht in der Liste."),
    (ask(Type.CONSENT, options=ABC[:1]), "2", "Bitte „1“ eingeben"),
]


@pytest.mark.parametrize(
    ("question", "text", "sentence"), WRONG, ids=[f"{q.type} {text}" for q, text, _ in WRONG]
)
def test_what_cannot_be_right_is_told(question: QQuestion, text: str, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        sent_by(question, text)


def test_steps_of_a_scale_keep_their_own_numbers() -> None:
    assert keys_of(ask(Type.SCALE, options=SCALE)) == ["0", "1", "2", "3", "4", "5", "6"]
    assert keys_of(ask(Type.SINGLE, options=SCALE)) == ["1", "2", "3", "4", "5", "6", "7"]
