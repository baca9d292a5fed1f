"""Single quotes: never public before a person released them, and gone with the person who wrote them."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from participation.contributions.actions import unhide_contribution
from participation.contributions.models import Contribution, Moderation
from participation.surveys import actions, queries
from participation.surveys.actions.arrival import forget_arrival
from participation.surveys.codes import receipt_code, receipt_hash
from participation.surveys.models import ReleasedQuote, Response, Survey, SurveyVersion
from participation.surveys.queries.quotes import places_of
from smartregion.accounts.models import User
from smartregion.core.errors import WrongState
from smartregion.core.models import AuditEntry
from strategy.models import Element
from tests.cast import ClientAs
from tests.factories.county import MunicipalityFactory
from tests.factories.dates import DAY, NOON
from tests.factories.strategy import public_field
from tests.factories.surveys import published, question, respond
from tests.pages import page_of, queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

CANARY = "Zebrafinkenkanon"
SAID = f"Herr Müller vom {CANARY} sagt: Der Bus kommt nicht."


@pytest.fixture
def version() -> SurveyVersion:
    MunicipalityFactory(ags="12069020", slug="beelitz", name="Beelitz")
    return published([question("long_text", "t"), question("municipality", "ort")])


@pytest.fixture
def survey(version: SurveyVersion) -> Survey:
    return version.survey


@pytest.fixture
def response(version: SurveyVersion) -> Response:
    return respond(version, {"t": SAID, "ort": "12069020"})


@pytest.fixture
def element() -> Element:
    return public_field("Mobilität")


def release(response: Response, by: Any, text: str = "Der Bus kommt nicht.", **more: Any) -> ReleasedQuote:  # fmt: skip
    given: dict[str, Any] = {"elements": [], "names_municipality": False, "token": uuid4(), **more}
    return actions.release_quote(
        survey=response.version.survey,
        question="t",
        response=response.pk,
        text=text,
        by=by,
        **given,
    )


def release_page(response: Response) -> str:
    [text] = queries.corpus_of(response.version.survey, "t").texts
    return reverse("surveys:quote_release", args=[response.version.survey.slug, "t", text.number])


# -- releasing -----------------------------------------------------------------------------------
@pytest.mark.behaviour("Q22")
def test_a_quote_becomes_a_contribution_without_a_trace_of_the_person(
    response: Response, editor: User, element: Element
) -> None:
    quote = release(response, editor, elements=[element])
    said = quote.contribution
    assert (said.channel, said.text) == ("survey", "[…] Der Bus kommt nicht.")
    assert (said.author, said.author_name, said.municipality) == (None, "Aus einer Umfrage", None)
    # Midnight in Berlin: only the day is known.
    assert said.written_at.isoformat() == "2026-06-15T00:00:00+02:00"
    assert list(said.elements.all()) == [element]
    assert not said.is_example
    assert str(response.pk) not in str(list(AuditEntry.objects.values()))


@pytest.mark.behaviour("Q22")
@pytest.mark.parametrize("text", ["Der Zug kommt nicht.", "", "[…]", "der bus"])
def test_what_nobody_wrote_is_not_released(response: Response, editor: User, text: str) -> None:
    with pytest.raises(ValidationError):
        release(response, editor, text)
    assert not Contribution.objects.exists()


def test_two_clicks_release_one_quote(response: Response, editor: User) -> None:
    token = uuid4()
    first, second = (release(response, editor, token=token) for _ in range(2))
    assert first == second
    assert Contribution.objects.count() == 1


def test_the_municipality_is_named_where_ten_are_from(
    version: SurveyVersion, response: Response, editor: User
) -> None:
    for _ in range(8):
        respond(version, {"t": None, "ort": "12069020"})
    assert queries.nameable_municipality(version.survey, response) is None
    assert release(response, editor, names_municipality=True).contribution.municipality is None
    respond(version, {"t": None, "ort": "12069020"})
    quote = release(response, editor, names_municipality=True)
    assert str(quote.contribution.municipality) == "Beelitz"


def test_a_response_of_another_survey_is_not_quoted(response: Response, editor: User) -> None:
    other = published(question("long_text", "t")).survey
    with pytest.raises(WrongState):
        actions.release_quote(
            survey=other,
            question="t",
            response=response.pk,
            text="Der Bus kommt nicht.",
            elements=[],
            names_municipality=False,
            token=uuid4(),
            by=editor,
        )


# -- the page ------------------------------------------------------------------------------------
@pytest.mark.behaviour("Q22")
def test_the_page_warns_shows_and_releases(
    response: Response, client_as: ClientAs, editor: User, element: Element
) -> None:
    client, address = client_as(editor), release_page(response)
    page = client.get(address)
    assert "Herr Müller</q>: vielleicht ein Name" in page.content.decode()
    sent = {
        "text": "Der Bus kommt nicht.",
        "token": page.context["form"]["token"].value(),
        "elements": [element.pk],
    }
    shown = client.post(address, {**sent, "preview": "1"}).content.decode()
    assert "[…] Der Bus kommt nicht." in shown
    assert "wurden nicht bemerkt" in shown
    assert not Contribution.objects.exists()
    assert "bestätigen Sie es" in client.post(address, sent).content.decode()
    assert not Contribution.objects.exists()
    answer = client.post(address, {**sent, "is_checked": "on"}, follow=True)
    assert "[…] Der Bus kommt nicht." in answer.content.decode()
    changed = {**sent, "text": "Der Bus kommt immer.", "is_checked": "on", "token": uuid4()}
    refused = client.post(address, changed).content.decode()
    assert "nur gekürzt, nie geändert: „immer“" in refused


@pytest.mark.behaviour("Q22")
@pytest.mark.parametrize("who", ["analyst", "consultant", "moderator", "participant"])
def test_who_may_not_release_is_refused(
    who: str, response: Response, client_as: ClientAs, request: pytest.FixtureRequest
) -> None:
    client = client_as(request.getfixturevalue(who))
    assert client.get(release_page(response)).status_code == 403
    assert (
        client.post(release_page(response), {"text": SAID, "is_checked": "on"}).status_code == 403
    )
    quote = release(response, request.getfixturevalue("editor"))
    address = reverse("surveys:quote_take_back", args=[response.version.survey.slug, quote.pk])
    assert client.post(address, {"explanation": "x"}).status_code == 403
    assert not Contribution.objects.get().is_hidden


def test_the_public_page_leads_to_survey_and_question(
    response: Response, editor: User, client: Client
) -> None:
    quote = release(response, editor)
    page = page_of(client, quote.contribution.get_absolute_url())
    assert response.version.survey.get_absolute_url() in page
    assert "Frage t?" in page
    assert "15. Juni 2026</time>" in page
    assert "Uhr" not in page
    queue = [quote.contribution_id]
    one = queries_of(lambda: places(queue))
    queue += [release(response, editor).contribution_id for _ in range(4)]
    assert queries_of(lambda: places(queue)) == one == 2


def places(contributions: list[UUID]) -> None:
    assert len(places_of(contributions, AnonymousUser())) == len(contributions)


# -- the canary ----------------------------------------------------------------------------------
LINK = re.compile(r"""(?:href|src|action)="(/[^"#]*)""")


def everything_public(client: Client) -> Iterator[tuple[str, str]]:
    """Every page that a stranger reaches by links, with the search and the feeds of the house."""
    waiting = [
        "/",
        "/umfragen/",
        "/foren/",
        "/en/",
        "/robots.txt",
        "/sitemap.xml",
        "/suche/?q=Bus",
    ]
    waiting += ["/umfragen/?q=Bus", "/massnahmen/?q=Bus"]
    seen: set[str] = set()
    while waiting:
        address = waiting.pop()
        if address in seen or len(seen) > 300 or address.startswith(("/static/", "/konto/")):
            continue
        seen.add(address)
        answer = client.get(address, follow=True)
        content = b"".join(answer) if answer.streaming else answer.content
        text = content.decode(errors="replace")
        yield address, text
        waiting += [found.replace("&amp;", "&") for found in LINK.findall(text)]


@pytest.mark.slow
@pytest.mark.behaviour("Q22")
def test_no_public_page_search_or_file_holds_an_unreleased_text(
    version: SurveyVersion, response: Response, editor: User, client: Client, element: Element
) -> None:
    Response.objects.filter(pk=response.pk).update(
        receipt_hash=receipt_hash(receipt_code(response.pk))
    )
    Survey.objects.update(teaser_code="t")
    code = actions.add_code(survey=version.survey, question="t", label="Bus", by=editor)
    actions.code_text(
        survey=version.survey, question="t", response=response.pk, codes=[code], by=editor
    )
    pages = dict(everything_public(client))
    assert len(pages) > 10
    assert not [address for address, text in pages.items() if CANARY in text]
    # The control: after a person has released it, the same walk finds it.
    quote = release(response, editor, SAID, elements=[element])
    public = [
        *everything_public(client),
        ("", page_of(client, quote.contribution.get_absolute_url())),
    ]
    about = reverse("contributions:about", args=[element.pk])
    assert CANARY in page_of(client, about)
    assert [address for address, text in public if CANARY in text]


# -- taking back ---------------------------------------------------------------------------------
def test_a_release_is_taken_back_with_a_reason(
    response: Response, client_as: ClientAs, editor: User, client: Client
) -> None:
    quote = release(response, editor)
    address = reverse("surveys:quote_take_back", args=[response.version.survey.slug, quote.pk])
    taking = client_as(editor)
    assert quote.contribution.text in page_of(taking, address)
    assert taking.post(address, {"explanation": ""}).status_code == 200
    assert not Contribution.objects.get().is_hidden
    taking.post(address, {"explanation": "Doch erkennbar."})
    assert client.get(quote.contribution.get_absolute_url()).status_code == 404
    step = Moderation.objects.get()
    assert (step.reason, step.by) == ("taken_back", editor)
    assert taking.post(address, {"explanation": "Noch einmal."}).status_code == 409


@pytest.mark.behaviour("Q22")
def test_who_takes_answers_back_takes_the_quote_back(
    response: Response, editor: User, moderator: User, client: Client, client_as: ClientAs
) -> None:
    quote = release(response, editor, SAID)
    actions.withdraw_response(response=response, at=NOON)
    quote.refresh_from_db()
    assert quote.response is None
    assert quote.contribution.is_hidden
    step = Moderation.objects.get()
    assert (step.reason, step.by) == ("taken_back", None)
    address = quote.contribution.get_absolute_url()
    assert client.get(address).status_code == 404
    # Moderation reads that it is gone, not what it was; nor could it show the words again.
    assert CANARY not in page_of(client_as(moderator), address)
    assert "zurückgezogen" in page_of(client_as(moderator), address)


@pytest.mark.behaviour("Q22")
def test_what_the_office_takes_back_keeps_no_word(response: Response, editor: User) -> None:
    quote = release(response, editor, SAID)
    actions.take_back_quote(quote=quote, explanation="Erkennbar.", by=editor, at=NOON)
    stored = Contribution.objects.get()
    assert CANARY not in stored.text
    assert "zurückgenommen" in stored.text
    with pytest.raises(WrongState):
        unhide_contribution(contribution=stored, explanation="Doch.", by=editor, at=NOON)


def test_what_was_hidden_before_loses_its_words_all_the_same(
    response: Response, editor: User
) -> None:
    quote = release(response, editor, SAID)
    actions.take_back_quote(quote=quote, explanation="Erkennbar.", by=editor, at=NOON)
    actions.withdraw_response(response=response, at=NOON)
    assert CANARY not in Contribution.objects.get().text
    assert [note.step for note in Moderation.objects.all()] == ["hidden", "erased"]


@pytest.mark.behaviour("Q22")
def test_after_the_last_day_of_the_answers_the_quote_stays(
    response: Response, editor: User, client: Client
) -> None:
    quote = release(response, editor, SAID)
    actions.remove_expired(at=NOON + timedelta(days=900))
    assert not Response.objects.exists()
    quote.refresh_from_db()
    assert quote.response is None
    assert CANARY in page_of(client, quote.contribution.get_absolute_url())


@pytest.mark.django_db(transaction=True)
def test_a_quote_keeps_its_response_when_the_rows_are_written_anew(
    response: Response, editor: User
) -> None:
    quote = release(response, editor)
    forget_arrival(on=DAY)
    quote.refresh_from_db()
    assert quote.response_id == response.pk


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_quote_keeps_its_response_on_postgresql(response: Response, editor: User) -> None:
    quote = release(response, editor)
    forget_arrival(on=DAY)
    quote.refresh_from_db()
    assert quote.response_id == response.pk
    actions.withdraw_response(response=Response.objects.get(pk=response.pk), at=NOON)
    quote.refresh_from_db()
    assert quote.response_id is None
