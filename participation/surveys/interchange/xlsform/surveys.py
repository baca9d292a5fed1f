"""What a form says about itself as a whole: title, words before and after, quotas."""

import re

from django.utils.translation import gettext as _

from participation.surveys.document.questionnaire import QPage, QQuota, Questionnaire
from participation.surveys.interchange.xlsform.conditions import Meaning, Unsupported
from participation.surveys.interchange.xlsform.own import QUOTAS, RICH, own
from participation.surveys.interchange.xlsform.sheets import Book, Line
from participation.surveys.interchange.xlsform.shop import Shop
from smartregion.core.richtext import clean

UNFIT = re.compile(r"[^a-z0-9_-]+")
LONGEST_SLUG = 80
# What other programs set for a whole form and nothing here corresponds to is named in the report.
READ = (
    "form_title", "form_id", "default_language", "allow_choice_duplicates", own("format"),
    own("title"), own("minutes"),
)  # fmt: skip
USUAL_MINUTES = 10


def survey_of(book: Book, shop: Shop, pages: tuple[QPage, ...]) -> Questionnaire:
    """The questionnaire with these pages."""
    texts = {part: _rich(book, shop, part) for part in RICH}
    _tell_settings(book, shop)
    return Questionnaire(
        slug=_slug(book),
        title=_title(book, shop),
        intro=texts["intro"],
        privacy=texts["privacy"],
        closing=texts["closing"],
        languages=shop.voices.languages,
        minutes=_minutes(book),
        pages=pages,
        quotas=tuple(_quotas(book, shop)),
    )


def _slug(book: Book) -> str:
    wanted = book.setting("form_id") or book.setting("form_title")
    return UNFIT.sub("-", wanted.lower()).strip("-")[:LONGEST_SLUG] or "umfrage"


def _title(book: Book, shop: Shop) -> dict[str, str]:
    own_title = next((line.said(own("title")) for line in book.settings.lines), {})
    if own_title:
        return shop.voices.plain(own_title, "settings")
    title = book.setting("form_title") or book.setting("form_id") or _("Umfrage ohne Titel")
    return dict.fromkeys(shop.voices.languages, title)


def _minutes(book: Book) -> int:
    written = book.setting(own("minutes"))
    return min(max(int(written), 1), 120) if written.isdecimal() else USUAL_MINUTES


def _rich(book: Book, shop: Shop, part: str) -> dict[str, str]:
    """A formatted text; long ones are spread over several rows."""
    found: dict[str, str] = {}
    for line in book.survey.lines:
        if line.get(own("type")) == part:
            for language, text in shop.voices.rich(line.said("label")).items():
                found[language] = found.get(language, "") + text
    return {language: clean(text) for language, text in found.items()}


def _tell_settings(book: Book, shop: Shop) -> None:
    for line in book.settings.lines[:1]:
        for name, value in line.cells.items():
            if name not in READ:
                why = _("Diese Einstellung gibt es hier nicht.")
                shop.report.note(_("Blatt settings"), name, why, source=value)


# -- quotas ----------------------------------------------------------------------------------------
def _quotas(book: Book, shop: Shop) -> list[QQuota]:
    found = (_quota(line, shop) for line in book.quotas.lines)
    return [quota for quota in found if quota]


def _quota(line: Line, shop: Shop) -> QQuota | None:
    place, source = f"{QUOTAS}, {line.number}", line.get("condition")
    try:
        condition = Meaning(shop.known).condition(source)
    except Unsupported as reason:
        why = _("%s Die Quote kommt nicht mit.") % reason
        shop.report.note(place, _("Quote"), why, source=source, is_serious=True)
        return None
    if isinstance(condition, bool) or not line.get("limit").isdecimal():
        why = _("Es fehlt, wer dazugehört, oder wie viele genug sind. Die Quote kommt nicht mit.")
        shop.report.note(place, _("Quote"), why, source=source, is_serious=True)
        return None
    return QQuota(
        code=line.get("code"),
        title=line.get("quota"),
        condition=condition,
        limit=int(line.get("limit")),
        text=shop.voices.plain(line.said(own("text")), place),
    )
