"""Own document → .lss → own document: nothing of it is lost (Q31)."""

from collections.abc import Iterator
from typing import Any

import pytest
from lxml import etree

from participation.surveys.document.questionnaire import (
    Questionnaire,
    from_json,
    questionnaire_of,
    to_json,
)
from participation.surveys.interchange import lss
from tests.factories.every_kind import QUESTIONS
from tests.factories.surveys import both, lines, published, question

pytestmark = pytest.mark.slow


def again(questionnaire: Questionnaire) -> Questionnaire:
    imported = lss.read(lss.write(questionnaire))
    assert imported.losses == ()
    return imported.questionnaire


def survive(questionnaire: Questionnaire) -> None:
    assert to_json(again(questionnaire)) == to_json(questionnaire)


def document(*pages: Any, **values: Any) -> Questionnaire:
    """A document with these pages (lists of questions, or whole pages)."""
    written = [
        page if isinstance(page, dict) else {"title": both("Seite"), "questions": page}
        for page in pages
    ]
    texts = {name: {"de": f"<p>{name}</p>"} for name in ("intro", "privacy", "closing")}
    whole = {"format": 2, "slug": "kreis", "title": both("Titel"), "languages": ["de", "en"]}
    return from_json({**whole, "minutes": 7, **texts, "pages": written, **values})


@pytest.mark.django_db
@pytest.mark.behaviour("Q31")
def test_every_kind_of_question_survives() -> None:
    survive(questionnaire_of(published(QUESTIONS)))


SOME = question("multiple", "some", options=lines("a", "b", "c_d", c_d={"exclusive": True}))
GRID = question("matrix", "grid", options=lines("1", "2", "3"), rows=lines("r1", "r_2"))
BOXES = question("matrix_multiple", "boxes", options=lines("x", "y"), rows=lines("r1", "r2"))
EARLIER = [
    question("single", "one", options=lines("a", "unsicher", "x", x={"with_text": True})),
    SOME,
    question("number", "num", limits={"min": 0.0, "max": 9.5, "decimals": 1, "unit": both("km")}),
    question("slider", "sli", limits={"min": 1.0, "max": 7.0, "step": 0.5}),
    GRID,
    BOXES,
    question("matrix_number", "nums", rows=lines("r1", "r2"), limits={"max": 10.0}),
    question("scale", "scl", options=lines("1", "2", "na", na={"value": None})),
    question("date", "day", limits={"earliest": "2020-01-01", "latest": "2030-12-31"}),
    question("short_text", "text", limits={"max_length": 40}),
    question("ranking", "rank", options=lines("a", "b", "c"), limits={"max": 2.0}),
    question("consent", "agree", options=[{"code": "yes", "label": both("Ja")}]),
]


def compare(code: str, op: str, value: Any = None, row: str = "") -> dict[str, Any]:
    rest = {"row": row} if row else {}
    return {"question": code, **rest, "op": op} | ({} if value is None else {"value": value})


CONDITIONS = [
    compare("one", "is", "unsicher"),
    compare("one", "is", "x"),
    compare("one", "empty"),
    compare("one", "answered"),
    compare("some", "contains", "c_d"),
    compare("some", "count_at_least", 2),
    compare("some", "count_at_most", 1),
    compare("some", "empty"),
    compare("num", "is", 2),
    compare("num", "less", 2.5),
    compare("num", "at_most", 2),
    compare("num", "more", 2),
    compare("num", "at_least", 2),
    compare("sli", "at_least", 3),
    compare("grid", "is", "2", "r_2"),
    compare("grid", "at_least", 2, "r1"),
    compare("grid", "empty", row="r1"),
    compare("boxes", "contains", "y", "r2"),
    compare("boxes", "answered", row="r1"),
    compare("nums", "more", 3, "r1"),
    compare("scl", "at_most", 1),
    compare("day", "is", "2026-03-31"),
    compare("day", "at_least", "2026-03-31"),
    compare("day", "at_most", "2026-03-31"),
    compare("text", "contains", 'Bus/"Bahn" (S+U)'),
    compare("rank", "contains", "b"),
    compare("agree", "answered"),
    {"not": compare("one", "is", "a")},
    {
        "all": [
            compare("one", "is", "a"),
            {"any": [compare("num", "more", 1), compare("text", "empty")]},
        ]
    },
]


@pytest.mark.behaviour("Q31")
@pytest.mark.parametrize("condition", CONDITIONS, ids=str)
def test_every_condition_survives_at_every_place(condition: dict[str, Any]) -> None:
    there = {"condition": condition}
    later = [
        question("short_text", "q", condition=condition),
        question("single", "opt", options=lines("a", "b", b=there)),
        question("multiple", "box", options=lines("a", "b", b=there)),
        question("matrix", "row", options=lines("1", "2"), rows=lines("a", "b", b=there)),
    ]
    page = {"title": both("Seite"), "questions": [question("display", "d")], **there}
    survive(document(EARLIER, later, page))


@pytest.mark.behaviour("Q31")
def test_conditions_are_also_said_in_limesurveys_own_words() -> None:
    """Without our notes most of them are read back the same, all of them without a loss."""
    for condition in CONDITIONS:
        whole = document(EARLIER, [question("short_text", "q", condition=condition)])
        imported = lss.read(without_notes(lss.write(whole)))
        serious = [loss for loss in imported.losses if loss.is_serious]
        lost = condition.get("question") == "rank" and condition["op"] == "contains"
        assert bool(serious) == lost, condition


def without_notes(data: bytes) -> bytes:
    root = etree.fromstring(data)
    for row in root.findall(".//question_attributes/rows/row"):
        if row.findtext("attribute") == "smartregion":
            row.getparent().remove(row)
    return etree.tostring(root)


@pytest.mark.behaviour("Q31")
def test_texts_order_and_validation_survive() -> None:
    first = {"de": 'Über {{one}} & "mehr" <b>\nneue Zeile {so} ]]> Ende', "en": "A {{some}} b"}
    survive(
        document(
            EARLIER,
            [
                question("single", "t", text=first, help=both("Hilfe {{num}}"), is_required=True),
                question(
                    "multiple",
                    "m",
                    options=lines("n", "x", "b", n={"exclusive": True}, x={"with_text": True}),
                    limits={"min": 1.0, "max": 2.0},
                    is_shuffled=True,
                ),
                question("single", "langer_code_mit_zei"),
                question("single", "LangerCodeMitZei"),
                question(
                    "calculated", "mittel", formula={"op": "mean", "questions": ["num", "nums"]}
                ),
                question(
                    "matrix_multiple",
                    "mm",
                    options=lines("a", "b", b={"exclusive": True}),
                    rows=lines("r"),
                ),
            ],
        )
    )


@pytest.mark.behaviour("Q31")
def test_quotas_survive_whatever_their_condition() -> None:
    def quota(code: str, condition: Any) -> dict[str, Any]:
        return {
            "code": code,
            "title": "Gruppe",
            "condition": condition,
            "limit": 5,
            "text": both("Genug"),
        }

    members = {"any": [compare("some", "contains", "a"), compare("some", "contains", "b")]}
    conditions = [compare("one", "is", "unsicher"), compare("num", "more", 3), members]
    whole = document(EARLIER, quotas=[quota(f"q{n}", each) for n, each in enumerate(conditions)])
    survive(whole)
    told = lss.read(without_notes(lss.write(whole)))
    # One cannot be said as a list of answers: LimeSurvey gets it switched off.
    assert len(told.questionnaire.quotas) == 2
    assert len([loss for loss in told.losses if loss.what == "Quote"]) == 1


def test_what_was_changed_in_limesurvey_counts() -> None:
    written = lss.write(document(EARLIER, [question("short_text", "q", condition=CONDITIONS[8])]))
    changed = written.replace(b"[(num.NAOK == 2)]", b"[(num.NAOK == 3)]")
    changed = changed.replace(b"Frage q?", b"Frage neu?")
    found = lss.read(changed).questionnaire.by_code["q"]
    assert found.text["de"] == "Frage neu?"
    assert found.condition is not None
    assert found.condition.to_json() == compare("num", "is", 3)


# -- what LimeSurvey demands ---------------------------------------------------------------------------
def rows(data: bytes, table: str) -> Iterator[dict[str, str]]:
    for row in etree.fromstring(data).findall(f"./{table}/rows/row"):
        yield {cell.tag: cell.text or "" for cell in row}


def test_the_file_holds_to_the_rules_of_limesurvey() -> None:
    codes = [
        question("single", f"frage_mit_nummer_{n}", options=lines("immer_wieder", "Immer_wieder"))
        for n in range(3)
    ]
    data = lss.write(document(EARLIER, codes))
    root = etree.fromstring(data)
    assert (root.findtext("LimeSurveyDocType"), root.findtext("DBVersion")) == ("Survey", "498")
    titles = [row["title"] for row in rows(data, "questions")]
    assert all(title.isalnum() and title[0].isalpha() and len(title) <= 20 for title in titles)
    assert len({title.lower() for title in titles}) == len(titles)
    answers = list(rows(data, "answers"))
    assert all(row["code"].isalnum() and len(row["code"]) <= 5 for row in answers)
    assert len({(row["qid"], row["code"].lower()) for row in answers}) == len(answers)
    qids = [row["qid"] for table in ("questions", "subquestions") for row in rows(data, table)]
    assert len(set(qids)) == len(qids)
    assert {row["qid"] for row in rows(data, "question_l10ns")} == set(qids)
    parents = {row["parent_qid"] for row in rows(data, "subquestions")}
    assert parents <= {row["qid"] for row in rows(data, "questions")}
    (survey,) = rows(data, "surveys")
    assert (survey["language"], survey["additional_languages"]) == ("de", "en")
    assert survey["sid"].isdecimal()
    assert len(survey["sid"]) == 6
    for table in root.iterchildren():
        if table.find("rows") is not None:
            fields = {each.text for each in table.findall("fields/fieldname")}
            assert {cell.tag for row in table.findall("rows/row") for cell in row} == fields


@pytest.mark.parametrize(
    "note",
    [
        "[]",
        "{",
        '{"type": "matrix", "options": 5, "order": [{}]}',
        '{"code": 7, "step": "x", "survey": []}',
        '{"condition": {"relevance": "1", "is": {"not": 5}}}',
        "[" * 10_000,
    ],
)
def test_a_note_that_makes_no_sense_does_no_harm(note: str) -> None:
    written = lss.write(document([question("single", "q")]))
    root = etree.fromstring(written)
    for row in root.findall(".//question_attributes/rows/row"):
        if row.findtext("attribute") == "smartregion":
            row.find("value").text = note
    found = lss.read(etree.tostring(root)).questionnaire
    assert [q.type for q in found.questions] == ["single"]
