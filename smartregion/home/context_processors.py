"""What the shell of every page shows: the county and the ways through the house."""

from dataclasses import dataclass, field

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from smartregion.county.models import County, LegalText


@dataclass(frozen=True)
class Entry:
    """One link of a menu; ``current`` is the value for ``aria-current``, empty elsewhere."""

    label: str
    url: str
    current: str = ""

    @property
    def is_current(self) -> bool:
        return bool(self.current)


@dataclass(frozen=True)
class Navigation:
    start_url: str
    login_url: str
    logout_url: str
    public: list[Entry]
    legal: list[Entry]
    staff: list[Entry] = field(default_factory=list)
    account: list[Entry] = field(default_factory=list)


def county(_request: HttpRequest) -> dict[str, object]:
    """The county, asked for only by templates that show it (fragments do not)."""
    return {"county": SimpleLazyObject(County.objects.first)}


def navigation(request: HttpRequest) -> dict[str, object]:
    return {"navigation": SimpleLazyObject(lambda: _navigation(request))}


def _navigation(request: HttpRequest) -> Navigation:
    return Navigation(
        start_url=_url("home:start"),
        login_url=_url("account_login"),
        logout_url=_url("account_logout"),
        public=_public(request),
        legal=_legal(request),
        staff=_staff(request),
        account=_account(request),
    )


def _public(request: HttpRequest) -> list[Entry]:
    return [
        _entry(request, _("Start"), "home:start"),
        _entry(request, _("Strategie"), "strategy:reading"),
        _entry(request, _("Umfragen"), "surveys:survey_list"),
        _entry(request, _("Foren"), "forums:forum_list"),
        _entry(request, _("Maßnahmen"), "measures:measure_list"),
        _entry(request, _("Berichte"), "reports:report_list"),
    ]


def _staff(request: HttpRequest) -> list[Entry]:
    entries = []
    if request.user.has_perm("accounts.use_desk"):
        entries.append(_entry(request, _("Arbeitsplatz"), "home:desk"))
    if request.user.has_perm("accounts.manage_people"):
        entries.append(_entry(request, _("Personen und Rollen"), "accounts:people"))
    return entries


def _account(request: HttpRequest) -> list[Entry]:
    if not request.user.is_authenticated:
        return []
    return [
        _entry(request, _("E-Mail-Adresse"), "account_email"),
        _entry(request, _("Passwort ändern"), "account_change_password"),
    ]


def _legal(request: HttpRequest) -> list[Entry]:
    return [_entry(request, kind.label, "county:legal_text", kind.value) for kind in LegalText.Kind]


def _entry(request: HttpRequest, label: object, name: str, *args: str) -> Entry:
    url = _url(name, *args)
    return Entry(str(label), url, _current(request, name, url))


def _current(request: HttpRequest, name: str, url: str) -> str:
    """ "page" for the very page, "true" for a page further inside the same room."""
    if request.path == url:
        return "page"
    here = request.resolver_match.namespace if request.resolver_match else ""
    room = name.partition(":")[0]
    shares_room = room in {"home", "county", "accounts"} or ":" not in name
    return "true" if here == room and not shares_room else ""


def _url(name: str, *args: str) -> str:
    # BUILD-UP ONLY: while rooms are missing their link says so on every page.
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return f"#FEHLT-{name}"
