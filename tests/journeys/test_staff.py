"""What the people of the county do with their pages: write, assess, answer, ask."""

import re

import pytest
from playwright.sync_api import Page, expect

from smartregion.core.slugs import german_slug
from tests.journeys.checks import assert_good_in_light_and_dark, assert_good_page
from tests.journeys.conftest import DESKTOP, PHONE, OpenPage
from tests.journeys.people import CITIZEN, EDITOR, MODERATOR, OFFICE, OWNER, sign_in

SURVEYS = "/umfragen/verwaltung/"


@pytest.fixture
def desk_of(open_page: OpenPage):
    """``desk_of(OFFICE)``: the browser of this person, signed in."""

    def desk_of(email: str) -> Page:
        page = open_page(DESKTOP)
        sign_in(page, email)
        return page

    return desk_of


# -- strategy --------------------------------------------------------------------------------
TITLE = "Strategie der Schreibenden"
DRAFT = f"/strategie/verwalten/{german_slug(TITLE, length=80)}/1.0/"


def open_draft(page: Page) -> None:
    """A draft with a vision; begun by whoever comes first."""
    answer = page.goto(DRAFT)
    assert answer
    if answer.status == 404:
        page.goto("/strategie/verwalten/neu/")
        page.get_by_label("Titel", exact=True).fill(TITLE)
        page.get_by_label("Laufzeit von").fill("2026")
        page.get_by_label("Laufzeit bis").fill("2030")
        assert_good_page(page)
        page.get_by_role("main").locator("button[type=submit]").click()
        page.goto(f"{DRAFT}neu/vision/")
        page.get_by_label("Titel", exact=True).fill("Ein Bild vom Landkreis")
        save(page)
        page.goto(DRAFT)


def open_vision(page: Page) -> None:
    page.locator("#group-vision .outline__title a").click()
    expect(page.get_by_role("textbox", name="Text (freiwillig)", exact=True)).to_be_visible()


def write(page: Page, *lines: str) -> None:
    """Replace the text: the first line bold, the others as a list."""
    text = page.get_by_role("textbox", name="Text (freiwillig)", exact=True)
    tools = page.get_by_role("toolbar").first
    text.click()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.press("Delete")
    tools.get_by_role("button", name="Fett").click()
    page.keyboard.type(lines[0])
    page.keyboard.press("Enter")
    tools.get_by_role("button", name="Fett").click()
    tools.get_by_role("button", name="Aufzählung").click()
    for line in lines[1:]:
        page.keyboard.type(line)
        page.keyboard.press("Enter")


def save(page: Page) -> None:
    page.get_by_role("button", name="Speichern").click()


def test_editor_writes_a_text_that_readers_of_the_draft_see(desk_of) -> None:
    page = desk_of(EDITOR)
    open_draft(page)
    assert_good_in_light_and_dark(page)
    open_vision(page)
    assert_good_in_light_and_dark(page)
    write(page, "Kurze Wege", "Amt im Ort", "Bus am Abend")
    assert_good_page(page)
    save(page)
    expect(page.get_by_text("Der Text ist gespeichert.")).to_be_visible()
    assert_good_page(page)
    page.get_by_role("link", name="Lesen").click()
    vision = page.locator("#vision")
    expect(vision.locator("strong")).to_have_text("Kurze Wege")
    expect(vision.get_by_role("listitem").filter(has_text="Amt im Ort")).to_be_visible()
    assert_good_in_light_and_dark(page)


@pytest.mark.behaviour("S12")
def test_second_editor_sees_both_texts(desk_of) -> None:
    first, second = desk_of(EDITOR), desk_of(OFFICE)
    for page in (first, second):
        open_draft(page)
        open_vision(page)
    write(first, "Was die erste schrieb")
    save(first)
    expect(first.get_by_text("Der Text ist gespeichert.")).to_be_visible()
    write(second, "Was die zweite schrieb")
    save(second)
    expect(second.get_by_role("heading", level=1)).to_have_text("Zwei Fassungen desselben Textes")
    expect(second.get_by_text("Was die erste schrieb")).to_be_visible()
    expect(second.get_by_role("textbox", name="Text (freiwillig)", exact=True)).to_contain_text(
        "Was die zweite schrieb"
    )
    assert_good_in_light_and_dark(second)
    second.get_by_role("button", name="Meinen Text speichern").click()
    expect(second.get_by_text("Der Text ist gespeichert.")).to_be_visible()


# -- measures --------------------------------------------------------------------------------
def test_owner_reports_and_the_office_accepts(desk_of) -> None:
    owner = desk_of(OWNER)
    owner.goto("/massnahmen/meine/")
    assert_good_page(owner)
    owner.get_by_role("link", name="melden bis").first.click()
    address = owner.url
    owner.get_by_label("Was wurde seit dem letzten Mal erreicht?").fill("Drei Orte angebunden.")
    owner.get_by_role("button", name="Als Entwurf speichern").click()
    expect(owner.get_by_text("Der Entwurf ist gespeichert.")).to_be_visible()
    assert_good_in_light_and_dark(owner)
    owner.get_by_role("radio", name="im Plan").check()
    # The measure rests, so the facts speak for another light.
    owner.get_by_label("Warum die Ampel vom Vorschlag abweicht").fill("Es geht wieder los.")
    owner.get_by_label("Was sind die nächsten Schritte?").fill("Vergabe im Frühjahr.")
    owner.get_by_role("button", name="Meldung abgeben").click()
    expect(owner.get_by_text("Ihre Meldung ist abgegeben.").first).to_be_visible()
    expect(owner.get_by_role("definition").filter(has_text="Drei Orte").first).to_be_visible()
    assert_good_in_light_and_dark(owner)

    office = desk_of(OFFICE)
    office.goto(address)
    assert_good_page(office)
    office.get_by_role("button", name="Meldung abnehmen").click()
    expect(office.get_by_text("ist abgenommen.").first).to_be_visible()
    assert_good_in_light_and_dark(office)


# -- participation ---------------------------------------------------------------------------
@pytest.mark.behaviour("F21")
def test_moderator_answers_with_a_reason_that_everybody_reads(desk_of, phone: Page) -> None:
    moderator = desk_of(MODERATOR)
    moderator.goto("/beitraege/")
    assert_good_page(moderator)
    answer = moderator.get_by_role("link", name="Antworten auf den Beitrag").first
    [contribution] = re.findall(r"answer=([0-9a-f-]{36})", answer.get_attribute("href"))
    answer.click()
    expect(moderator.locator("#antwort-titel")).to_be_focused()
    assert_good_page(moderator)
    moderator.get_by_role("radio", name="aufgegriffen", exact=True).check()
    moderator.get_by_label("Öffentliche Begründung").fill("")
    moderator.get_by_label("Antwortende Stelle").fill("Fachdienst Verkehr")
    moderator.get_by_role("button", name="Antwort veröffentlichen").click()
    expect(moderator.locator("[data-error-summary]")).to_be_focused()
    expect(moderator.get_by_label("Antwortende Stelle")).to_have_value("Fachdienst Verkehr")
    assert_good_in_light_and_dark(moderator)
    moderator.get_by_label("Öffentliche Begründung").fill(
        "Der Anschluss kommt zum Fahrplanwechsel."
    )
    moderator.get_by_role("button", name="Antwort veröffentlichen").click()
    expect(moderator.get_by_text("Die Antwort ist veröffentlicht.")).to_be_visible()
    assert_good_page(moderator)
    phone.goto(f"/beitraege/{contribution}/")
    expect(phone.get_by_text("Der Anschluss kommt zum Fahrplanwechsel.")).to_be_visible()
    assert_good_in_light_and_dark(phone)


def test_editor_makes_a_survey_and_everybody_may_answer_it(desk_of, phone: Page) -> None:
    page = desk_of(EDITOR)
    page.goto(SURVEYS)
    page.get_by_role("link", name="Neue Umfrage").click()
    page.get_by_label("Titel (Deutsch)").fill("Radwege im Hohen Fläming")
    page.get_by_label("Öffnet am").fill("2026-01-01T08:00")
    page.get_by_label("Schließt am").fill("2099-12-31T18:00")
    page.get_by_label("Dauer in Minuten").fill("2")
    assert_good_in_light_and_dark(page)
    save(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Radwege im Hohen Fläming")
    assert_good_in_light_and_dark(page)

    page.get_by_role("link", name="Texte und Angaben ändern").click()
    page.get_by_role("textbox", name="Einleitung (Deutsch)").fill("Wo wollen Sie Rad fahren?")
    page.get_by_role("textbox", name="Datenschutzhinweis (Deutsch)").fill("Ohne Namen.")
    save(page)
    page.get_by_role("link", name="Seite hinzufügen").first.click()
    page.get_by_label("Titel der Seite (Deutsch)").fill("Ihre Wege")
    save(page)
    add_question(page, "Einfachauswahl", "Fahren Sie Rad?", "Ja", "Nein")
    add_question(page, "Kurzer Text", "Wo fehlt ein Radweg?")
    assert_good_page(page)

    page.get_by_role("link", name="Vorschau").first.click()
    expect(page.frame_locator("iframe").get_by_label("Nein")).to_be_visible()
    assert_good_in_light_and_dark(page)
    page.go_back()
    page.get_by_role("link", name="Prüfen und veröffentlichen").click()
    assert_good_in_light_and_dark(page)
    page.get_by_label("Ich habe die Hinweise gelesen").check()
    page.get_by_role("button", name="Veröffentlichen").click()
    page.get_by_role("link", name="Öffentliche Seite").click()

    phone.goto(page.url)
    phone.get_by_role("button", name="Umfrage beginnen").click()
    phone.get_by_label("Ja").check()
    phone.get_by_role("button", name="Antworten absenden").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Danke für Ihre Antworten")


def add_question(page: Page, kind: str, text: str, *options: str) -> None:
    page.get_by_role("link", name="Frage hinzufügen").click()
    page.get_by_role("main").get_by_role("link", name=kind, exact=True).click()
    page.get_by_label("Frage (Deutsch)").fill(text)
    for number, option in enumerate(options, 1):
        page.get_by_role("textbox", name=f"Antwort {number}").fill(option)
    assert_good_page(page)
    save(page)
    expect(page.get_by_role("link", name=text, exact=True)).to_be_visible()


def test_participant_answers_another_from_a_phone(open_page: OpenPage) -> None:
    page = open_page(PHONE)
    sign_in(page, CITIZEN)
    page.goto("/foren/")
    page.get_by_role("link", name="Diskussionsforum Smart Region").click()
    page.get_by_role("link", name="Arbeit 4.0").click()
    page.locator("article.post").get_by_role("link", name="Antworten").first.click()
    assert_good_in_light_and_dark(page)
    page.get_by_role("button", name="Antwort veröffentlichen").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    assert_good_page(page)
    page.get_by_label("Ihr Beitrag").fill("Das wünsche ich mir auch.")
    page.get_by_role("button", name="Antwort veröffentlichen").click()
    expect(page.get_by_text("Das wünsche ich mir auch.")).to_be_visible()
    assert_good_page(page)
