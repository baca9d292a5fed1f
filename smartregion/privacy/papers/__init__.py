"""The papers of data protection, made from the rules beside the models and from the real settings."""

from collections.abc import Callable
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from smartregion.privacy.paper import Paper
from smartregion.privacy.papers.facts import facts
from smartregion.privacy.papers.measures import measures_paper
from smartregion.privacy.papers.notice import notice_paper
from smartregion.privacy.papers.processing import processing_paper
from smartregion.privacy.papers.processors import processors_paper
from smartregion.privacy.papers.threshold import threshold_paper


class PaperKind(models.TextChoices):
    """Each under the word that stands in its address."""

    PROCESSING = "verarbeitungen", _("Verzeichnis der Verarbeitungstätigkeiten (Art. 30 DSGVO)")
    NOTICE = "datenschutzerklaerung", _("Entwurf der Datenschutzerklärung (Art. 13 DSGVO)")
    MEASURES = "massnahmen", _("Technische und organisatorische Maßnahmen (Art. 32 DSGVO)")
    THRESHOLD = "schwellwert", _("Schwellwertanalyse zur Folgenabschätzung (Art. 35 DSGVO)")
    PROCESSORS = "auftragsverarbeitung", _("Prüfliste zur Auftragsverarbeitung (Art. 28 DSGVO)")


_MAKERS: dict[str, Callable[..., Paper]] = {
    PaperKind.PROCESSING: processing_paper,
    PaperKind.NOTICE: notice_paper,
    PaperKind.MEASURES: measures_paper,
    PaperKind.THRESHOLD: threshold_paper,
    PaperKind.PROCESSORS: processors_paper,
}


def paper_of(kind: PaperKind, *, at: datetime) -> Paper:
    """The paper as it is true at this moment, in the language of the page."""
    return _MAKERS[kind](kind.label, facts(), at=at)


__all__ = ["PaperKind", "paper_of"]
