"""Letters with a code for each address: one PDF, made in memory and handed out at once.

The text is laid out once (core/pdf/series.py); address, code and QR code are printed over it for each
letter. Measures are those of DIN 5008, form B, for envelopes with a window.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import segno
from django.core.exceptions import ValidationError
from django.template.defaultfilters import date as written_date
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from participation.surveys.letters.addresses import Address
from participation.surveys.models import Survey
from participation.surveys.texts import EASY, MAIN_LANGUAGE, say
from smartregion.core.errors import WrongState
from smartregion.core.links import public_url
from smartregion.core.pdf import EngineMissing, start_engine
from smartregion.core.pdf.series import STRONG, Code, Line, PagesDiffer, Sheet, write_series
from smartregion.county.logos import logo_as_data
from smartregion.county.models import County

STYLES = "surveys/letters/letter.css"
# Only for looking at a letter before codes are made; no such code is ever handed out.
SAMPLE_CODE = "XXXX-XXXX-XXXXX"
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
# Millimetres: the address behind the window, the QR code and the code beside it.
WINDOW_LEFT, WINDOW_TOP, WINDOW_WIDTH, LINE = 25.0, 66.6, 78.0, 5.0
QR_LEFT, QR_TOP, QR_SIDE = 28.0, 212.0, 34.0
CODE_LEFT, CODE_TOP, CODE_WIDTH = 68.0, 227.5, 115.0


@dataclass(frozen=True)
class Letter:
    """What all letters of a survey have in common, as the office has written it."""

    survey: Survey
    subject: str
    text: str
    # On a second page, where the survey is offered in Leichte Sprache.
    easy_text: str
    on: date

    @property
    def address(self) -> str:
        return public_url(reverse("surveys:intro", args=[self.survey.slug]))

    @property
    def texts(self) -> list[tuple[str, str]]:
        """The language and the text of each page."""
        second = [(EASY, self.easy_text)] if self.easy_text else []
        return [(MAIN_LANGUAGE, self.text), *second]


def placeholders(survey: Survey, language: str = MAIN_LANGUAGE) -> Mapping[str, str]:
    """What may stand in braces, with what it becomes. Nothing differs from letter to letter."""
    county = County.objects.first()
    with override(MAIN_LANGUAGE):
        return {
            "umfrage": say(survey.title, language),
            "ende": written_date(survey.closes_at, "j. F Y"),
            "minuten": str(survey.minutes),
            "landkreis": county.name if county else "",
            "stelle": county.contact_office if county else "",
        }


def refuse_unknown_placeholders(text: str, survey: Survey) -> None:
    """Raise ``ValidationError`` for the first one that would be printed as it is."""
    known = placeholders(survey)
    for name in PLACEHOLDER.findall(text):
        if name not in known:
            message = _("Den Platzhalter {%(name)s} gibt es nicht. Möglich sind: %(known)s.")
            names = ", ".join(f"{{{each}}}" for each in known)
            raise ValidationError(message % {"name": name, "known": names}, code="placeholder")


def filled_in(text: str, survey: Survey, language: str = MAIN_LANGUAGE) -> str:
    """The text with its placeholders replaced."""
    known = placeholders(survey, language)
    return PLACEHOLDER.sub(lambda found: known[found[1]], text)


def print_letters(letter: Letter, addresses: Sequence[Address], codes: Sequence[str]) -> bytes:
    """One letter for each address with the code at its place; refuses a text that takes too much room."""
    try:
        engine = start_engine(STYLES)
        return write_series(engine, _html(letter), _copies(letter, addresses, codes))
    except EngineMissing as missing:
        raise WrongState(str(missing)) from missing
    except PagesDiffer as differing:
        message = _("Der Text ist zu lang: Jeder Brief soll auf eine Seite passen.")
        raise ValidationError({"text": ValidationError(message, code="too_long")}) from differing


def _html(letter: Letter) -> str:
    survey, county = letter.survey, County.objects.first()
    pages = [
        {
            "is_easy": language == EASY,
            "paragraphs": filled_in(text, survey, language).split("\n\n"),
        }
        for language, text in letter.texts
    ]
    context = {
        "pages": pages,
        "subject": filled_in(letter.subject, survey),
        "county": county,
        "logo": logo_as_data(county),
        "on": letter.on,
        "address": _to_type(letter.address),
        "opt_out": _to_type(public_url(reverse("surveys:no_reminder", args=[survey.slug]))),
    }
    # Letters of a German authority are in German, whatever language the office works in.
    with override(MAIN_LANGUAGE):
        return render_to_string("surveys/letters/letter.html", context)


def _to_type(address: str) -> str:
    """An address as people type it by hand: short."""
    return address.split("://", 1)[1]


# -- what is different in each letter ----------------------------------------------------------
def _copies(
    letter: Letter, addresses: Sequence[Address], codes: Sequence[str]
) -> list[list[Sheet]]:
    first = segno.make_qr(f"{letter.address}#{codes[0]}", error="m")
    copies: list[list[Sheet]] = []
    for address, code in zip(addresses, codes, strict=True):
        # All have the same length, so what suits the first suits all; choosing takes six times as long.
        qr = segno.make_qr(
            f"{letter.address}#{code}", error="m", version=first.version, mask=first.mask
        )
        code_box: Sheet = [
            Code([bytes(row) for row in qr.matrix], QR_LEFT, QR_TOP, QR_SIDE),
            Line(code, CODE_LEFT, CODE_TOP, 22, CODE_WIDTH, STRONG),
        ]
        window = [
            Line(text, WINDOW_LEFT, WINDOW_TOP + number * LINE, 11, WINDOW_WIDTH)
            for number, text in enumerate(address.lines)
        ]
        copies.append([[*window, *code_box], *([code_box] if letter.easy_text else [])])
    return copies
