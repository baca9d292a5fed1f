"""Language, time, figures."""

from django.utils.translation import gettext_lazy as _

from smartregion.settings.ground import BASE_DIR

LANGUAGE_CODE = "de"
LANGUAGES = [("de", _("Deutsch")), ("en", _("Englisch"))]
LOCALE_PATHS = [BASE_DIR / "smartregion" / "locale"]
USE_TZ = True
TIME_ZONE = "Europe/Berlin"
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = "smartregion.core.formats"
