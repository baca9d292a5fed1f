"""What texts promise about personal data, as far as words tell it: German, Leichte Sprache, English.

Words are looked for, nothing is understood. Whoever uses this says "not found" and never "missing",
and a promise in another language is not judged at all.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from participation.surveys.privacy.retention import months_later

READ_LANGUAGES = ("de", "de-easy", "en")


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


# -- promises ----------------------------------------------------------------------------------
ANONYMOUS = _words(r"\banonym", r"niemand (weiß|erfährt|sieht), wer", r"nobody (knows|learns) who")
NOT_ANONYMOUS = _words(r"\b(nicht|kein\w*|not)\s+(\w+\s+)?anonym")
NOTHING_STORED = _words(
    r"antworten\b[^.]{0,40}\b(nicht|nirgends|nie) (gespeichert|aufbewahrt)",
    r"speichern\b[^.]{0,20}\bkeine antworten",
    r"answers\b[^.]{0,30}\b(not|never) (be )?(stored|saved|kept)",
)
ANY_TIME = _words(r"\bjederzeit\b", r"\bimmer wieder\b", r"\b(at )?any ?time\b")
TAKING_BACK = _words(r"lösch", r"zurückzieh", r"zurücknehm", r"widerruf", r"delet", r"withdraw")
ALL_VOLUNTARY = _words(
    r"\b(alle|jede|keine|sämtliche)n?\b[^.]*\bfragen?\b[^.]*"
    r"(freiwillig|überspringen|auslassen|müssen sie)",
    r"(freiwillig|überspringen|auslassen)[^.]*\b(alle|jede)\b[^.]*\bfragen?\b",
    r"\b(all|any|every)\b[^.]*\bquestions?\b[^.]*(voluntary|optional|skip)",
    r"(skip|leave out)\b[^.]*\b(any|every)\b[^.]*\bquestion",
)
REMOVING = _words(r"lösch", r"entfern", r"vernicht", r"delet", r"eras", r"remov")
# What people may do themselves is no promise of the office.
BY_YOURSELF = _words(r"\bkönnen sie\b", r"\bsie können\b", r"\byou (can|may)\b")
AT_ONCE = _words(r"\b(sofort|umgehend|unmittelbar|immediately|at once)\b")
SAVED_STATES = _words(r"zwischenst", r"später weiter", r"saved answers", r"continue later")
CODES = _words(r"zugangscode", r"\bcodes?\b", r"berechtigung", r"\bkonto\b", r"\baccount\b")

NO_NAMES = _words(r"\bkeine\b[^.]*\bnamen\b", r"\bnamen?\b[^.]*\bnicht\b", r"\bno\b[^.]*\bnames\b",
                  r"\bnot\b[^.]*\bnames?\b")  # fmt: skip

# -- what makes people recognisable ------------------------------------------------------------
CONTACT = _words(
    r"\b(ihr|vor|nach)(en|e)? ?namen?\b", r"\be-?mail", r"\btelefon", r"handynummer",
    r"\b(anschrift|adresse)\b", r"\byour (first |last |full )?name\b", r"\bphone\b", r"\baddress\b",
)  # fmt: skip
# In Leichte Sprache and in English, too, these are the groups that statistics are made of.
TRAITS = _words(
    r"\balte?r\b", r"\balt\b", r"altersgruppe", r"jahrgang", r"geburt", r"geschlecht", r"\bberuf",
    r"haushalt", r"staatsangehörig", r"bildungsabschluss", r"schulabschluss", r"einkommen",
    r"erwerbs", r"\bage\b", r"\bold are you\b", r"gender", r"\bsex\b", r"occupation", r"household",
    r"income", r"nationality",
)  # fmt: skip
# As an option "Gesundheit" is mostly a topic of politics, in a question it is one's own.
HEALTH = _words(r"gesundheit", r"\bhealth\b")
SPECIAL = _words(
    r"krankheit", r"\bkrank\b", r"behinder", r"pflegegrad", r"schwanger",
    r"religi", r"konfession", r"\bglauben?\b", r"\bkirche", r"weltanschau", r"politische (meinung|einstellung|überzeugung)",
    r"\bpartei", r"\bwählen sie\b[^.]*\bpartei", r"gewerkschaft", r"ethni", r"migrationshintergrund",
    r"hautfarbe", r"sexuel", r"\bdisease", r"\bdisab", r"\bfaith\b", r"\bpolitical (opinion|view)",
    r"trade union", r"\bpregnan",
)  # fmt: skip


# -- what a privacy text has to say (Art. 13 GDPR) -----------------------------------------------
@dataclass(frozen=True)
class Duty:
    """One thing that people have to be told, and words by which it is recognised."""

    code: str
    name: str | Promise
    found: re.Pattern[str]


DUTIES = (
    Duty(
        "responsible",
        _("wer verantwortlich ist, mit Anschrift oder E-Mail"),
        _words(r"verantwortlich", r"responsible", r"controller"),
    ),
    Duty(
        "officer",
        _("wie man die Datenschutzbeauftragte oder den Datenschutzbeauftragten erreicht"),
        _words(r"datenschutz-?\s?beauftragt", r"data protection officer"),
    ),
    Duty(
        "purpose",
        _("wofür die Antworten gebraucht werden"),
        _words(
            r"\bzweck", r"\bwofür\b", r"\bdafür\b", r"\bdamit wir\b", r"\bum\b[^.]* zu\b",
            r"(nutzen|verwenden|brauchen) (wir|die)", r"\bpurpose", r"\bin order to\b", r"\bwe (use|need)\b",
            r"are used (for|to)",
        ),
    ),
    Duty(
        "basis",
        _("auf welcher Rechtsgrundlage"),
        _words(r"rechtsgrundlage", r"\bart(ikel|icle|\.)\s*6", r"einwillig", r"\berlaub", r"legal basis",
               r"\bconsent"),
    ),
    Duty(
        "duration",
        _("wie lange die Antworten gespeichert werden"),
        _words(r"lösch", r"entfern", r"aufbewahr", r"gespeichert bis", r"delet", r"remov", r"\bkept\b"),
    ),
    Duty(
        "rights",
        _("welche Rechte man hat: Auskunft, Berichtigung, Löschung, Widerspruch"),
        _words(r"\bauskunft", r"\brechte?\b", r"\brights?\b"),
    ),
    Duty(
        "complaint",
        _("wo man sich beschweren kann"),
        _words(r"beschwer", r"aufsichtsbehörde", r"landesbeauftragt", r"complain", r"supervisory"),
    ),
    Duty("voluntary", _("dass die Teilnahme freiwillig ist"), _words(r"freiwillig", r"voluntar",
                                                                      r"müssen nicht mitmachen")),
)  # fmt: skip


def open_duties(text: str) -> list[Duty]:
    """What could not be found in a privacy text."""
    return [duty for duty in DUTIES if not duty.found.search(text)]


# -- days --------------------------------------------------------------------------------------
NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "ein eine einen einem einer eines one a", "zwei two", "drei three", "vier four", "fünf five",
            "sechs six", "sieben seven", "acht eight", "neun nine", "zehn ten", "elf eleven",
            "zwölf twelve",
        ),
        1,
    )
    for word in words.split()
}  # fmt: skip
MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "januar january", "februar february", "märz march", "april", "mai may", "juni june",
            "juli july", "august", "september", "oktober october", "november", "dezember december",
        ),
        1,
    )
    for word in words.split()
}  # fmt: skip
SPAN = re.compile(
    r"\b(?P<number>\d{1,3}|" + "|".join(NUMBERS) + r")\s+"
    r"(?P<unit>tag|woche|monat|jahr|day|week|month|year)\w*",
    re.IGNORECASE,
)
DAY = re.compile(
    r"\b(?P<day>\d{1,2})\.?\s*(?P<month>\d{1,2}(?=\.)|"
    + "|".join(MONTHS)
    + r")\.?\s*(?P<year>\d{4})",
    re.IGNORECASE,
)


def sentences(text: str) -> list[str]:
    """The text sentence by sentence, so that words are only read together that stand together."""
    # "31. März" is no end of a sentence, nor is "Art. 6".
    return [
        each.strip() for each in re.split(r"(?<=[^\d\s][.!?])\s+(?=[A-ZÄÖÜ])|\n+", text) if each
    ]


def days_in(sentence: str, *, after: date) -> Iterator[date]:
    """The days a sentence names, as a date or as a span of time after something."""
    for found in DAY.finditer(sentence):
        month = found["month"].lower()
        with suppress(ValueError):
            number = MONTHS[month] if month in MONTHS else int(month)
            yield date(int(found["year"]), number, int(found["day"]))
    for found in SPAN.finditer(sentence):
        word = found["number"].lower()
        number = NUMBERS[word] if word in NUMBERS else int(word)
        yield _later(after, number, found["unit"].lower())


def _later(day: date, number: int, unit: str) -> date:
    match unit:
        case "tag" | "day":
            return day + timedelta(days=number)
        case "woche" | "week":
            return day + timedelta(weeks=number)
        case "monat" | "month":
            return months_later(day, number)
    return months_later(day, 12 * number)
