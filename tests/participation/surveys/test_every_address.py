"""What holds for every address of a survey, also for those that come later.

The addresses are read from urls.py. Nothing of one survey opens below the name of another, and no
text that anybody has written runs on any page.
"""

from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from participation.surveys import actions
from participation.surveys.actions.pretests import start_pretest, submit_pretest
from participation.surveys.models import (
    BankQuestion,
    PaperBatch,
    PaperSheet,
    Pretest,
    Quota,
    Response,
    Survey,
)
from participation.surveys.urls import urlpatterns
from participation.surveys.views.trying import address_of
from smartregion.accounts.models import User
from tests.cast import ClientAs
from tests.factories.dates import DAY, NOON
from tests.factories.surveys import both, lines, published, question, respond, survey_with
from tests.participation.surveys.test_views_answering import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("noon")]

# Breaks out of an attribute and out of text, and is a template.
RUNS = "\"'><b7 onload=alert(7)>{{7}}</script>"
WORDS = both(RUNS)
CONDITION = {"question": "one", "op": "is", "value": "a"}
# Parts of a survey in its addresses; a language or a slug is none.
PARTS = {"page", "question", "quota", "batch", "number", "line", "code"}


class Reader(HTMLParser):
    """Reads a page as a browser does, and notes what no template of ours has written."""

    def __init__(self) -> None:
        super().__init__()
        self.foreign: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _value in attrs]
        self.foreign += [name for name in (tag, *names) if name.startswith(("b7", "on", "<", "'"))]


def foreign_in(page: str) -> list[str]:
    reader = Reader()
    reader.feed(page)
    return reader.foreign


def parts_of(address: URLPattern) -> set[str]:
    return set(address.pattern.converters)


OF_A_SURVEY = [each for each in urlpatterns if "slug" in parts_of(each)]
OF_A_PART = [each for each in OF_A_SURVEY if parts_of(each) & PARTS]


def name_of(address: URLPattern) -> str:
    return str(address.name)


@pytest.fixture
def survey(office: User) -> Survey:
    """One of everything, and words that would run in all of it."""
    options = [{**line, "label": WORDS} for line in lines("a", "b", b={"with_text": True})]
    rows = [{**line, "label": WORDS} for line in lines("r1", "r2")]
    usual: dict[str, Any] = {"text": WORDS, "help": WORDS}
    version = published(
        question("single", "one", options=options, **usual),
        [
            question("matrix", "grid", options=options, rows=rows, condition=CONDITION, **usual),
            question("ranking", "rank", options=options, **usual),
            question("dropdown", "drop", options=options, **usual),
            question("number", "num", limits={"unit": WORDS}, **usual),
            question("long_text", "said", **usual),
            question("display", "note", **usual),
        ],
        title=WORDS,
        intro=WORDS,
        closing=WORDS,
        return_address=RUNS,
    )
    survey = version.survey
    survey.pages.update(title=WORDS)
    Quota.objects.create(
        survey=survey, code="q", title=RUNS, text=WORDS, limit=5, condition=CONDITION
    )
    actions.publish_survey(survey=survey, by=None, at=NOON)
    answers = {
        "one": "b", "one.other": RUNS, "rank": ["a"], "drop": "a", "num": None, "said": RUNS,
    }  # fmt: skip
    for each in survey.versions.all():
        respond(each, {**answers}, suspicions=["fast"])
    actions.hand_out_codes(survey=survey, batch=RUNS, number=2, by=office, on=DAY)
    _paper(survey, office)
    _pretest(survey, answers)
    kept = {"type": "single", "text": WORDS, "help": WORDS, "options": options}
    BankQuestion.objects.create(topic=RUNS, note=RUNS, code="kept", **kept)
    return survey


def _paper(survey: Survey, office: User) -> None:
    batch = PaperBatch.objects.create(
        version=survey.versions.latest("number"), number=1, title=RUNS, received_on=DAY,
        is_double=True, created_by=office,
    )  # fmt: skip
    for number, state in enumerate(PaperSheet.State, 1):
        typed = {"q-said": RUNS} if state != PaperSheet.State.STORED else None
        other = {"q-said": f"{RUNS}!"} if state == PaperSheet.State.DIFFERENT else None
        PaperSheet.objects.create(
            batch=batch, number=number, state=state, first=typed, second=other, language="de"
        )


def _pretest(survey: Survey, answers: dict[str, Any]) -> None:
    pretest = start_pretest(survey=survey, ends_on=DAY + timedelta(days=3), by=None, at=NOON)
    nonce = Response.objects.values_list("pk", flat=True)[0]
    submit_pretest(
        pretest=pretest, nonce=nonce, answers=answers, comments={"one": RUNS, "": RUNS},
        language="de", on=DAY,
    )  # fmt: skip


def arguments(address: URLPattern, survey: Survey) -> dict[str, Any]:
    """What stands in this address for the survey."""
    asked, sheet = survey.questions.get(code="grid"), PaperSheet.State.DIFFERENT
    known = {
        "slug": survey.slug,
        "page": survey.pages.latest("position").pk,
        "question": asked.pk,
        "line": "r1" if "row" in name_of(address) else "a",
        "quota": survey.quotas.get().pk,
        "batch": PaperBatch.objects.get().pk,
        "number": 1,
        "language": "de" if address.name in ("paper_form", "paper_draft") else "en",
        "code": "said",
    }
    if "batch" in parts_of(address):
        known["number"] = PaperSheet.objects.get(state=sheet).number
    if address.name in ("paper_again", "paper_correct"):
        known["number"] = PaperSheet.objects.get(state=PaperSheet.State.ONCE).number
    return {name: known[name] for name in parts_of(address)}


def written(address: URLPattern, known: dict[str, Any]) -> str:
    plain = reverse(f"surveys:{address.name}", kwargs=known)
    return f"{plain}?type=single" if address.name == "question_add" else plain


@pytest.fixture
def client(client_as: ClientAs, office: User) -> Client:
    return client_as(office)


@pytest.mark.parametrize("address", OF_A_PART, ids=name_of)
def test_nothing_of_one_survey_opens_below_the_name_of_another(
    address: URLPattern, survey: Survey, client: Client
) -> None:
    own = arguments(address, survey)
    other = survey_with(question("number", "mine"))
    foreign = written(address, {**own, "slug": other.slug})
    assert client.get(foreign).status_code in (404, 405)
    assert client.post(foreign, {"yes": "1", "direction": "up"}).status_code in (404, 405)
    # The control: where it belongs, it is there.
    here = written(address, own)
    assert client.get(here).status_code != 404


@pytest.mark.parametrize("text", [RUNS, f'<p title="{RUNS}">', f"<p title='{RUNS}'>"])
def test_the_reader_sees_what_would_run(text: str) -> None:
    assert foreign_in(f"<main>{text}</main>")


@pytest.mark.behaviour("Q6")
@pytest.mark.parametrize("address", OF_A_SURVEY, ids=name_of)
def test_no_text_of_a_survey_runs_on_any_page(
    address: URLPattern, survey: Survey, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[str] = []
    monkeypatch.setattr(
        "participation.surveys.paper.printing._made", lambda html: printed.append(html) or b"%PDF"
    )
    here = written(address, arguments(address, survey))
    answers = [client.get(here), client.post(here, {"batch": RUNS, "topic": RUNS})]
    pages = [each for each in answers if each.get("Content-Type", "").startswith("text/html")]
    for page in [*printed, *(each.content.decode() for each in pages)]:
        assert not foreign_in(page)


@pytest.mark.behaviour("Q6")
def test_no_text_runs_while_somebody_answers_or_in_the_lists(
    survey: Survey, client: Client
) -> None:
    browser = Browser(survey.versions.latest("number")).send("start", version=2)
    pages = [browser.text, browser.send("next", one="b").text, browser.send("back").text]
    browser.send("next", one="b")
    pages += [browser.send("next", num=RUNS, said=RUNS).text, browser.send("save", said=RUNS).text]
    pages.append(browser.send("next", said=RUNS, num="1").text)
    trial = address_of(Pretest.objects.get())
    pages.append(client.get(trial).content.decode())
    pages.append(client.post(trial, {"step": "start"}).content.decode())
    bank = BankQuestion.objects.get().pk
    for name, *rest in (
        ["survey_list"],
        ["manage_list"],
        ["bank_list"],
        ["bank_edit", bank],
        ["retention"],
    ):
        pages.append(client.get(reverse(f"surveys:{name}", args=rest)).content.decode())
    for page in pages:
        assert "<!doctype html>" in page
        assert not foreign_in(page)
