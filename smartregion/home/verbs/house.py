"""The county, its people, letters, and the trail itself."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LABELS = {
    "accept_invitation": _("Einladung angenommen"),
    "add_person": _("Person hinzugefügt"),
    "assign_organisation": _("Organisation einer Person geändert"),
    "change_county": _("Angaben zum Landkreis geändert"),
    "change_organisation": _("Organisation geändert"),
    "choose_frequency": _("Häufigkeit der Benachrichtigungen gewählt"),
    "close_account": _("Konto geschlossen"),
    "create_county": _("Landkreis angelegt"),
    "create_organisation": _("Organisation angelegt"),
    "delete_account_export": _("Auskunft über das eigene Konto gelöscht"),
    "download_account_export": _("Auskunft über das eigene Konto heruntergeladen"),
    "export_trail": _("Protokoll exportiert"),
    "grant_role": pgettext_lazy("audit trail", "Rolle vergeben"),
    "change_role_end": _("Ende einer Rolle geändert"),
    "import_boundaries": _("Grenzen importiert"),
    "import_municipalities": _("Gemeinden importiert"),
    "invite_again": _("Einladung erneut geschickt"),
    "invite_person": _("Zur Mitarbeit eingeladen"),
    "note_as_returned": _("E-Mail als zurückgekommen vermerkt"),
    "order_account_export": _("Auskunft über das eigene Konto bestellt"),
    "remove_second_factor": _("Zweiten Faktor entfernt"),
    "rename_person": _("Namen geändert"),
    "revoke_invitation": _("Einladung zurückgezogen"),
    "save_legal_text": _("Rechtstext gespeichert"),
    "send_again": _("E-Mail erneut versandt"),
    "take_back_role": _("Rolle zurückgenommen"),
}
