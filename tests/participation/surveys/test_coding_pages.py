"""The pages of coding: by role, by plain forms, with hostile words, in constant time."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from participation.surveys import actions, queries
from participation.surveys.models import CodedText, CodingStep, Response, SurveyVersion, TextCode
from smartregion.accounts.models import User
from smartregion.core.models import AuditEntry
from tests.cast import ClientAs
from tests.factories.surveys import published, question, respond
from tests.pages import page_of, queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

EVIL = '<script>alert("x")</script> & {{ csrf }} \u202eneto'
Url = Callable[..., str]


@pytest.fixture
def version() -> SurveyVersion:
    return published([question("long_text", "t"), question("single", "s")])


@pytest.fixture
def url(version: SurveyVersion) -> Url:
    def address(name: str, **more: Any) -> str:
        return reverse(f"surveys:{name}", kwargs={"slug": version.survey.slug, "code": "t", **more})

    return address


@pytest.fixture
def coding(client_as: ClientAs, analyst: User) -> Client:
    return client_as(analyst)


def wrote(version: SurveyVersion, *texts: str) -> list[UUID]:
    """The numbers of these texts, in their order."""
    for text in texts:
        respond(version, {"t": text, "s": None})
    found = {text.said: text.number for text in queries.corpus_of(version.survey, "t").texts}
    return [found[text] for text in texts]


def book(version: SurveyVersion, *labels: str) -> list[TextCode]:
    survey = version.survey
    return [actions.add_code(survey=survey, question="t", label=each, by=None) for each in labels]


# -- coding ------------------------------------------------------------------------------------
@pytest.mark.behaviour("Q28")
def test_texts_are_coded_one_after_the_other_by_plain_forms(
    version: SurveyVersion, url: Url, coding: Client, analyst: User
) -> None:
    wrote(version, "eins", "zwei", "drei")
    [bus] = book(version, "Bus")
    seen = []
    address = url("coding_one")
    for _ in range(3):
        page = coding.get(address)
        row = page.context["row"]
        seen.append(row.text.said)
        sent = {"text": row.text.number, "codes": [bus.pk], "show": "offen", "next": "1"}
        address = coding.post(url("coding_save"), sent)["Location"]
    assert sorted(seen) == ["drei", "eins", "zwei"]
    assert "Alles gelesen" in page_of(coding, address)
    assert CodedText.objects.filter(coder=analyst, codes=bus).count() == 3
    answer = coding.post(url("coding_undo"), follow=True)
    assert answer.context["row"].text.said == seen[-1]
    assert CodedText.objects.count() == 2


def test_a_box_that_is_ticked_is_stored_at_once(
    version: SurveyVersion, url: Url, coding: Client
) -> None:
    [number] = wrote(version, "eins")
    [bus] = book(version, "Bus")
    headers = {"HX-Request": "true"}
    part = coding.post(url("coding_save"), {"text": number, "codes": [bus.pk]}, headers=headers)
    words = part.content.decode()
    assert "gespeichert" in words
    assert "1 von 1" in words
    assert "<html" not in words
    part = coding.post(url("coding_save"), {"text": number}, headers=headers)
    assert "kein Code trifft zu" in part.content.decode()
    assert CodingStep.objects.count() == 2


def test_what_is_made_up_is_not_found(version: SurveyVersion, url: Url, coding: Client) -> None:
    [number] = wrote(version, "eins")
    [response] = Response.objects.all()
    for text in ("", "x", "\0", str(uuid4()), str(response.pk)):
        assert coding.post(url("coding_save"), {"text": text}).status_code == 404
    assert coding.get(url("texts", code="s")).status_code == 404
    assert coding.get(url("coding_one"), {"text": "x", "show": "x", "q": "\0"}).status_code == 200
    sent = {"text": number, "codes": ["x", "999999", "²"], "back": "https://evil.example/"}
    answer = coding.post(url("coding_save"), sent)
    assert answer["Location"].startswith(url("texts"))
    # The id of the response leads to its receipt code, so no page shows it.
    assert str(response.pk) not in page_of(coding, url("texts"))


@pytest.mark.parametrize("filter_", ["answer=nix:1", "weight=nix", "from=gestern"])
def test_a_filter_that_is_unknown_is_explained_everywhere(
    version: SurveyVersion, url: Url, coding: Client, filter_: str
) -> None:
    wrote(version, "eins")
    for name in ("texts", "coding_one", "codings_csv", "coding_compare"):
        assert coding.get(f"{url(name)}?{filter_}").status_code == 404, name
    for name in ("coding_save", "coding_undo", "coding_fix", "coding_settle", "text_code_new"):
        assert coding.post(f"{url(name)}?{filter_}").status_code == 404, name


def test_codes_that_are_no_numbers_are_nobodys(
    version: SurveyVersion, url: Url, coding: Client
) -> None:
    [number] = wrote(version, "eins")
    book(version, "Bus")
    sent = {"text": str(number), "codes": ["9" * 5000, "x"]}
    for name in ("coding_save", "coding_settle"):
        assert coding.post(url(name), sent).status_code < 500


def test_texts_are_filtered_and_searched(
    version: SurveyVersion, url: Url, coding: Client, analyst: User
) -> None:
    first, _second, _third = wrote(version, "Die Fähre fährt", "Der Bus fährt", "Nichts fährt")
    [bus] = book(version, "Bus")
    coding.post(url("coding_save"), {"text": first, "codes": [bus.pk]})

    def shown(**query: str) -> set[str]:
        return {row.text.said for row in coding.get(url("texts"), query).context["rows"]}

    assert len(shown()) == len(shown(show="nonsense")) == 3
    assert shown(q="FAEHRE") == {"Die Fähre fährt"}
    assert shown(show="meine") == shown(show="code-bus") == {"Die Fähre fährt"}
    assert shown(show="offen", q="bus") == {"Der Bus fährt"}
    assert shown(show="strittig") == set()
    assert shown(answer="s:a") == set()


def test_hostile_texts_and_labels_are_words(
    version: SurveyVersion, url: Url, coding: Client, analyst: User
) -> None:
    [number] = wrote(version, EVIL)
    coding.post(url("text_codes"), {"label": EVIL, "description": EVIL, "example": EVIL})
    [code] = TextCode.objects.all()
    coding.post(url("coding_save"), {"text": number, "codes": [code.pk]})
    for name in ("texts", "coding_one", "text_codes", "coding_compare", "text_codes_import"):
        page = page_of(coding, url(name))
        assert "<script>alert" not in page
    for name in ("text_code_edit", "text_code_merge", "text_code_delete"):
        assert "<script>alert" not in page_of(coding, url(name, pk=code.pk))
    assert b";=" not in coding.get(url("text_codes_csv")).content


def test_reading_is_noted(version: SurveyVersion, url: Url, coding: Client, analyst: User) -> None:
    wrote(version, "eins", "zwei")
    coding.get(url("texts"))
    for _ in range(3):
        coding.get(url("coding_one"))
    noted = AuditEntry.objects.filter(verb="note_raw_access", actor=analyst)
    assert [entry.changes for entry in noted] == [{"what": "texts t"}] * 2


def test_pages_ask_as_often_for_one_text_as_for_thirty(
    version: SurveyVersion, url: Url, coding: Client, analyst: User, editor: User
) -> None:
    codes = book(version, "Bus", "Bahn")
    addresses = [url(name) for name in ("texts", "coding_one", "coding_compare", "text_codes")]
    addresses.append(reverse("surveys:coding_list", args=[version.survey.slug]))

    def code_all() -> None:
        for text in queries.corpus_of(version.survey, "t").texts:
            for by in (analyst, editor):
                actions.code_text(
                    survey=version.survey, question="t", response=text.response, codes=codes, by=by
                )

    def counts() -> list[int]:
        for address in addresses:
            page_of(coding, address)
        return [queries_of(partial(page_of, coding, each)) for each in addresses]

    wrote(version, "einer")
    code_all()
    few = counts()
    wrote(version, *(f"Text {number}" for number in range(29)))
    code_all()
    assert counts() == few


# -- the book ------------------------------------------------------------------------------------
def test_a_code_comes_to_mind_while_reading(
    version: SurveyVersion, url: Url, coding: Client, analyst: User
) -> None:
    [number] = wrote(version, "Rufbus bitte")
    sent = {"label": "Rufbus", "text": number, "back": url("coding_one")}
    assert coding.post(url("text_code_new"), sent)["Location"] == url("coding_one")
    assert CodedText.objects.get(coder=analyst).codes.get().label == "Rufbus"
    answer = coding.post(url("text_code_new"), {"label": "RUFBUS"}, follow=True)
    assert "gibt es schon" in answer.content.decode()


def test_the_book_is_changed_by_its_pages(version: SurveyVersion, url: Url, coding: Client) -> None:
    bus, bahn = book(version, "Bus", "Bahn")
    coding.post(url("text_code_move", pk=bahn.pk), {"direction": "up"})
    assert [code.label for code in TextCode.objects.all()] == ["Bahn", "Bus"]
    coding.post(url("text_code_move", pk=bahn.pk), {"place": "1"})
    coding.post(
        url("text_code_edit", pk=bus.pk), {"label": "Busse", "description": "", "example": ""}
    )
    assert [code.label for code in TextCode.objects.all()] == ["Busse", "Bahn"]
    answer = coding.post(url("text_code_edit", pk=bus.pk), {"label": "bahn"})
    assert "gibt es schon" in answer.content.decode()
    coding.post(url("text_code_merge", pk=bus.pk), {"into": bahn.pk})
    assert "zählt als „Bahn“" in page_of(coding, url("text_codes"))
    coding.post(url("text_code_restore", pk=bus.pk))
    coding.post(url("text_code_delete", pk=bahn.pk))
    assert [code.label for code in TextCode.objects.in_book()] == ["Busse"]


def test_a_book_goes_to_another_survey(version: SurveyVersion, url: Url, coding: Client) -> None:
    book(version, "Bus", "Bahn")
    file = coding.get(url("text_codes_csv")).content
    other = published(question("long_text", "t")).survey

    def take(data: bytes) -> str:
        upload = SimpleUploadedFile("codes.csv", data)
        sent = {"file": upload, "encoding": "utf-8", "delimiter": "semicolon"}
        address = reverse("surveys:text_codes_import", args=[other.slug, "t"])
        return coding.post(address, sent, follow=True).content.decode()

    assert "Neu: 2, geändert: 0, unverändert: 0." in take(file)
    assert "Neu: 0, geändert: 1, unverändert: 1." in take(file.replace(b";Bahn;", b";Zug;"))
    assert "gespeichert ist nichts" in take(b"Code;Bezeichnung\na b;x\n")
    assert "gibt es schon" in take(b"Code;Bezeichnung\nneu;Bus\n")
    assert [code.label for code in other.text_codes.all()] == ["Bus", "Zug"]


# -- comparing -----------------------------------------------------------------------------------
@pytest.mark.behaviour("Q28")
def test_two_people_compare_and_settle_on_a_page(
    version: SurveyVersion, url: Url, coding: Client, client_as: ClientAs, analyst: User, editor: User
) -> None:  # fmt: skip
    numbers = wrote(version, "eins", "zwei")
    bus, bahn = book(version, "Bus", "Bahn")
    other = client_as(editor)
    for number in numbers:
        coding.post(url("coding_save"), {"text": number, "codes": [bus.pk]})
        other.post(url("coding_save"), {"text": number, "codes": [bahn.pk]})
    page = page_of(coding, url("coding_compare"))
    assert "2 Texte haben beide gelesen" in page
    assert "Verschieden zugeordnet" not in page
    pair = f"{min(analyst.pk, editor.pk)}-{max(analyst.pk, editor.pk)}"
    page = coding.post(url("coding_fix"), {"pair": pair}, follow=True).content.decode()
    assert "Noch zu entscheiden: 2" in page
    coding.post(url("coding_settle"), {"text": numbers[0], "like": "1"})
    other.post(url("coding_settle"), {"text": numbers[1], "codes": [bus.pk, bahn.pk]})
    page = page_of(coding, url("coding_compare"))
    assert "Noch zu entscheiden: 0, entschieden: 2" in page
    assert coding.post(url("coding_save"), {"text": numbers[0]}).status_code == 409


def test_kappa_that_is_not_defined_is_said_in_words(
    version: SurveyVersion, url: Url, coding: Client, client_as: ClientAs, analyst: User, editor: User
) -> None:  # fmt: skip
    [number] = wrote(version, "eins")
    book(version, "Bus")
    coding.post(url("coding_save"), {"text": number})
    client_as(editor).post(url("coding_save"), {"text": number})
    pair = f"{min(analyst.pk, editor.pk)}-{max(analyst.pk, editor.pk)}"
    page = coding.post(url("coding_fix"), {"pair": pair}, follow=True).content.decode()
    assert "Kappa ist hier nicht bestimmt" in page
    assert "wenige Texte" in page


# -- who -----------------------------------------------------------------------------------------
def test_participants_neither_read_nor_code(
    version: SurveyVersion, url: Url, client_as: ClientAs, participant: User
) -> None:
    [number] = wrote(version, "eins")
    client = client_as(participant)
    for name in ("texts", "coding_one", "text_codes", "coding_compare", "codings_csv"):
        assert client.get(url(name)).status_code == 403
    assert client.post(url("coding_save"), {"text": number}).status_code == 403


def test_once_answers_are_gone_nothing_is_coded(
    version: SurveyVersion, url: Url, coding: Client
) -> None:
    version.survey.erased_on = timezone.localdate()
    version.survey.save()
    assert "entfernt" in page_of(coding, url("texts"))
    assert "entfernt" in page_of(coding, reverse("surveys:coding_list", args=[version.survey.slug]))
    for name in ("coding_one", "text_codes", "coding_compare"):
        assert coding.get(url(name)).status_code == 409
