"""The questionnaire as a PDF to print: tagged, and made once for everybody who asks for it."""

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import segno
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from participation.surveys.document.questionnaire import Questionnaire
from participation.surveys.models import Survey
from participation.surveys.paper.form import paper_pages
from participation.surveys.texts import EASY, language_of, say
from smartregion.core.errors import WrongState
from smartregion.core.links import public_url
from smartregion.core.pdf import EngineMissing, start_engine
from smartregion.core.pdf.finish import finish
from smartregion.core.storage import keep
from smartregion.county.logos import logo_as_data
from smartregion.county.models import County

FOLDER = "surveys/paper"
STYLES = "surveys/paper/form.css"


class PrintingImpossible(WrongState):
    """This server has no PDF engine; the message says what is missing."""


@dataclass(frozen=True)
class Form:
    """A questionnaire in one language, as it goes to the printer."""

    survey: Survey
    questionnaire: Questionnaire
    language: str
    # The number of the published version; 0 is the draft, and says so on every page.
    version: int

    @property
    def name(self) -> str:
        """The file for people; its name says what it is."""
        which = _("fassung-%d") % self.version if self.version else _("entwurf")
        return f"{self.survey.slug}-{which}-{self.language}.pdf"

    @property
    def address(self) -> str:
        """Where the same questions are answered online, in the language of the fixed words."""
        with override(language_of(self.language).surroundings):
            return public_url(reverse("surveys:intro", args=[self.survey.slug]))

    @property
    def html(self) -> str:
        """Everything that is printed; fixed words in the language of the questions if we speak it."""
        language = language_of(self.language)
        with override(language.surroundings):
            return render_to_string("surveys/paper/form.html", self._context())

    def _context(self) -> dict[str, object]:
        questionnaire, language = self.questionnaire, self.language
        county = County.objects.first()
        return {
            "form": self,
            "survey": self.survey,
            "county": county,
            "logo": logo_as_data(county),
            "language": language_of(language),
            "fixed": language_of(language).surroundings,
            "is_easy": language == EASY,
            "title": say(questionnaire.title, language),
            "intro": say(questionnaire.intro, language),
            "privacy": say(questionnaire.privacy, language),
            "closing": say(questionnaire.closing, language),
            "pages": paper_pages(questionnaire, language),
            "return_address": self.survey.return_address.strip().splitlines(),
            "has_required": any(each.is_required for each in questionnaire.questions),
            "qr": segno.make(self.address, error="m").svg_data_uri(scale=4, border=4),
        }


def print_form(form: Form) -> bytes:
    """The PDF. It is made once for each text: what is printed differently is another file."""
    html = form.html
    folder = Path(default_storage.path(f"{FOLDER}/{form.survey.pk}"))
    digest = hashlib.sha256(html.encode()).hexdigest()
    prefix = f"{form.version}-{form.language}-"
    file = folder / f"{prefix}{digest}.pdf"
    with _alone(folder):
        if not file.exists():
            data = _made(html)
            # What was printed before a date or an address changed is wrong by now.
            for old in folder.glob(f"{prefix}{'?' * len(digest)}.pdf"):
                old.unlink()
            keep(f"{FOLDER}/{form.survey.pk}/{file.name}", data)
        return file.read_bytes()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One at a time on this machine: who comes second finds the file of the first."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _made(html: str) -> bytes:
    try:
        engine = start_engine(STYLES)
    except EngineMissing as error:
        raise PrintingImpossible(str(error)) from error
    data, _pages = engine.write(html, variant="pdf/ua-1")
    return finish(data)
