"""How this installation is set up, as far as it says something about people's data; never a secret."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from smartregion.accounts.models import Role
from smartregion.core.tiles import tile_host
from smartregion.county.models import County

SMTP = "django.core.mail.backends.smtp.EmailBackend"


@dataclass(frozen=True)
class Facts:
    """Hosts are names without port, user or password; empty where a service is not used."""

    county: str
    contact: str
    # Empty as long as nobody has entered it.
    officer: str
    site: str
    is_encrypted: bool
    database: str
    database_host: str
    redis_host: str
    mail_host: str
    tile_host: str
    # Name and host of each service with whose accounts people may sign in.
    identity_providers: tuple[tuple[str, str], ...]
    proxies: int
    session_hours: int
    idle_hours: int
    second_factor_roles: tuple[str, ...]

    @property
    def officer_line(self) -> str:
        """How to reach the data protection officer, or that it has to be filled in."""
        if not self.officer:
            return _("Name der oder des Datenschutzbeauftragten: bitte ergänzen.")
        return _("Datenschutzbeauftragte oder Datenschutzbeauftragter: %(contact)s") % {
            "contact": self.officer
        }

    @property
    def recipients(self) -> list[tuple[str, str, str]]:
        """Services on other machines that get data: name, host, and which data."""
        found = [
            (_("Datenbankserver"), self.database_host, _("alle gespeicherten Daten")),
            (_("Redis (Warteschlange und Zwischenspeicher)"), self.redis_host, _("Nummern von Aufträgen, Zähler für Begrenzungen, fertige öffentliche Seiten")),
            (_("Mailserver"), self.mail_host, _("E-Mail-Adresse, Betreff und Wortlaut der E-Mails")),
            (_("Kartenserver"), self.tile_host, _("IP-Adresse und Browserkennung beim Öffnen einer Seite mit Karte")),
            *((_("Anmeldedienst: %(name)s") % {"name": name}, host, _("E-Mail-Adresse, Name und Kennung beim Anmelden")) for name, host in self.identity_providers),
        ]  # fmt: skip
        return [each for each in found if each[1]]


def facts() -> Facts:
    county = County.objects.first()
    labels = dict(Role.choices)
    return Facts(
        county=county.name if county else _("Landkreis"),
        contact=", ".join(filter(None, (county.contact_office, county.contact_email))) if county else "",
        officer=", ".join(county.data_protection_contact.splitlines()) if county else "",
        site=_host(settings.PUBLIC_URL),
        is_encrypted=settings.PUBLIC_URL.startswith("https://"),
        database="PostgreSQL" if connection.vendor == "postgresql" else "SQLite",
        database_host=str(settings.DATABASES["default"].get("HOST", "") or ""),
        redis_host=_host(settings.REDIS_URL),
        mail_host=str(settings.EMAIL_HOST) if settings.EMAIL_BACKEND == SMTP else "",
        tile_host=_host(tile_host()),
        identity_providers=tuple((one.name, _host(one.server)) for one in settings.IDENTITY_PROVIDERS),
        proxies=settings.ALLAUTH_TRUSTED_PROXY_COUNT,
        session_hours=settings.SESSION_COOKIE_AGE // 3600,
        idle_hours=settings.SESSION_IDLE_AGE // 3600,
        second_factor_roles=tuple(str(labels[role]) for role in sorted(settings.SECOND_FACTOR_ROLES)),
    )  # fmt: skip


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""
