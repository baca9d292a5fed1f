"""Tables that several papers share."""

from datetime import datetime

from django.utils.translation import gettext as _

from smartregion.privacy.paper import Table
from smartregion.privacy.papers.facts import Facts
from smartregion.privacy.queries import kinds, rule_lines

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


def columns(*, at: datetime) -> Table:
    """Every table with personal data, and what is stored in it."""
    rows = [
        (line.name, str(line.rule.label), ", ".join(f.name for f in line.model._meta.concrete_fields))
        for line in rule_lines(at=at)
    ]  # fmt: skip
    return Table((_("Tabelle"), _("Daten"), _("Gespeicherte Felder")), tuple(rows))


def recipients(facts: Facts) -> Table:
    return Table((_("Dienst"), _("Rechner"), _("Welche Daten")), tuple(facts.recipients))
