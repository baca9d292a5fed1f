"""What the shell of every page shows: the county and the ways through the house."""

from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.db.models import Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from participation.consultations.queries import open_consultations
from smartregion.county.models import County, LegalText

# What people of the office may work on: words, address, permission to open it.
MANAGED = [
    (gettext_lazy("Strategie verwalten"), "strategy:manage", "strategy.manage"),
    (gettext_lazy("Umfragen verwalten"), "surveys:manage_list", "participation.list_surveys"),
    (
        gettext_lazy("Aufbewahrung und Zugriffe"),
        "surveys:retention",
        "participation.read_safeguards",
    ),
    (gettext_lazy("Foren verwalten"), "forums:manage_list", "participation.manage_forums"),
    (
        gettext_lazy("Veranstaltungen verwalten"),
        "events:manage_list",
        "participation.manage_events",
    ),
    (
        gettext_lazy("Beiträge beantworten"),
        "contributions:queue",
        "participation.open_queue",
    ),
    (gettext_lazy("Moderation"), "contributions:moderation", "participation.open_moderation"),
    (
        gettext_lazy("Beiträge mitnehmen"),
        "contributions:exports",
        "participation.export_contributions",
    ),
    (gettext_lazy("Meine Maßnahmen"), "measures:my_measures", "measures.follow_own"),
    (gettext_lazy("Evaluationszyklen"), "measures:cycle_list", "measures.manage_cycles"),
    (gettext_lazy("Profil des Landkreises"), "county:profile_edit", "county.change_profile"),
    (gettext_lazy("Städte und Gemeinden"), "county:municipality_list", "county.change_profile"),
    (gettext_lazy("Organisationen"), "county:organisation_list", "county.change_profile"),
    (gettext_lazy("Personen und Rollen"), "accounts:people", "accounts.manage_people"),
    (pgettext_lazy("audit trail", "Protokoll"), "home:trail", "home.read_trail"),
    (gettext_lazy("Datenschutz"), "privacy:retention", "privacy.view_retention"),
    (gettext_lazy("Postausgang"), "notices:outbox", "notices.watch_outbox"),
]


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
    desk: Entry | None = None
    manage: list[Entry] = field(default_factory=list)
    account: list[Entry] = field(default_factory=list)


def shell(request: HttpRequest) -> dict[str, object]:
    """The county and its ways, asked for only by templates that show them (fragments do not)."""
    county = SimpleLazyObject(_county)
    navigation = SimpleLazyObject(lambda: _navigation(request, county))
    return {"county": county, "navigation": navigation}


def _county() -> County | None:
    """The county, and with the same query the draft that is open for everybody's comments."""
    drafts = open_consultations(on=timezone.localdate())
    return County.objects.annotate(
        draft_slug=Subquery(drafts.values("strategy__slug")[:1]),
        draft_label=Subquery(drafts.values("label")[:1]),
    ).first()


def _navigation(request: HttpRequest, county: Any) -> Navigation:
    return Navigation(
        start_url=reverse("home:start"),
        login_url=reverse("account_login"),
        logout_url=reverse("account_logout"),
        public=_public(request, county),
        legal=_legal(request),
        desk=_desk(request),
        manage=_manage(request),
        account=_account(request),
    )


def _public(request: HttpRequest, county: Any) -> list[Entry]:
    return [
        _entry(request, _("Start"), "home:start"),
        _room(request, _("Strategie"), "strategy:reading"),
        *_draft(request, county),
        _room(request, _("Umfragen"), "surveys:survey_list"),
        _room(request, _("Foren"), "forums:forum_list"),
        _room(request, _("Veranstaltungen"), "events:event_list"),
        _room(request, _("Maßnahmen"), "measures:measure_list"),
        _room(request, _("Berichte"), "reports:report_list"),
    ]


def _draft(request: HttpRequest, county: Any) -> list[Entry]:
    """The way to the draft, as long as people may comment on it."""
    if not (county and county.draft_label):
        return []
    address = (county.draft_slug, county.draft_label)
    return [_room(request, _("Beteiligung am Entwurf"), "consultations:draft", *address)]


def _desk(request: HttpRequest) -> Entry | None:
    allowed = request.user.has_perm("accounts.use_desk")
    return _entry(request, _("Arbeitsplatz"), "home:desk") if allowed else None


def _manage(request: HttpRequest) -> list[Entry]:
    return [
        _entry(request, label, name)
        for label, name, permission in MANAGED
        if request.user.has_perm(permission)
    ]


def _account(request: HttpRequest) -> list[Entry]:
    if not request.user.is_authenticated:
        return []
    elsewhere = [_entry(request, _("Verknüpfte Konten"), "socialaccount_connections")]
    return [
        _entry(request, _("Benachrichtigungen"), "notices:notice_list"),
        _entry(request, _("Mein Profil"), "accounts:profile"),
        _entry(request, _("Meine Beiträge"), "contributions:mine"),
        _entry(request, _("E-Mail-Adresse"), "account_email"),
        _entry(request, _("Passwort ändern"), "account_change_password"),
        _entry(request, _("Zweiter Faktor"), "mfa_index"),
        _entry(request, _("Meine Daten"), "privacy:my_data"),
        *(elsewhere if settings.IDENTITY_PROVIDERS else []),
    ]


def _legal(request: HttpRequest) -> list[Entry]:
    return [_entry(request, kind.label, "county:legal_text", kind.value) for kind in LegalText.Kind]


def _entry(request: HttpRequest, label: object, name: str, *args: str) -> Entry:
    url = reverse(name, args=args)
    return Entry(str(label), url, "page" if request.path == url else "")


def _room(request: HttpRequest, label: str, name: str, *args: str) -> Entry:
    """A link that stays marked on every page further inside its room."""
    entry = _entry(request, label, name, *args)
    here = request.resolver_match.namespace if request.resolver_match else ""
    inside = here == name.partition(":")[0]
    return replace(entry, current="true") if inside and not entry.current else entry
