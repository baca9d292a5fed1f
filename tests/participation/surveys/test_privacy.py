"""What the privacy check notices, what it leaves in peace, and the text it can write itself."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from participation.surveys import actions
from participation.surveys.drafts.compiler import Draft
from participation.surveys.models import AccessCode, Question, Response, SavedAnswers, Survey
from participation.surveys.privacy.findings import privacy_findings
from participation.surveys.privacy.promises import DUTIES, READ_LANGUAGES, open_duties, sentences
from participation.surveys.privacy.text import STORED, privacy_text, privacy_texts
from smartregion.accounts.models import User
from smartregion.core.richtext import plain_text
from tests.cast import ClientAs
from tests.factories.county import CountyFactory, MunicipalityFactory
from tests.factories.surveys import both, lines, question, survey_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
# The survey of the factories closes on 22 June 2026.


def codes(survey: Survey) -> list[str]:
    return [each.code for each in privacy_findings(Draft.of(survey))]


def found(survey: Survey, code: str) -> list[str]:
    return [each.text for each in privacy_findings(Draft.of(survey)) if each.code == code]


def saying(words: str, *pages: Any, language: str = "de", **values: Any) -> Survey:
    """A survey whose introduction says this."""
    return survey_with(
        *(pages or [question("single")]), intro={language: f"<p>{words}</p>"}, **values
    )


# -- promises against settings -------------------------------------------------------------------
@pytest.mark.behaviour("Q17")
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "Die Umfrage ist <strong>anonym</strong>."),
        ("de", "Wir sichern Ihnen Anonymität zu."),
        ("de-easy", "Niemand weiß, wer geantwortet hat."),
        ("en", "Your answers are anonymous."),
    ],
)
def test_anonymous_is_only_half_true_with_accounts(language: str, words: str) -> None:
    languages = ["de", "de-easy", "en"]
    survey = saying(words, language=language, mode="account", languages=languages)
    (text,) = found(survey, "anonymous_account")
    assert "22. Juli 2026" in text
    survey.mode = "open"
    assert not found(survey, "anonymous_account")


def test_who_says_that_it_is_not_anonymous_is_left_in_peace() -> None:
    assert not found(saying("Sie nehmen nicht anonym teil.", mode="account"), "anonymous_account")


@pytest.mark.behaviour("Q17")
@pytest.mark.parametrize(
    ("words", "is_kept"),
    [
        ("Die Antworten löschen wir spätestens zwei Jahre nach Ende der Umfrage.", True),
        ("Die Antworten löschen wir nach 24 Monaten.", True),
        ("Die Antworten löschen wir nach sechs Monaten.", False),
        ("Alle Angaben werden am 31.12.2026 gelöscht.", False),
        ("Alle Angaben werden bis zum 31. Dezember 2028 gelöscht.", True),
        ("Nach der Auswertung werden die Daten umgehend gelöscht.", False),
        ("Answers are deleted 6 months after the survey.", False),
        ("All answers will be removed by 30 June 2028.", True),
        ("Zwischenstände werden nach 7 Tagen gelöscht.", True),
        ("Zwischenstände werden nach drei Tagen gelöscht.", False),
        ("Zugangscodes werden nach 30 Tagen gelöscht.", True),
        ("Zugangscodes werden nach einer Woche gelöscht.", False),
        ("Unsere Verwaltung besteht seit 20 Jahren.", True),
    ],
)
def test_a_day_on_which_something_is_removed_has_to_be_kept(words: str, *, is_kept: bool) -> None:
    survey = saying(words, languages=["de", "en"])
    assert (found(survey, "late_removal") == []) == is_kept


def test_the_sentence_names_both_days() -> None:
    (text,) = found(saying("Wir löschen alles nach sechs Monaten."), "late_removal")
    assert "22. Dezember 2026" in text
    assert "22. Juni 2028" in text


@pytest.mark.behaviour("Q17")
@pytest.mark.parametrize(
    ("language", "words", "code"),
    [
        ("de", "Ihre Antworten werden nicht gespeichert.", "nothing_stored"),
        ("de", "Sie können Ihre Antworten jederzeit wieder löschen.", "any_time"),
        ("en", "You may withdraw your answers at any time.", "any_time"),
        ("de", "Alle Fragen sind freiwillig.", "all_voluntary"),
        ("en", "You may skip any question.", "all_voluntary"),
    ],
)
def test_promises_that_nobody_keeps_are_named(language: str, words: str, code: str) -> None:
    asked = question("single", is_required=True)
    survey = saying(words, asked, language=language, languages=["de", "en"])
    assert code in codes(survey)


@pytest.mark.parametrize(
    "words",
    [
        "Wir speichern keine IP-Adresse.",
        "Die Teilnahme ist freiwillig.",
        "Sie können jederzeit abbrechen.",
        "Alle Fragen sind kurz.",
    ],
)
def test_promises_that_hold_are_left_in_peace(words: str) -> None:
    survey = saying(words, question("single", is_required=True))
    assert set(codes(survey)) <= {"duties"}


# -- recognising people --------------------------------------------------------------------------
@pytest.fixture
def municipalities() -> None:
    for _each in range(3):
        MunicipalityFactory(population=1000)


AGE = question("single", "age", text=both("Wie alt sind Sie?"), options=lines(*"abcdef"))
SEX = question("single", "sex", text=both("Ihr Geschlecht?"), options=lines(*"abcd"))
PLACE = question("municipality", "place")


@pytest.mark.behaviour("Q17")
@pytest.mark.usefixtures("municipalities")
def test_a_municipality_beside_free_text_points_at_persons() -> None:
    survey = survey_with([PLACE, question("long_text", "txt", text=both("Was noch?"))])
    (text,) = found(survey, "place_and_text")
    # Named as people know it, not by its code.
    assert "„Was noch?“" in text
    assert "txt" not in text
    assert not found(survey_with([PLACE]), "place_and_text")


@pytest.mark.behaviour("Q17")
@pytest.mark.usefixtures("municipalities")
def test_traits_beside_the_municipality_are_counted() -> None:
    survey = survey_with([PLACE, AGE, SEX, question("single", options=lines(*"abcdefghij"))])
    (text,) = found(survey, "small_groups")
    # 3 municipalities, 6 ages, 4 sexes; what is no trait does not count.
    assert "72 Gruppen, im Mittel mit 42 Einwohnern" in text
    assert not found(survey_with([PLACE, AGE]), "small_groups")


@pytest.mark.behaviour("Q17")
@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (question("short_text", text=both("Wie lautet Ihre E-Mail-Adresse?")), "contact"),
        (question("date", text=both("Ihr Geburtsdatum?")), "birthday"),
        (question("long_text", text=both("Was fehlt?")), "names_in_texts"),
        (question("single", text=both("Haben Sie eine Behinderung?")), "special"),
        (
            question("multiple", text=both("Wo?"), options=[
                *lines("a", "b"), {"code": "c", "label": both("Gewerkschaft")}]),
            "special",
        ),
    ],
)  # fmt: skip
def test_questions_that_make_people_recognisable_are_named(asked: Any, code: str) -> None:
    assert code in codes(survey_with(asked))


def test_health_as_a_topic_to_choose_is_nobodys_health() -> None:
    topics = [*lines("a"), {"code": "b", "label": both("Gesundheit und Pflege")}]
    assert "special" not in codes(survey_with(question("multiple", options=topics)))


def test_a_consent_before_changes_the_advice() -> None:
    health = question("single", text=both("Wie ist Ihre Gesundheit?"))
    alone, agreed = survey_with(health), survey_with([question("consent"), health])
    assert "Stellen Sie eine Einwilligung" in found(alone, "special")[0]
    assert "ausdrücklich nennt" in found(agreed, "special")[0]


def test_languages_nobody_can_read_here_are_named() -> None:
    survey = survey_with(question("single"), languages=["de", "pl", "uk"])
    assert "Polnisch, Ukrainisch" in found(survey, "unread_languages")[0]


# -- Art. 13 -------------------------------------------------------------------------------------
def test_a_bare_privacy_text_misses_everything_in_every_language() -> None:
    survey = survey_with(question("single"), privacy=both("<p>Wir achten auf Ihre Daten.</p>"))
    texts = found(survey, "duties")
    assert len(texts) == 2
    assert all("nicht gefunden, bitte prüfen" in text for text in texts)


@pytest.mark.parametrize("duty", DUTIES, ids=lambda duty: duty.code)
@pytest.mark.parametrize("language", READ_LANGUAGES)
def test_each_duty_is_found_by_a_sentence_of_its_own(
    duty: Any, language: str, county: None
) -> None:
    """No duty is found by accident: without the sentence that says it, it is missing."""
    survey = survey_with(question("single"))
    kept = [
        each for each in sentences_of(privacy_text(survey, language)) if not duty.found.search(each)
    ]
    assert duty in open_duties("\n".join(kept))
    assert duty not in open_duties(plain_text(privacy_text(survey, language)))


def sentences_of(markup: str) -> Iterator[str]:
    return iter(sentences(plain_text(markup)))


# -- the text that the settings write --------------------------------------------------------------
# The columns of answers that somebody puts aside, and of the right to answer: the templates say in
# sentences of their own what these hold.
STORED_ASIDE = {"code_hash", "version", "sealed", "expires_on"}
STORED_RIGHTS = {"id", "survey", "batch", "created_on", "wants_no_reminder", "code_hash"}


@pytest.fixture
def county() -> None:
    CountyFactory()


@pytest.mark.behaviour("Q17")
@pytest.mark.parametrize("mode", Survey.Mode.values)
def test_the_written_text_keeps_what_it_promises(mode: str, county: None) -> None:
    languages = ["de", "de-easy", "en"]
    survey = survey_with(question("single", is_required=True), mode=mode, languages=languages)
    survey.privacy = privacy_texts(survey)
    assert set(survey.privacy) == set(languages)
    assert [each.text for each in privacy_findings(Draft.of(survey))] == []


@pytest.mark.behaviour("Q17")
def test_the_written_text_names_every_column_that_is_stored() -> None:
    assert set(STORED) == names_of(Response)
    assert names_of(SavedAnswers) == STORED_ASIDE
    assert names_of(AccessCode) == STORED_RIGHTS


def names_of(model: Any) -> set[str]:
    return {field.name for field in model._meta.concrete_fields}


@pytest.mark.parametrize("language", READ_LANGUAGES)
def test_the_written_text_follows_the_settings(language: str, county: None) -> None:
    survey = survey_with(
        question("single"), answers_until=date(2027, 5, 4), saved_days=9, mode="code",
        languages=["de", "de-easy", "en"],
    )  # fmt: skip
    text = privacy_text(survey, language)
    assert ("4 May 2027" if language == "en" else "4. Mai 2027") in text
    assert " 9 " in text
    assert all(words[language] in text for words in STORED.values())
    assert "code" in text.lower()
    survey.mode = "account"
    assert ("account" if language == "en" else "Konto") in privacy_text(survey, language)


# -- pages -----------------------------------------------------------------------------------------
@pytest.fixture
def editing(client_as: ClientAs, editor: User) -> Client:
    return client_as(editor)


def url(name: str, survey: Survey) -> str:
    return reverse(f"surveys:{name}", args=[survey.slug])


def test_the_office_takes_the_text_over(editing: Client, county: None) -> None:
    survey = survey_with(question("single"), privacy=both("Alt") | {"pl": "Po polsku"})
    assert "Artikel 6" in editing.get(url("privacy_text", survey)).content.decode()
    editing.post(url("privacy_text", survey))
    survey.refresh_from_db()
    assert "Artikel 6" in survey.privacy["de"]
    assert "Article 6" in survey.privacy["en"]
    assert survey.privacy["pl"] == "Po polsku"


@pytest.mark.behaviour("Q17")
def test_the_hint_to_leave_out_names_is_added_with_a_click(editing: Client) -> None:
    survey = survey_with(
        [
            question("long_text", "bare"),
            question("long_text", "told", help={"de": "Bitte keine Namen."}),
            question("long_text", "helped", help=both("Ein Satz genügt.")),
        ]
    )
    page = editing.get(url("privacy", survey)).content.decode()
    assert "bei 2 Fragen ergänzen" in page
    editing.post(url("privacy", survey))
    helps = dict(survey.questions.values_list("code", "help"))
    assert helps["bare"]["de"].startswith("Bitte nennen Sie keine Namen")
    assert helps["told"] == {"de": "Bitte keine Namen."}
    assert helps["helped"]["en"].startswith("Ein Satz genügt. (English) Please do not")
    assert "de-easy" not in helps["bare"]
    assert "names_in_texts" not in codes(Survey.objects.get(pk=survey.pk))


def test_the_page_says_for_each_language_what_was_not_found(editing: Client) -> None:
    survey = survey_with(question("single"), privacy=both("<p>Gut.</p>"))
    page = editing.get(url("privacy", survey)).content.decode()
    assert page.count("nicht gefunden, bitte prüfen") >= 2 * len(DUTIES)


def test_what_is_not_written_yet_is_not_searched(editing: Client) -> None:
    survey = survey_with(question("single"), privacy={})
    page = editing.get(url("privacy", survey)).content.decode()
    assert page.count("Hier steht noch kein Datenschutzhinweis.") == 2
    assert "nicht gefunden, bitte prüfen" not in page


def test_a_draft_of_an_office_that_changes_its_mind_is_checked_again(county: None) -> None:
    survey = survey_with(question("single"), languages=["de"])
    actions.take_privacy_text(survey=survey, by=None)
    assert codes(survey) == []
    survey.answers_until = date(2030, 1, 1)
    assert "late_removal" in codes(survey)


def test_many_questions_are_checked_without_more_queries(django_assert_num_queries: Any) -> None:
    survey = survey_with([question("long_text") for _each in range(30)] + [PLACE, AGE])
    draft = Draft.of(survey)
    with django_assert_num_queries(1):
        list(privacy_findings(draft))
    assert Question.objects.count() == 32
