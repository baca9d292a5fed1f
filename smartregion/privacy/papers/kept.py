"""Tables that several papers share."""

from datetime import datetime

from django.utils.translation import gettext as _

from smartregion.privacy.paper import Part, Table
from smartregion.privacy.papers.facts import Facts
from smartregion.privacy.queries import kinds, rule_lines
from smartregion.privacy.queries.rules import ruled_models
from smartregion.privacy.queries.titles import title_of

# The rotation is that of whoever runs the server; docs/operations.md asks for this much.
BACKUP_DAYS = 35


def periods(*, at: datetime) -> Table:
    """Each kind of data with whose it is, the ground, and for how long it is kept."""
    rows = [
        (
            str(kind.label),
            str(kind.rule.whose),
            str(kind.rule.ground),
            "; ".join(map(str, kind.periods)),
        )
        for kind in kinds(rule_lines(at=at))
    ]
    return Table((_("Daten"), _("Wessen"), _("Rechtsgrundlage"), _("Aufbewahrung")), tuple(rows))


def columns() -> Table:
    """Every table with personal data, and what is stored in it: in words, and what has none by its name."""
    rows = []
    for model, rule in ruled_models():
        titles = {column.name: title_of(column) for column in model._meta.concrete_fields}
        words = dict.fromkeys(filter(None, titles.values()))
        others = [name for name, title in titles.items() if not title]
        rows.append((model._meta.label, str(rule.label), "; ".join(words), ", ".join(others)))
    heads = (_("Tabelle"), _("Daten"), _("Gespeicherte Angaben"), _("Technische Felder"))
    return Table(heads, tuple(rows))


def recipients(title: str, facts: Facts, *said: str) -> Part:
    """Services on other machines that get data, or that there are none."""
    if not facts.recipients:
        none = _("Kein anderer Dienst: Alles geschieht auf einem Rechner des Landkreises.")
        return Part(title, (*said, none))
    heads = (_("Dienst"), _("Rechner"), _("Welche Daten"))
    return Part(title, said, Table(heads, tuple(facts.recipients)))
