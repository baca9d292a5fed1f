"""What holds for every address of a survey, also for those that come later.

The addresses are read from urls.py. Nothing of one survey opens below the name of another, and no
text that anybody has written runs on any page.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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
    SurveyExport,
)
from participation.surveys.protection.choice import Choice
from participation.surveys.queries import readers_of, survey_results
from participation.surveys.queries.corpus import corpus_of
from participation.surveys.results import results_to_json
from participation.surveys.urls import urlpatterns
from participation.surveys.views.trying import address_of
from smartregion.accounts.models import User
from smartregion.core.snapshots import freeze
from smartregion.core.storage import keep
from tests.cast import ClientAs
from tests.factories.accounts import RoleAssignmentFactory, UserFactory
from tests.factories.contributions import ContributionFactory
from tests.factories.dates import DAY, NOON
from tests.factories.surveys import both, lines, published, question, respond, survey_with
from tests.participation.surveys.test_views_answering import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("noon")]

# Breaks out of an attribute and out of text, and is a template.
RUNS = "\"'><b7 onload=alert(7)>{{7}}</script>"
WORDS = both(RUNS)
CONDITION = {"question": "one", "op": "is", "value": "a"}
# Parts of a survey in its addresses; a language or a slug is none.
PARTS = {
    "page", "question", "quota", "batch", "number", "line", "code", "weighting", "quote", "key",
    "text", "pk",
}  # fmt: skip


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


@dataclass(frozen=True)
class Address:
    """An address with everything that varies in it, also where it is put together of two parts."""

    name: str
    parts: frozenset[str]


def addresses(patterns: Iterable[Any], above: frozenset[str] = frozenset()) -> Iterator[Address]:
    for each in patterns:
        parts = above | set(each.pattern.converters)
        if isinstance(each, URLPattern):
            yield Address(str(each.name), parts)
        else:
            yield from addresses(each.url_patterns, parts)


def parts_of(address: Address) -> frozenset[str]:
    return address.parts


OF_A_SURVEY = [each for each in addresses(urlpatterns) if "slug" in parts_of(each)]
OF_A_PART = [each for each in OF_A_SURVEY if parts_of(each) & PARTS]


def name_of(address: Address) -> str:
    return address.name


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
    _results(survey, office)
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


def _results(survey: Survey, office: User) -> None:
    groups = [{"options": [code], "people": 10} for code in "ab"]
    margins = [{"question": "one", "source": RUNS, "groups": groups}]
    survey.weightings.create(code="w1", title=RUNS, margins=margins)
    survey.text_codes.create(question="said", code="c1", label=RUNS, description=RUNS)
    _publication(survey)
    contribution = ContributionFactory(channel="survey", text=RUNS)
    survey.quotes.create(contribution=contribution, question="said", released_by=office)
    RoleAssignmentFactory(
        user=UserFactory(display_name=RUNS), role="consultant", scope_kind="survey",
        scope_key=str(survey.pk), valid_until=DAY,
    )  # fmt: skip
    keep("survey_exports/all.csv", b"id")
    SurveyExport.objects.create(
        survey=survey, format="csv", file="survey_exports/all.csv", responses=2, ordered_by=office,
        ordered_at=NOON, expires_on=DAY,
    )  # fmt: skip


def _publication(survey: Survey) -> None:
    """Nobody would release figures of two people; here the words matter."""
    figures = {
        each: results_to_json(survey_results(survey, language=each)) for each in ("de", "en")
    }
    content = {
        "format": 1, "figures": figures, "crossings": {"de": [], "en": []}, "state": [2, 0],
        "choice": Choice(codes=("one",)).to_json(), "is_interim": True, "system": {}, "mode": survey.mode,
    }  # fmt: skip
    frozen = freeze(kind="survey_publication", subject=RUNS, content=content, by=None, at=NOON)
    survey.publications.create(number=1, snapshot=frozen, published_at=NOON)


def _pretest(survey: Survey, answers: dict[str, Any]) -> None:
    pretest = start_pretest(survey=survey, ends_on=DAY + timedelta(days=3), by=None, at=NOON)
    nonce = Response.objects.values_list("pk", flat=True)[0]
    submit_pretest(
        pretest=pretest, nonce=nonce, answers=answers, comments={"one": RUNS, "": RUNS},
        language="de", on=DAY,
    )  # fmt: skip


def arguments(address: Address, survey: Survey) -> dict[str, Any]:
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
        "key": "one",
        "format_": "json",
        "weighting": "w1",
        "quote": survey.quotes.get().pk,
        "text": corpus_of(survey, "said").texts[0].number,
        "pk": _pk(address, survey),
    }
    if address.name == "margin_delete":
        known["question"] = "one"
    if "batch" in parts_of(address):
        known["number"] = PaperSheet.objects.get(state=sheet).number
    if address.name in ("paper_again", "paper_correct"):
        known["number"] = PaperSheet.objects.get(state=PaperSheet.State.ONCE).number
    return {name: known[name] for name in parts_of(address)}


def _pk(address: Address, survey: Survey) -> Any:
    if address.name.startswith("text_code"):
        return survey.text_codes.get().pk
    if address.name == "reader_remove":
        return readers_of(survey).get().pk
    return survey.exports.get().pk


def written(address: Address, known: dict[str, Any]) -> str:
    plain = reverse(f"surveys:{address.name}", kwargs=known)
    return f"{plain}?type=single" if address.name == "question_add" else plain


@pytest.fixture
def client(client_as: ClientAs, office: User) -> Client:
    return client_as(office)


@pytest.mark.parametrize("address", OF_A_PART, ids=name_of)
def test_nothing_of_one_survey_opens_below_the_name_of_another(
    address: Address, survey: Survey, client: Client
) -> None:
    own = arguments(address, survey)
    other = survey_with(question("number", "mine"))
    foreign = written(address, {**own, "slug": other.slug})
    assert client.get(foreign).status_code in (404, 405)
    assert client.post(foreign, {"yes": "1", "direction": "up"}).status_code in (404, 405)
    # The control: where it belongs, it is there.
    here = written(address, own)
    answer = client.get(here)
    assert answer.status_code != 404
    # Also a file that is sent from the disk.
    answer.close()


@pytest.mark.parametrize("text", [RUNS, f'<p title="{RUNS}">', f"<p title='{RUNS}'>"])
def test_the_reader_sees_what_would_run(text: str) -> None:
    assert foreign_in(f"<main>{text}</main>")


@pytest.mark.behaviour("Q6")
@pytest.mark.parametrize("address", OF_A_SURVEY, ids=name_of)
def test_no_text_of_a_survey_runs_on_any_page(
    address: Address, survey: Survey, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[str] = []
    monkeypatch.setattr(
        "participation.surveys.paper.printing._made", lambda html: printed.append(html) or b"%PDF"
    )
    here = written(address, arguments(address, survey))
    answers = [client.get(here), client.post(here, {"batch": RUNS, "topic": RUNS})]
    pages = [each for each in answers if each.get("Content-Type", "").startswith("text/html")]
    for each in answers:
        each.close()
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
