"""Material as a table: what lies beside a topic and what lies beside an event read alike."""

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from participation.contributions.exports.tables import Column, Table


def materials_table(
    name: str, title: Promise, model: type[Model], *, beside: Column, reached_by: tuple[str, ...]
) -> Table:
    """The materials of one kind of place, whose column is ``beside``."""
    return Table(
        name=name,
        title=title,
        model=model,
        reached_by=reached_by,
        order_by=(beside.field, "position", "pk"),
        columns=(
            Column("material", "id", _("Kennung")),
            beside,
            Column("titel", "title", _("Titel")),
            Column("link", "link", _("Adresse, falls es ein Link ist")),
            Column("dateiname", "file_name", _("Wie die Datei hieß, als sie kam")),
            Column("art", "content_type", _("Art der Datei")),
            Column("groesse", "size", _("Größe in Byte")),
            Column("reihenfolge", "position", _("Stelle in der Liste")),
        ),
        left_out={"file": "the file itself; its name on the disk says nothing"},
    )
