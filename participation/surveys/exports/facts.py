"""What a file has to say about itself: of which survey, chosen how, at which state of the data."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from participation.surveys.exports.selection import Selection
from participation.surveys.texts import say


@dataclass(frozen=True)
class Facts:
    """Everything a stranger needs to know who finds the file in a folder."""

    slug: str
    title: str
    versions: tuple[int, ...]
    filter_words: tuple[str, ...]
    weighting: str
    n: int
    # All responses of the survey, whether the filter lets them through or not.
    total: int
    state: str
    made_on: date
    language: str

    @property
    def is_filtered(self) -> bool:
        return bool(self.filter_words)

    @property
    def chosen(self) -> str:
        return "; ".join(self.filter_words) or _("alle Antworten")

    def lines(self) -> list[tuple[str, str | int | date]]:
        """As a small table: what, and which value."""
        return [
            (_("Umfrage"), self.title),
            (_("Kürzel"), self.slug),
            (_("Fassungen"), ", ".join(map(str, self.versions))),
            (_("Auswahl"), self.chosen),
            (_("Antworten in dieser Datei"), self.n),
            (_("Antworten insgesamt"), self.total),
            (_("Gewichtung"), self.weighting or _("keine")),
            (_("Stand der Daten"), self.state),
            (_("Erstellt am"), self.made_on),
        ]

    def in_short(self) -> str:
        """Number, state and whether it is a part, for a file that has room for a label only."""
        part = _(", gefiltert") if self.is_filtered else ""
        return f"; n={self.n}, {self.state}{part}"


def facts_of(selection: Selection, *, language: str, on: date) -> Facts:
    """What there is to say about this selection."""
    survey, table = selection.survey, selection.table
    asked = {number for each in table.asked.values() for number in each.versions}
    weights = selection.weights
    return Facts(
        slug=survey.slug,
        title=say(survey.title, language),
        versions=selection.chosen.versions or tuple(sorted(asked)),
        filter_words=tuple(selection.chosen.words(table, language)),
        weighting=f"{weights.title} ({weights.code})" if weights else "",
        n=selection.n,
        total=table.n,
        state=str(table.state),
        made_on=on,
        language=language,
    )
