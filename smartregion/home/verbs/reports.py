"""Reports, manuscripts and designs."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "add_chapter": _("Kapitel ergänzt"),
    "archive_manuscript": _("Manuskript ins Archiv gelegt"),
    "build_report": _("Bericht erstellt"),
    "cancel_build": _("Erstellung des Berichts abgebrochen"),
    "caption_exhibit": _("Abbildung beschriftet"),
    "change_manuscript": _("Manuskript geändert"),
    "copy_manuscript": _("Manuskript kopiert"),
    "create_manuscript": _("Manuskript angelegt"),
    "delete_design": _("Gestaltung gelöscht"),
    "hand_over": _("Bericht übergeben"),
    "include_chapter": _("Kapitel aufgenommen"),
    "leave_out_chapter": _("Kapitel weggelassen"),
    "move_chapter": _("Kapitel verschoben"),
    "move_exhibit": _("Abbildung verschoben"),
    "order_report": _("Bericht bestellt"),
    "refresh_exhibit": _("Abbildung erneuert"),
    "release_report": _("Bericht freigegeben"),
    "remove_chapter": _("Kapitel entfernt"),
    "remove_exhibit": _("Abbildung entfernt"),
    "restore_manuscript": _("Manuskript aus dem Archiv geholt"),
    "retry_report": _("Erstellung des Berichts erneut begonnen"),
    "save_design": _("Gestaltung gespeichert"),
    "take_exhibit": _("Abbildung übernommen"),
    "withdraw_report": _("Bericht zurückgezogen"),
    "write_chapter": _("Kapitel geschrieben"),
    "write_foreword": _("Vorwort geschrieben"),
}
