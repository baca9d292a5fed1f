"""Annex "Daten und Methode": what everything rests on, what is missing, who wrote what, how to read it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartregion.reports.rendering.authorship import authorship
from smartregion.reports.rendering.chapters.registry import (
    CHAPTERS,
    Content,
    Heading,
    Made,
    chapter,
)
from smartregion.reports.rendering.gaps import gaps
from smartregion.reports.rendering.sources import sources


@chapter("method", gettext_lazy("Daten und Methode"))
def method(content: Content) -> Made:
    headings = [
        Heading(_("Datengrundlage"), "sources"),
        Heading(_("Fehlende Angaben"), "gaps"),
        Heading(_("Wer was geschrieben hat"), "authorship"),
        Heading(_("Methode und Lesehilfe"), "reading"),
    ]
    titles = {key: str(kind.title) for key, kind in CHAPTERS.items()}
    context = {
        "sources": sources(content),
        "gaps": gaps(content),
        "authorship": authorship(content, titles),
    }
    return Made(headings, context)
