"""The privacy check: do the texts promise what the settings keep, and can people be recognised?

It finds what words and settings give away and says what it could not find; it is no lawyer. Every
finding is a warning: the office reads it and decides.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from math import prod

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participation.surveys.checks.findings import Finding, Severity
from participation.surveys.document.questionnaire import Type
from participation.surveys.drafts.compiler import Draft
from participation.surveys.models import Question, Survey
from participation.surveys.privacy import promises
from participation.surveys.privacy.retention import proposals
from participation.surveys.texts import Texts, in_order, language_of, say
from smartregion.core.numbers import exact
from smartregion.core.richtext import plain_text
from smartregion.county.models import Municipality

FREE_TEXTS = (Type.SHORT_TEXT, Type.LONG_TEXT)
CHOICES = (Type.SINGLE, Type.DROPDOWN, Type.MULTIPLE, Type.NUMBER, Type.DATE)
# A group of people smaller than this on average is one in which neighbours recognise each other.
PEOPLE_PER_GROUP = 100
DETAILS, PRIVACY = "surveys:details", "surveys:privacy"


@dataclass(frozen=True)
class Passage:
    """One text of the survey as a whole, in one language, without markup."""

    name: str
    language: str
    text: str

    @property
    def place(self) -> str:
        return f"{self.name} ({language_of(self.language)})"

    @cached_property
    def sentences(self) -> list[str]:
        return promises.sentences(self.text)


def privacy_findings(draft: Draft) -> Iterator[Finding]:
    """All that should be read before the survey is published."""
    for check in CHECKS:
        yield from check(draft)


def _warn(
    text: str, code: str, question: Question | None = None, address: str = DETAILS
) -> Finding:
    return Finding(Severity.WARNING, text, code, question=question, address=address)


def passages_of(survey: Survey) -> list[Passage]:
    """The texts around the questions, in the languages whose words are known here."""
    named = (
        (_("Einleitung"), survey.intro),
        (_("Datenschutzhinweis"), survey.privacy),
        (_("Schlusstext"), survey.closing),
    )
    return [
        Passage(name, language, plain_text(texts[language]))
        for name, texts in named
        for language in _read_languages(survey)
        if texts.get(language)
    ]


def _read_languages(survey: Survey) -> list[str]:
    return [each for each in in_order(survey.languages) if each in promises.READ_LANGUAGES]


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def kept_until(survey: Survey) -> dict[str, date]:
    """The last days as they are, or as they will be when nobody chooses others."""
    return {
        name: getattr(survey, name) or proposal
        for name, proposal in proposals(survey.closes_at).items()
    }


# -- promises against settings -------------------------------------------------------------------
def _anonymity(draft: Draft) -> Iterator[Finding]:
    survey = draft.survey
    if survey.mode != Survey.Mode.ACCOUNT:
        return
    text = _(
        "%(place)s: „anonym“ stimmt hier nur halb. Die Antworten lassen sich keinem Konto zuordnen; ob ein Konto teilgenommen hat, bleibt aber bis zum %(day)s feststellbar. Schreiben Sie genau das."
    )
    day = _day(kept_until(survey)["codes_until"])
    for passage in passages_of(survey):
        if any(_promises_anonymity(sentence) for sentence in passage.sentences):
            yield _warn(text % {"place": passage.place, "day": day}, "anonymous_account")


def _promises_anonymity(sentence: str) -> bool:
    found = promises.ANONYMOUS.search(sentence)
    return bool(found) and not promises.NOT_ANONYMOUS.search(sentence)


def _nothing_stored(draft: Draft) -> Iterator[Finding]:
    text = _(
        "%(place)s: Hier steht, dass Antworten nicht gespeichert werden. Gespeichert werden sie; nicht gespeichert werden Name, IP-Adresse und Uhrzeit."
    )
    for passage in passages_of(draft.survey):
        if any(promises.NOTHING_STORED.search(each) for each in passage.sentences):
            yield _warn(text % {"place": passage.place}, "nothing_stored")


def _taking_back(draft: Draft) -> Iterator[Finding]:
    text = _(
        "%(place)s: Antworten lassen sich nicht „jederzeit“ löschen, sondern mit dem Beleg-Code bis zum Ende der Umfrage; auf Papier gar nicht."
    )
    for passage in passages_of(draft.survey):
        if any(map(_promises_taking_back, passage.sentences)):
            yield _warn(text % {"place": passage.place}, "any_time")


def _promises_taking_back(sentence: str) -> bool:
    return bool(promises.ANY_TIME.search(sentence) and promises.TAKING_BACK.search(sentence))


def _voluntary(draft: Draft) -> Iterator[Finding]:
    required = [question.code for question in draft.questions if question.is_required]
    if not required:
        return
    text = _(
        "%(place)s: Hier steht, dass sich alle Fragen auslassen lassen. Pflicht sind aber: %(codes)s."
    )
    for passage in passages_of(draft.survey):
        if any(promises.ALL_VOLUNTARY.search(each) for each in passage.sentences):
            words = {"place": passage.place, "codes": ", ".join(required)}
            yield _warn(text % words, "all_voluntary")


def _removal(draft: Draft) -> Iterator[Finding]:
    """Days on which something shall be gone, against those on which it will be."""
    for passage in passages_of(draft.survey):
        for sentence in passage.sentences:
            if _promises_removal(sentence):
                yield from _late_removal(draft.survey, passage, sentence)


def _promises_removal(sentence: str) -> bool:
    found = promises.REMOVING.search(sentence)
    return bool(found) and not promises.BY_YOURSELF.search(sentence)


def _late_removal(survey: Survey, passage: Passage, sentence: str) -> Iterator[Finding]:
    closes_on = timezone.localdate(survey.closes_at)
    if promises.SAVED_STATES.search(sentence):
        # Counted from the day on which somebody puts their answers aside, whichever that is.
        after, kept = closes_on, closes_on + timedelta(days=survey.saved_days)
    elif promises.CODES.search(sentence):
        after, kept = closes_on, kept_until(survey)["codes_until"]
    else:
        after, kept = closes_on, kept_until(survey)["answers_until"]
    promised = sorted(promises.days_in(sentence, after=after))
    if not promised and promises.AT_ONCE.search(sentence):
        promised = [closes_on]
    if promised and promised[0] < kept:
        text = _(
            "%(place)s: Versprochen ist, dass etwas bis zum %(promised)s entfernt wird („%(words)s“). Eingestellt ist: bis zum %(kept)s. Ändern Sie den Text oder die Aufbewahrung."
        )
        words = {
            "place": passage.place,
            "promised": _day(promised[0]),
            "words": sentence if len(sentence) < 90 else f"{sentence[:88]} …",
            "kept": _day(kept),
        }
        yield _warn(text % words, "late_removal")


# -- recognising people --------------------------------------------------------------------------
def _small_groups(draft: Draft) -> Iterator[Finding]:
    """The municipality beside free texts or beside traits: together they point at single persons."""
    places = [each for each in draft.questions if each.type == Type.MUNICIPALITY]
    if not places:
        return
    texts = [f"„{each.name}“" for each in draft.questions if each.type in FREE_TEXTS]
    traits = [each for each in draft.questions if each.type in CHOICES and _asks_trait(each)]
    if texts:
        text = _(
            "Frage „%(code)s“: Die Gemeinde zusammen mit freien Texten (%(texts)s) kann einzelne Personen erkennbar machen. Fragen Sie gröber, zum Beispiel nach der Region, oder geben Sie Texte nur ohne die Gemeinde weiter."
        )
        words = {"code": places[0].name, "texts": ", ".join(texts)}
        yield _warn(text % words, "place_and_text", places[0])
    if traits:
        yield from _tiny_groups(places[0], traits)


def _tiny_groups(place: Question, traits: list[Question]) -> Iterator[Finding]:
    people = list(Municipality.objects.values_list("population", flat=True))
    groups = len(people) * prod(max(len(trait.options), 2) for trait in traits)
    if not people or sum(people) / groups >= PEOPLE_PER_GROUP:
        return
    text = _(
        "Frage „%(code)s“: Gemeinde und %(traits)s zusammen ergeben %(groups)s Gruppen, im Mittel mit %(people)s Einwohnern. In so kleinen Gruppen sind Einzelne erkennbar. Fassen Sie Antworten zusammen oder verzichten Sie auf eine der Fragen."
    )
    words = {
        "code": place.name,
        "traits": ", ".join(f"„{trait.name}“" for trait in traits),
        "groups": exact(groups),
        "people": exact(round(sum(people) / groups)),
    }
    yield _warn(text % words, "small_groups", place)


def _asks_trait(question: Question) -> bool:
    return any(map(promises.TRAITS.search, _read(question.text)))


def _read(texts: Texts) -> list[str]:
    return [texts[each] for each in promises.READ_LANGUAGES if texts.get(each)]


def _contact(draft: Draft) -> Iterator[Finding]:
    text = _(
        "Frage „%(code)s“: Wer Name, Anschrift oder Telefon angibt, ist nicht mehr anonym. Fragen Sie danach außerhalb der Umfrage."
    )
    for question in draft.questions:
        if question.type in FREE_TEXTS and any(map(promises.CONTACT.search, _read(question.text))):
            yield _warn(text % {"code": question.name}, "contact", question)


def _birthdays(draft: Draft) -> Iterator[Finding]:
    text = _(
        "Frage „%(code)s“: Ein genaues Geburtsdatum macht Personen erkennbar. Altersgruppen genügen fast immer."
    )
    for question in draft.questions:
        if question.type == Type.DATE and _asks_trait(question):
            yield _warn(text % {"code": question.name}, "birthday", question)


def without_hint(draft: Draft) -> list[Question]:
    """Questions for free text that do not ask people to leave names out."""
    return [each for each in draft.questions if each.type == Type.LONG_TEXT and not _has_hint(each)]


def _has_hint(question: Question) -> bool:
    return any(map(promises.NO_NAMES.search, (*_read(question.text), *_read(question.help))))


def _names_in_texts(draft: Draft) -> Iterator[Finding]:
    found = without_hint(draft)
    if found:
        text = ngettext(
            "Bei der Frage %(codes)s fehlt der Hinweis, keine Namen zu nennen. Er lässt sich dort mit einem Klick ergänzen.",
            "Bei den Fragen %(codes)s fehlt der Hinweis, keine Namen zu nennen. Er lässt sich dort mit einem Klick ergänzen.",
            len(found),
        )
        codes = ", ".join(f"„{question.name}“" for question in found)
        yield _warn(text % {"codes": codes}, "names_in_texts", address=PRIVACY)


# -- the law -------------------------------------------------------------------------------------
def _duties(draft: Draft) -> Iterator[Finding]:
    text = _(
        "Datenschutzhinweis (%(language)s): nicht gefunden, bitte prüfen: %(duties)s (Art. 13 DSGVO)."
    )
    for language in _read_languages(draft.survey):
        words = plain_text(draft.survey.privacy.get(language, ""))
        if words and (missing := promises.open_duties(words)):
            names = "; ".join(str(duty.name) for duty in missing)
            values = {"language": language_of(language), "duties": names}
            yield _warn(text % values, "duties", address=PRIVACY)


def _special_categories(draft: Draft) -> Iterator[Finding]:
    """Health, faith, politics …: only with an explicit consent, so one has to come first."""
    agreed = False
    for question in draft.questions:
        agreed = agreed or question.type == Type.CONSENT
        if question.type == Type.DISPLAY or not _is_special(question):
            continue
        if agreed:
            text = _(
                "Frage „%(code)s“ berührt besonders geschützte Angaben (Art. 9 DSGVO). Prüfen Sie, ob die Einwilligung davor diese Frage ausdrücklich nennt."
            )
        else:
            text = _(
                "Frage „%(code)s“ berührt besonders geschützte Angaben wie Gesundheit, Glauben oder politische Meinung (Art. 9 DSGVO). Stellen Sie eine Einwilligung zum Ankreuzen davor, oder verzichten Sie auf die Frage."
            )
        yield _warn(text % {"code": question.name}, "special", question)


def _is_special(question: Question) -> bool:
    asked = [*_read(question.text), *_read(question.help)]
    lines = [
        words for line in (*question.options, *question.rows) for words in _read(line["label"])
    ]
    return any(map(promises.HEALTH.search, asked)) or any(
        map(promises.SPECIAL.search, (*asked, *lines))
    )


def _unread_languages(draft: Draft) -> Iterator[Finding]:
    names = [
        str(language_of(each))
        for each in in_order(draft.survey.languages)
        if each not in promises.READ_LANGUAGES
    ]
    if names:
        text = _(
            "Ob die Texte in diesen Sprachen dasselbe versprechen, kann das Programm nicht prüfen: %(names)s."
        )
        yield _warn(text % {"names": ", ".join(names)}, "unread_languages")


CHECKS: tuple[Callable[[Draft], Iterator[Finding]], ...] = (
    _anonymity,
    _nothing_stored,
    _taking_back,
    _voluntary,
    _removal,
    _small_groups,
    _contact,
    _birthdays,
    _names_in_texts,
    _duties,
    _special_categories,
    _unread_languages,
)


@dataclass(frozen=True)
class Checklist:
    """What a privacy text in one language says, point by point."""

    language: str
    points: tuple[tuple[str, bool], ...]
    is_empty: bool


def checklists(survey: Survey) -> list[Checklist]:
    """For each language that can be read: what was found in the privacy text, and what was not."""
    return [_checklist(survey, language) for language in _read_languages(survey)]


def _checklist(survey: Survey, language: str) -> Checklist:
    missing = promises.open_duties(plain_text(say(survey.privacy, language)))
    points = tuple((str(duty.name), duty not in missing) for duty in promises.DUTIES)
    is_empty = not plain_text(survey.privacy.get(language, "")).strip()
    return Checklist(str(language_of(language)), points, is_empty)
