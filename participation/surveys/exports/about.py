"""The columns before the answers: what is known of a response itself."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# The names stay the same in every language.
ABOUT: tuple[tuple[str, str | Promise], ...] = (
    ("id", _("Zufällige Nummer der Antwort. Sie führt zu keiner Person.")),
    ("fassung", _("Fassung des Fragebogens")),
    ("sprache", _("Sprache, in der geantwortet wurde")),
    ("herkunft", _("Wie geantwortet wurde")),
    ("tag", _("Tag der Abgabe")),
    (
        "auffaellig",
        _("Warum die Antwort nicht von einer Person stammen könnte; leer: nichts bemerkt"),
    ),
)
NAMES = tuple(name for name, _text in ABOUT)
# The weight of each response, where one was chosen.
WEIGHT = "gewicht"
