"""What an answering person, a script or an attacker may send, to every kind of question at once.

Each hostile value goes into every field of one page that asks all kinds. Whatever comes: there is
an answer in words, each refusal is linked from the summary and tied to its field, what was typed
is still there, nothing of it runs, and nothing is stored.
"""

import html
import json
import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core import signing
from django.test import Client

from participation.surveys import actions
from participation.surveys.answering import SALT, Answering
from participation.surveys.document.questionnaire import Type, questionnaire_of
from participation.surveys.forms.answering import names_on
from participation.surveys.models import Response, SurveyVersion
from tests.factories.county import MunicipalityFactory
from tests.factories.dates import NOON
from tests.factories.surveys import both, lines, published, question
from tests.participation.surveys.test_views_answering import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("noon")]

HOSTILE = {
    "wrong option": "zzz",
    "option of another question": "elsewhere",
    "hidden option": "hidden",
    "code in capitals": "A",
    "emoji": "🚌👩‍👩‍👧",
    "right-to-left override": "\u202egnp.exe\u202c",
    "zero-width only": "\u200b\u200d\u2060\ufeff",
    "zero byte": "a\x00b",
    "control characters": "\x01\x02\x1b[31m",
    "half a character": "\ud83d",
    "too large a number": "1e400",
    "not a number": "NaN",
    "infinite": "-Infinity",
    "minus zero": "-0",
    "arabic digits": "١٢٣",
    "superscript": "²",
    "exponent": "1E2",
    "hexadecimal": "0x1F",
    "comma and point": "1.234.567,89",
    "many digits": "9" * 5000,
    "no leap year": "29.02.2025",
    "year nought": "01.01.0000",
    "year 99999": "01.01.99999",
    "day in another script": "٣١.٠٢.٢٠٢٦",
    "a script": "<script>alert(1)</script>",
    "an attribute": "\" onfocus=alert(1) autofocus x='",
    "a template": "{{ settings.SECRET_KEY }}{% include 'base.html' %}{% debug %}",
    "a quotation of itself": "{{words}}{{long}}{{words}}",
    "marks of the shells": "\ue000\ue001\ue002\ue003",
    "sql": "'); DROP TABLE participation_response; --",
    "a formula": "=HYPERLINK(\"http://x\",\"y\")",
    "a path": "../../../etc/passwd",
    "a list": "['a', 'b']",
    "an object": '{"a": 1}',
    "line breaks": "a\r\nb\rc\u2028d\u2029e\x0bf\x0cg",
    "combining marks": "Z" + "\u0351" * 400,
    "100,000 letters": "x" * 100_000,
    "a ligature that grows": "ﷺ" * 300,
}  # fmt: skip


@pytest.fixture
def version() -> SurveyVersion:
    """All kinds on one page, then a second page."""
    MunicipalityFactory(ags="12999001", name="Musterdorf")
    hidden = {"hidden": {"condition": {"question": "first", "op": "answered"}}}
    asked = [question("number", "first")]
    for kind in Type:
        more: dict[str, Any] = {}
        if kind in (Type.SINGLE, Type.MULTIPLE, Type.DROPDOWN, Type.RANKING, Type.SCALE):
            more = {"options": lines("a", "b", "hidden", **hidden)}
        if kind in (Type.MATRIX, Type.MATRIX_MULTIPLE, Type.MATRIX_NUMBER):
            more = {"rows": lines("r1", "r2"), "options": lines("a", "b", "hidden", **hidden)}
        if kind == Type.CALCULATED:
            more = {"formula": {"op": "sum", "questions": ["first", "decimal"]}}
        if kind == Type.SLIDER:
            more = {"limits": {"min": 0, "max": 10, "step": 1}}
        if kind == Type.DATE:
            more = {"limits": {"earliest": "2000-01-01"}}
        asked.append(question(kind, f"k_{kind}"[:20], **more))
    asked.insert(1, question("number", "decimal", limits={"decimals": 2, "min": -1, "max": 999}))
    asked.insert(2, question("long_text", "words", limits={"max_length": 100}))
    asked[3]["options"][0] |= {"with_text": True}
    last = question("long_text", "long", text=both("Sie schrieben {{words}}. Warum?"))
    return published(asked, [last, question("single", "far", options=lines("elsewhere", "b"))])


@pytest.fixture
def browser(version: SurveyVersion) -> Browser:
    return Browser(version).send("start", version=1)


def everywhere(version: SurveyVersion, *values: str) -> dict[str, list[str]]:
    """These values in every field of the first page, and in a few that do not exist."""
    page = questionnaire_of(version).pages[0]
    names = [name for name in names_on(page.questions) if name != "q-first"]
    return {name: list(values) for name in [*names, "q-nowhere", "q-far", "__proto__", "page"]}


def post(browser: Browser, data: dict[str, Any], step: str = "next") -> str:
    # As browsers send forms; half a character goes out as the bytes that it would be.
    sent = urlencode(
        {"step": step, "state": browser.state, **data}, doseq=True, errors="surrogatepass"
    )
    browser.response = browser.client.post(
        browser.url, sent, content_type="application/x-www-form-urlencoded"
    )
    found = re.search(r'name="state" value="([^"]+)"', browser.text)
    browser.state = html.unescape(found[1]) if found else browser.state
    return browser.text


def assert_refusals_are_tied(text: str) -> list[str]:
    """Each link of the summary leads to a control, and that control names its sentence."""
    targets = re.findall(r'<li><a href="#([^"]+)">', text)
    for target in targets:
        control = re.search(rf'<[^>]*\sid="{re.escape(target)}"[^>]*>', text)
        assert control, f"{target} is not on the page"
        field = re.sub(r"_\d+$", "", target)
        assert f'id="{field}_error"' in text
        assert re.search(rf'aria-describedby="[^"]*\b{re.escape(field)}_error', text)
    return targets


@pytest.mark.behaviour("Q3")
@pytest.mark.behaviour("Q6")
@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_no_value_breaks_any_kind_or_runs_or_gets_lost(
    browser: Browser, version: SurveyVersion, value: str
) -> None:
    text = post(browser, everywhere(version, value))
    assert browser.response.status_code == 200
    targets = assert_refusals_are_tied(text)
    assert len(targets) > 8
    assert "<script>alert" not in text
    # Without what stands in quotation marks, no attribute of ours is left to break out of.
    assert not re.search(r"<[^>]* onfocus", re.sub(r'"[^"]*"', "", text))
    assert not re.search("[\ue000-\ue003]", text.replace(html.escape(value), ""))
    assert not Response.objects.exists()
    # A second look without a change says the same: nothing was lost on the way.
    again = post(browser, everywhere(version, value))
    assert assert_refusals_are_tied(again) == targets


@pytest.mark.behaviour("Q3")
def test_a_refused_page_keeps_every_answer_of_every_page(
    browser: Browser, version: SurveyVersion
) -> None:
    fine = {"q-words": "Mehr Busse", "q-k_single": "b", "q-k_multiple": ["a", "b"], "q-k_date": "31.03.2026",
            "q-k_ranking-a": "1", "q-k_matrix-r1": "b", "q-k_short_text": "Grüße"}  # fmt: skip
    text = post(browser, {**fine, "q-decimal": "viele"})
    assert assert_refusals_are_tied(text) == ["id_q-decimal"]
    for typed in ("Mehr Busse", "31.03.2026", "Grüße", "viele"):
        assert typed in text
    assert len(re.findall(r"\schecked", text)) == 4
    text = post(browser, {**fine, "q-decimal": "2,5"})
    assert "Sie schrieben Mehr Busse. Warum?" in text
    back = post(browser, {"q-long": "Darum"}, step="back")
    assert "Grüße" in back
    post(browser, {**fine, "q-decimal": "2,5"})
    post(browser, {"q-long": "Darum"})
    stored = Response.objects.get().answers
    assert (stored["k_date"], stored["decimal"], stored["long"]) == ("2026-03-31", 2.5, "Darum")


@pytest.mark.behaviour("Q6")
def test_an_answer_is_quoted_once_and_never_read_as_a_quotation(browser: Browser) -> None:
    loop = "{{words}} {{long}} {% now 'Y' %} <b>fett</b>"
    text = post(browser, {"q-words": loop})
    assert f"Sie schrieben {html.escape(loop)}. Warum?" in text


@pytest.mark.behaviour("Q6")
def test_labels_are_plain_words(client: Client) -> None:
    evil = both("<img src=x onerror=alert(1)>{{ evil }}")
    options = [{"code": code, "label": evil} for code in "ab"]
    rows = [{"code": "r1", "label": evil}]
    kinds = [kind for kind in Type if kind != Type.CALCULATED]
    asked = [
        question(kind, f"k_{kind}"[:20], text=both("<img src=x onerror=alert(1)>"), help=both("<svg onload=alert(1)>"),
                 options=options, rows=rows)
        for kind in kinds
    ]  # fmt: skip
    version = published(asked, title=both("<script>alert(1)</script>"))
    text = Browser(version).send("start", version=1).text
    for tag in ("<img src=x", "<svg onload", "<script>alert"):
        assert tag not in text
    assert text.count("&lt;img src=x") > len(kinds)


# -- more than fits --------------------------------------------------------------------------------
def test_several_values_where_one_is_expected_leave_the_last(
    browser: Browser, version: SurveyVersion
) -> None:
    post(browser, everywhere(version, "zzz", "a", "b"))
    state = Answering.unpack(browser.state)
    assert state.typed["q-k_single"] == ["zzz", "a", "b"]
    single = questionnaire_of(version).by_code["k_single"]
    assert single.code not in "".join(re.findall(r'href="#id_q-([a-z_]+)_0"', browser.text))


def test_hundreds_of_values_for_one_question_are_refused_and_cut(
    browser: Browser, version: SurveyVersion
) -> None:
    text = post(browser, {"q-k_multiple": [f"v{number}" for number in range(900)]})
    assert assert_refusals_are_tied(text) == ["id_q-k_multiple_0"]
    assert len(Answering.unpack(browser.state).typed["q-k_multiple"]) == 200


@pytest.mark.parametrize("step", ["start", "next", "back", "", "\x00", "step" * 1000])
def test_ten_megabytes_are_refused_in_words_at_every_step(browser: Browser, step: str) -> None:
    text = post(browser, {"q-words": "x" * 10_000_000}, step=step)
    assert browser.response.status_code == 413
    assert "zu groß" in text or "zu lang" in text or "zu viel" in text
    assert not Response.objects.exists()


# -- rankings ----------------------------------------------------------------------------------
@pytest.fixture
def thirty() -> Browser:
    codes = [f"o{number}" for number in range(1, 31)]
    version = published(question("ranking", "rank", options=lines(*codes)))
    return Browser(version).send("start", version=1)


@pytest.mark.parametrize(
    ("places", "wrong"),
    [
        ({"o31": "31"}, []),
        ({"o1": "31"}, ["o1"]),
        ({"o1": "0"}, ["o1"]),
        ({"o1": "-1"}, ["o1"]),
        ({"o1": "1", "o2": "1"}, ["o2"]),
        ({"o1": "1.5"}, ["o1"]),
        ({"o1": "²"}, ["o1"]),
        ({"o1": "9" * 5000}, ["o1"]),
        ({"o1": "2"}, ["o1"]),
        ({f"o{number}": "7" for number in range(1, 31)}, [f"o{number}" for number in range(2, 31)]),
        ({f"o{number}": str(number + 1) for number in range(1, 32)}, ["o30"]),
    ],
)
def test_thirty_options_take_thirty_places_once_each(
    thirty: Browser, places: dict[str, str], wrong: list[str]
) -> None:
    text = post(thirty, {f"q-rank-{code}": place for code, place in places.items()})
    assert assert_refusals_are_tied(text) == [f"id_q-rank-{code}" for code in wrong]
    assert Response.objects.count() == (not wrong)


def test_all_thirty_places_in_turn_are_stored(thirty: Browser) -> None:
    post(thirty, {f"q-rank-o{number}": str(31 - number) for number in range(1, 31)})
    assert Response.objects.get().answers["rank"] == [f"o{number}" for number in range(30, 0, -1)]


# -- states ------------------------------------------------------------------------------------
def forged(browser: Browser, **changes: Any) -> str:
    """A state with our signature's form but somebody else's key."""
    data = {"v": 1, "n": "0" * 32, "p": 1, "t": {}, **changes}
    return signing.Signer(key="x" * 50, salt=SALT).sign_object(data, compress=True)


def test_forged_states_lead_to_a_page_that_offers_to_begin(browser: Browser) -> None:
    whole = browser.state
    states = [
        forged(browser), "", ".", ":", "a:b", whole[:-1], whole[1:], whole + "=", whole.swapcase(), "x" * 100_000,
        signing.Signer(salt="another").sign_object({"v": 1}), json.dumps({"v": 1}), "\x00", "🚌", "%00",
    ]  # fmt: skip
    for state in states:
        browser.state = state
        text = post(browser, {"q-words": "Text"})
        assert browser.response.status_code == 400, state[:40]
        assert "neu beginnen" in text or "von vorn" in text or "noch einmal" in text
    assert not Response.objects.exists()


def test_a_state_of_another_survey_is_refused(browser: Browser) -> None:
    other = published(question("single", "q"))
    elsewhere = Browser(other).send("start", version=1)
    elsewhere.state = browser.state
    post(elsewhere, {"q-q": "a"})
    assert elsewhere.response.status_code == 400
    assert not Response.objects.exists()


def test_a_replayed_state_stores_one_response_and_shows_the_same_receipt(browser: Browser) -> None:
    post(browser, {"q-words": "Text"})
    kept, receipts = browser.state, set()
    for words in ("Darum", "Anders", "Darum"):
        browser.state = kept
        found = re.search(r'receipt-code">([^<]+)<', post(browser, {"q-long": words}))
        assert found
        receipts.add(found[1])
    assert len(receipts) == 1
    assert Response.objects.get().answers["long"] == "Darum"


def test_a_state_of_an_older_version_is_judged_by_that_version(
    browser: Browser, version: SurveyVersion
) -> None:
    version.survey.questions.filter(code="words").delete()
    version.survey.questions.filter(code="long").update(text=both("Warum?"))
    actions.publish_survey(survey=version.survey, by=None, at=NOON)
    post(browser, {"q-words": "noch da"})
    assert "Sie schrieben noch da" in browser.text
    post(browser, {})
    assert Response.objects.get().version == version


def test_a_page_that_is_left_out_is_asked_for_at_the_end() -> None:
    version = published(question("single", "one", is_required=True), question("number", "two"))
    browser = Browser(version).send("start", version=1)
    state = Answering.unpack(browser.state)
    browser.state = state.turn_to(1).pack()
    text = post(browser, {"q-two": "5"})
    assert assert_refusals_are_tied(text) == ["id_q-one_0"]
    assert not Response.objects.exists()


def test_a_closed_survey_says_so_and_stores_nothing(
    browser: Browser, version: SurveyVersion
) -> None:
    post(browser, {"q-words": "Text"})
    survey = version.survey
    survey.state, survey.closes_at = "closed", survey.opens_at.replace(year=2020)
    survey.opens_at = survey.opens_at.replace(year=2019)
    survey.save()
    text = post(browser, {"q-long": "zu spät"})
    assert browser.response.status_code == 409
    assert "nimmt keine Antworten mehr an" in text
    assert not Response.objects.exists()


def test_what_was_stored_can_be_read_by_every_database(
    browser: Browser, version: SurveyVersion
) -> None:
    words = "🚌 \u202eumgedreht\u202c ein\u200bwort =1+1 '; -- \ue000 {{x}}"
    post(browser, {"q-words": words, "q-decimal": "-0", "q-first": "١٢٣"})
    post(browser, {"q-long": "x" * 2000})
    stored = Response.objects.get().answers
    assert stored["words"] == words
    assert json.dumps(stored["decimal"]) == "0.0"
    assert stored["first"] == 123
    assert stored["k_calculated"] == 123.0
