"""What a letter says until the office writes something else; German only, like the letters."""

from django.utils.translation import gettext_lazy as _

INVITATION = {
    "subject": _("Ihre Meinung ist gefragt: {umfrage}"),
    "text": _(
        "Guten Tag,\n\n"
        "wir laden Sie ein, an der Umfrage „{umfrage}“ teilzunehmen. Was Sie antworten, hilft uns zu "
        "entscheiden, was im {landkreis} zuerst angepackt wird.\n\n"
        "Das Ausfüllen dauert etwa {minuten} Minuten und ist bis zum {ende} möglich, am Telefon, am "
        "Tablet oder am Computer. Die Teilnahme ist freiwillig.\n\n"
        "Mit freundlichen Grüßen\n"
        "{stelle}"
    ),
    "easy_text": _(
        "Guten Tag,\n\n"
        "wir machen eine Umfrage.\n"
        "Die Umfrage heißt: {umfrage}.\n"
        "Wir möchten wissen: Was ist Ihnen wichtig?\n\n"
        "Sie können mitmachen.\n"
        "Sie müssen aber nicht.\n"
        "Das Mitmachen dauert ungefähr {minuten} Minuten.\n"
        "Sie haben Zeit bis zum {ende}."
    ),
}
REMINDER = {
    "subject": _("Erinnerung: {umfrage}"),
    "text": _(
        "Guten Tag,\n\n"
        "vor einiger Zeit haben wir Sie zur Umfrage „{umfrage}“ eingeladen. Ihr Zugangscode ist noch "
        "nicht benutzt worden. Deshalb möchten wir Sie daran erinnern: Bis zum {ende} können Sie noch "
        "antworten. Das dauert etwa {minuten} Minuten.\n\n"
        "Wenn Sie nicht teilnehmen möchten, müssen Sie nichts tun. Haben sich dieser Brief und Ihre "
        "Antwort überschnitten, danken wir Ihnen herzlich.\n\n"
        "Mit freundlichen Grüßen\n"
        "{stelle}"
    ),
    "easy_text": _(
        "Guten Tag,\n\n"
        "wir haben Ihnen schon einmal geschrieben.\n"
        "Wir machen eine Umfrage.\n"
        "Die Umfrage heißt: {umfrage}.\n\n"
        "Sie können noch bis zum {ende} mitmachen.\n"
        "Sie müssen aber nicht.\n"
        "Das Mitmachen dauert ungefähr {minuten} Minuten."
    ),
}
