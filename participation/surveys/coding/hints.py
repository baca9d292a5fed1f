"""What in a text could give somebody away: simple rules that warn and never decide.

Each rule finds too much rather than too little; whoever releases a quote looks at every place.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Gives(TextChoices):
    """What a place in a text may give away."""

    MAIL = "mail", _("E-Mail-Adresse")
    LINK = "link", _("Internetadresse")
    ACCOUNT = "account", _("Bankverbindung (IBAN)")
    PHONE = "phone", _("Telefonnummer")
    STREET = "street", _("Straße und Hausnummer")
    PLACE = "place", _("Postleitzahl und Ort")
    DATE = "date", _("Datum")
    NAME = "name", _("vielleicht ein Name")


@dataclass(frozen=True)
class Hint:
    """A place in a text, and what it may give away."""

    start: int
    end: int
    words: str
    gives: Gives

    @property
    def label(self) -> str:
        return str(self.gives.label)


# Frequent in Germany; which of them are also everyday words (Rose, Mark) is left to the reader.
FIRST_NAMES = frozenset(
    """
    Alexander Andrea Andreas Angelika Anja Anke Anna Annette Antje Barbara Bernd Birgit Björn Brigitte
    Carsten Christa Christian Christiane Christine Christoph Claudia Daniel Daniela David Dieter Dirk
    Doris Eberhard Elena Elisabeth Elke Emma Erika Erwin Eva Fabian Felix Finn Florian Frank Franz
    Frieda Friedrich Gabriele Georg Gerd Gerhard Gisela Günter Günther Hanna Hannah Hans Harald Heike
    Heinrich Heinz Helga Helmut Herbert Holger Horst Ines Inge Ingo Ingrid Irene Jan Jana Jens Jessica
    Joachim Johanna Johannes Jonas Jörg Josef Julia Jürgen Jutta Karin Karl Karsten Katharina Kathrin
    Katja Katrin Kerstin Klaus Kurt Lars Laura Lea Lena Leon Lina Lisa Lothar Luca Lukas Lutz Maja Manfred
    Manuela Marco Marcus Maria Marie Marion Marko Markus Martin Martina Matthias Max Maximilian Melanie
    Mia Michael Michaela Mohamed Monika Nadine Nicole Nina Nils Norbert Olaf Oliver Otto Patrick Paul
    Peter Petra Philipp Rainer Ralf Regina Reinhard Renate René Robert Roland Rolf Rüdiger Ruth Sabine
    Sandra Sarah Sebastian Siegfried Silke Silvia Simone Sonja Sophie Stefan Stefanie Steffen Stephan
    Susanne Sven Sylvia Thomas Thorsten Tim Tobias Torsten Ulrich Ulrike Ursula Ute Uwe Volker Walter
    Werner Wilhelm Wolfgang Yvonne
    """.split()  # noqa: SIM905 - one name in a line of its own would be 190 lines
)
CAPITAL = r"[A-ZÄÖÜ][\wäöüß]+(?:-[A-ZÄÖÜ][\wäöüß]+)?"
TITLES = r"(?:Herrn?|Frau|Fr\.|Hr\.|Familie|Dr\.|Prof\.|Professor(?:in)?|Pfarrer(?:in)?|Bürgermeister(?:in)?|Onkel|Tante)"
# From the surest to the least sure: of two places that overlap the first one counts.
RULES: tuple[tuple[Gives, "re.Pattern[str]"], ...] = (
    (Gives.MAIL, re.compile(r"[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\w-]{1,64}(?:\.[\w-]{1,63}){1,5}")),
    (Gives.LINK, re.compile(r"(?:https?://|www\.)\S{1,200}", re.IGNORECASE)),
    (Gives.ACCOUNT, re.compile(r"\b[A-Z]{2}\d{2}(?:[ ]?[0-9A-Z]{4}){3,7}(?:[ ]?[0-9A-Z]{1,3})?\b")),
    (Gives.DATE, re.compile(r"\b\d{1,2}\.\s?\d{1,2}\.\s?(?:19|20)?\d{2}\b")),
    (Gives.PHONE, re.compile(r"(?<![\d,.])(?:\+|00?)[1-9][\d\s()/.-]{5,18}\d")),
    (
        Gives.STREET,
        re.compile(
            r"\b[A-ZÄÖÜ][\wäöüß.-]{0,40}(?:[ ]?(?:[Ss]tra(?:ß|ss)e|[Ss]tr\.|[Ww]eg|[Aa]llee|[Gg]asse|[Pp]latz|[Dd]amm|[Cc]haussee|[Uu]fer|[Rr]ing))"
            r"\s{1,2}\d{1,4}\s?[a-z]?\b"
        ),
    ),
    (Gives.PLACE, re.compile(rf"\b\d{{5}}\s{CAPITAL}")),
    (Gives.NAME, re.compile(rf"\b{TITLES}\s(?:{TITLES}\s)?{CAPITAL}(?:\s{CAPITAL})?")),
    (Gives.NAME, re.compile(rf"\b(?:ich hei(?:ß|ss)e|mein Name ist|Ihre?|gez\.)\s{CAPITAL}(?:\s{CAPITAL})?")),
)  # fmt: skip
WORD = re.compile(r"\b" + CAPITAL)


def hints_in(text: str) -> list[Hint]:
    """Places that may give somebody away, in the order of the text."""
    found: list[Hint] = []
    for hint in (*_by_rule(text), *_first_names(text)):
        if all(hint.end <= other.start or hint.start >= other.end for other in found):
            found.append(hint)
    return sorted(found, key=lambda hint: hint.start)


def _by_rule(text: str) -> Iterator[Hint]:
    for gives, pattern in RULES:
        for match in pattern.finditer(text):
            yield Hint(match.start(), match.end(), match.group(), gives)


def _first_names(text: str) -> Iterator[Hint]:
    """A frequent first name, with the capitalised word behind it."""
    for match in WORD.finditer(text):
        if match.group().partition("-")[0] not in FIRST_NAMES:
            continue
        surname = re.compile(rf"\s{CAPITAL}").match(text, match.end())
        end = surname.end() if surname else match.end()
        yield Hint(match.start(), end, text[match.start() : end], Gives.NAME)
