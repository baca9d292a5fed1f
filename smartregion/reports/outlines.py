"""What belongs into each kind of report, in which order, and what has to be chosen for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from smartregion.reports.models import Kind


@dataclass(frozen=True)
class Outline:
    """Chapters and annexes by their keys (rendering/chapters); subjects by the names of ``Brief``."""

    kind: str
    # One sentence for who chooses a kind.
    purpose: str | Promise
    needs: Sequence[str]
    chapters: Sequence[str]
    annexes: Sequence[str] = ()
    # Subjects that may be chosen, too.
    takes: Sequence[str] = ()
    # Chapters that are left out unless somebody wants them.
    left_out: Sequence[str] = ()
    # A publication has a cover, contents and lists of figures; a sheet has none of them.
    is_publication: bool = True
    # Pages it must not exceed, without annexes; None where there is no limit.
    most_pages: int | None = None

    @property
    def keys(self) -> list[str]:
        return [*self.chapters, *self.annexes]


OUTLINES = {
    outline.kind: outline
    for outline in (
        Outline(
            Kind.FINAL,
            _("Das Gesamtwerk zur Übergabe: von der Bestandsanalyse bis zum Ausblick, mit Anhängen."),
            needs=("version",),
            takes=("cycle", "earlier_cycle", "surveys", "forums"),
            chapters=(
                "summary", "occasion", "situation", "vision", "participation", "fields", "measures",
                "roadmap", "resources", "organisation", "monitoring", "outlook",
            ),
            annexes=(
                "profiles", "considerations", "questionnaires", "minutes", "indicators",
                "resolutions", "glossary", "method",
            ),
        ),
        Outline(
            Kind.CYCLE,
            _("Was ein Evaluationszyklus ergeben hat, auf höchstens zwölf Seiten mit Anhang."),
            needs=("cycle",),
            takes=("earlier_cycle",),
            chapters=(
                "cycle_summary", "cycle_changes", "cycle_decisions", "cycle_milestones",
                "cycle_indicators", "cycle_money", "cycle_fields", "cycle_missing",
                "cycle_corrections",
            ),
            annexes=("cycle_register", "changed_profiles", "method"),
            most_pages=12,
        ),
        Outline(
            Kind.SURVEY,
            _("Ergebnisse einer oder mehrerer Umfragen, mit Fragebogen und Methode."),
            needs=("surveys",),
            chapters=("survey_summary", "survey_results"),
            annexes=("questionnaires", "method"),
        ),
        Outline(
            Kind.FORUM,
            _("Was in Foren gesagt wurde und was daraus wurde, Impuls für Impuls."),
            needs=("forums",),
            chapters=("forum_summary", "forum_topics"),
            annexes=("minutes", "method"),
        ),
        Outline(
            Kind.PROFILE,
            _("Eine Maßnahme auf genau einer Seite."),
            needs=("measure",),
            takes=("cycle",),
            chapters=("profile",),
            is_publication=False,
            most_pages=1,
        ),
        Outline(
            Kind.CATALOGUE,
            _("Alle öffentlichen Maßnahmen, jede auf einer Seite."),
            needs=("version",),
            takes=("cycle",),
            chapters=("catalogue",),
            annexes=("method",),
        ),
        Outline(
            Kind.COUNCIL,
            _("Zwei Seiten für den Kreistag: Stand, Änderungen, nötige Entscheidungen."),
            needs=("cycle",),
            takes=("earlier_cycle",),
            chapters=("council",),
            is_publication=False,
            most_pages=2,
        ),
        Outline(
            Kind.SYNOPSIS,
            _("Zwei Fassungen der Strategie nebeneinander, Wort für Wort."),
            needs=("version", "earlier_version"),
            chapters=("synopsis",),
            annexes=("method",),
        ),
    )
}  # fmt: skip
