"""The DDI code book: its elements, their order, and the figures of the page in them."""

from typing import Any

import pytest
from lxml import etree

from participation.surveys.document.questionnaire import Type
from participation.surveys.exports import ddi, heading, select
from participation.surveys.exports.facts import facts_of
from participation.surveys.models import Survey
from participation.surveys.queries import survey_results
from tests.factories.dates import DAY
from tests.factories.every_kind import ANSWERS, QUESTIONS
from tests.factories.surveys import both, published, question, respond

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon"), pytest.mark.slow]
NAMES = {"d": "ddi:codebook:2_5"}


def document(survey: Survey, query: dict[str, Any] | None = None) -> Any:
    selection = select(survey, query)
    return etree.fromstring(ddi.document(selection, facts_of(selection, language="de", on=DAY)))


def names_below(element: Any) -> list[str]:
    return [etree.QName(child).localname for child in element]


@pytest.fixture
def survey() -> Survey:
    version = published(QUESTIONS)
    for answers in (ANSWERS, ANSWERS, dict.fromkeys(ANSWERS), {}):
        respond(version, answers)
    return version.survey


@pytest.mark.behaviour("Q32")
def test_the_parts_stand_in_the_order_of_the_standard(survey: Survey) -> None:
    root = document(survey)
    assert etree.QName(root).namespace == "ddi:codebook:2_5"
    assert names_below(root) == ["docDscr", "stdyDscr", "fileDscr", "dataDscr"]
    order = ["labl", "qstn", "sumStat", "catgry", "varFormat"]
    for variable in root.iterfind("d:dataDscr/d:var", NAMES):
        places = [order.index(name) for name in names_below(variable)]
        assert places == sorted(places), variable.get("name")
    assert names_below(root.find("d:stdyDscr", NAMES)) == ["citation", "stdyInfo", "method", "dataAccs"]  # fmt: skip


@pytest.mark.behaviour("Q32")
def test_there_is_a_variable_for_every_column(survey: Survey) -> None:
    root = document(survey)
    found = [each.get("name") for each in root.iterfind(".//d:var", NAMES)]
    assert found == heading(select(survey))
    assert root.findtext(".//d:varQnty", namespaces=NAMES) == str(len(found))
    ids = [each.get("ID") for each in root.iterfind(".//d:var", NAMES)]
    assert len(set(ids)) == len(ids)


@pytest.mark.behaviour("Q32")
def test_frequencies_are_those_of_the_page(survey: Survey) -> None:
    root = document(survey)
    for result in survey_results(survey, language="de").questions:
        if result.type not in (Type.SINGLE, Type.DROPDOWN, Type.YES_NO, Type.SCALE, Type.CONSENT):
            continue
        (variable,) = root.iterfind(f".//d:var[@name='{result.code}']", NAMES)
        counted = {
            each.findtext("d:catValu", namespaces=NAMES): int(
                each.findtext("d:catStat", namespaces=NAMES)
            )
            for each in variable.iterfind("d:catgry", NAMES)
        }
        wanted = {each.code: each.count for each in result.counts}
        nothing = {"-77": 4 - result.shown, "-99": result.empty}
        assert counted == {**wanted, **nothing}
        assert variable.findtext("d:sumStat[@type='vald']", namespaces=NAMES) == str(
            result.answered
        )


def test_numbers_have_mean_and_bounds(survey: Survey) -> None:
    (variable,) = document(survey).iterfind(".//d:var[@name='num']", NAMES)
    figures = {each.get("type"): each.text for each in variable.iterfind("d:sumStat", NAMES)}
    assert figures == {
        "vald": "2", "invd": "2", "mean": "7.0", "medn": "7.0", "min": "7.0", "max": "7.0",
        "stdev": "0.0",
    }  # fmt: skip
    assert variable.get("intrvl") == "contin"


@pytest.mark.behaviour("Q26")
def test_the_filter_acts_on_the_code_book_too(survey: Survey) -> None:
    root = document(survey, {"answer": ["one:b"]})
    assert root.findtext(".//d:caseQnty", namespaces=NAMES) == "2"
    assert "Frage one? Text b" in root.findtext(".//d:notes[@subject='selection']", namespaces=NAMES)  # fmt: skip


def test_what_no_xml_holds_is_replaced() -> None:
    version = published(question("single", "one", text=both("Klingel \x07 <b>&")))
    respond(version, {"one": "a"})
    found = document(version.survey).findtext(".//d:qstnLit", namespaces=NAMES)
    assert found == "Klingel \N{REPLACEMENT CHARACTER} <b>&"
