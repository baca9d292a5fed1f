"""What people said, wherever they said it: the unit of the thread."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Max, Q
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from smartregion.accounts.models import Role, ScopeKind
from smartregion.accounts.scoping import keys_as
from smartregion.core.retention import CITIZENS, NOT_THEIRS, PUBLIC_TASK, Retention, goes, nameless
from smartregion.core.states import Moving
from smartregion.county.models import Municipality
from smartregion.notices.models import Recipient
from strategy.models import Element

# Half a year to object (as in Article 20 of the Digital Services Act), and so long the words stay.
OBJECTION_TIME = timedelta(days=183)


def words_gone(along: str = "") -> Q:
    """Steps of moderation after which there is no text any more that could be shown again.

    ``along`` is the way to the steps, such as "moderations__".
    """
    return Q((f"{along}reason", "taken_back")) | Q((f"{along}step", "erased"))


def _lies_within(user: Any, *roles: Role) -> Q | None:
    """What lies in the fields and municipalities for which these roles are held; None: in no part."""
    fields, towns = (
        keys_as(user, kind, *roles) for kind in (ScopeKind.FIELD, ScopeKind.MUNICIPALITY)
    )
    if not fields and not towns:
        return None
    named = Contribution.elements.through.objects.filter(
        Q(element__in=fields) | Q(element__successor__in=fields)
    )
    return Q(municipality__in=towns) | Q(pk__in=named.values("contribution"))


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def visible_to(self, user: Any) -> "ContributionQuerySet":
        """Everybody sees what is not hidden; moderation sees all."""
        if user.has_perm("participation.moderate"):
            return self
        own = _lies_within(user, Role.MODERATOR)
        return self.filter(Q(is_hidden=False) | own if own else Q(is_hidden=False))

    def within(self, user: Any, *roles: Role) -> "ContributionQuerySet":
        """What a person may work on in one of these roles: everything, or what lies in their part."""
        if not user.current_roles.isdisjoint(roles):
            return self
        own = _lies_within(user, *roles)
        return self.filter(own) if own else self.none()

    def expired(self, at: datetime) -> "ContributionQuerySet":
        """Hidden since long, with words still there and nobody waiting for a decision about them."""
        hidden = self.filter(is_hidden=True, is_held=False)
        with_words = hidden.exclude(words_gone("moderations__"))
        settled = with_words.exclude(moderations__objection__state="open")
        found = settled.annotate(last_step=Max("moderations__at"))
        return found.filter(last_step__lt=at - OBJECTION_TIME).order_by("pk")

    def unanswered(self) -> "ContributionQuerySet":
        return self.filter(state__in=Contribution.OPEN)


# What whoever wrote a contribution is told about it, with an account or as a guest.
TOLD = (
    "author_name",
    "text",
    "channel",
    "written_at",
    "edited_at",
    "state",
    "is_hidden",
    "municipality",
    "latitude",
    "longitude",
)
# Names that the house gives where there is none; kept in German, and shown in the language of the page.
GIVEN_NAMES = {
    "Ehemaliges Konto": _("Ehemaliges Konto"),
    "Aus einer Umfrage": _("Aus einer Umfrage"),
}


class Contribution(Moving):
    """One thing one person or one event said: a post, a reply, a released survey answer, a letter."""

    retention = Retention(
        label=_("Beiträge"),
        whose=CITIZENS,
        ground=PUBLIC_TASK,
        period=_(
            "Bleiben als Teil des Verfahrens; ausgeblendete verlieren ihren Wortlaut 183 Tage nach dem letzten Schritt"
        ),
        due=lambda rows, at: rows.expired(at),
        removed_by="moderation",
        since="written_at",
        links={
            "author": nameless(*TOLD, is_theirs=True),
            "guest": goes(*TOLD),
            "reply_to": NOT_THEIRS,
        },
    )

    class Channel(models.TextChoices):
        FORUM = "forum", _("Forum")
        COMMENT = "comment", _("Kommentar zum Entwurf")
        SURVEY = "survey", _("Umfrage")
        EVENT = "event", _("Veranstaltung")
        LETTER = "letter", _("Brief")
        PHONE = "phone", _("Telefon")

    class State(models.TextChoices):
        NEW = "new", _("neu")
        READ = "read", _("gelesen")
        IN_REVIEW = "in_review", _("in Prüfung")
        TAKEN_UP = "taken_up", _("aufgegriffen")
        NOT_TAKEN_UP = "not_taken_up", _("nicht aufgegriffen")
        NOT_COMPETENT = "not_competent", _("außerhalb der Zuständigkeit")

    OPEN = (State.NEW, State.READ, State.IN_REVIEW)
    FINAL = (State.TAKEN_UP, State.NOT_TAKEN_UP, State.NOT_COMPETENT)

    # An answer may be corrected, always by a further step: nothing ever becomes new again.
    TRANSITIONS = {
        State.NEW: {State.READ, State.IN_REVIEW, *FINAL},
        State.READ: {State.IN_REVIEW, *FINAL},
        State.IN_REVIEW: {*FINAL},
        State.TAKEN_UP: {State.IN_REVIEW, State.NOT_TAKEN_UP, State.NOT_COMPETENT},
        State.NOT_TAKEN_UP: {State.IN_REVIEW, State.TAKEN_UP, State.NOT_COMPETENT},
        State.NOT_COMPETENT: {State.IN_REVIEW, State.TAKEN_UP, State.NOT_TAKEN_UP},
    }

    MAX_LENGTH = 4000

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    channel = models.CharField(max_length=8, choices=Channel)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # The name shown in public, kept with the text because an account may be renamed or removed.
    author_name = models.CharField(max_length=80)
    municipality = models.ForeignKey(
        Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reply_to = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replies"
    )
    elements = models.ManyToManyField(Element, blank=True, related_name="+")
    text = models.TextField(_("Beitrag"))
    state = models.CharField(max_length=14, choices=State, default=State.NEW)
    # Out of the public eye: hidden by moderation, or held until moderation has looked at it.
    is_hidden = models.BooleanField(default=False)
    is_held = models.BooleanField(default=False)
    # A guest who confirmed this address, as long as there is something to tell them.
    guest = models.ForeignKey(
        Recipient, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # With their code everybody who wrote finds their text again; only its hash is stored.
    receipt_hash = models.CharField(max_length=64, null=True, blank=True, unique=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    # How many agree; counted along by the action that stores who does.
    supports = models.PositiveIntegerField(default=0)
    # Where it is about, in degrees (WGS 84), if a topic asks for it.
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    written_at = models.DateTimeField()
    is_example = models.BooleanField(default=False)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        ordering = ["-written_at", "pk"]
        indexes = [models.Index(fields=["state", "written_at"])]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="contribution_says_something"),
            models.CheckConstraint(
                condition=Q(is_held=False) | Q(is_hidden=True), name="contribution_held_is_hidden"
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    latitude__gte=-90,
                    latitude__lte=90,
                    longitude__gte=-180,
                    longitude__lte=180,
                ),
                name="contribution_point_on_earth",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=(
                        "new",
                        "read",
                        "in_review",
                        "taken_up",
                        "not_taken_up",
                        "not_competent",
                    )
                ),
                name="contribution_state_known",
            ),
        ]

    def __str__(self) -> str:
        # Without the words: this label goes into the audit trail, which never keeps what people said.
        return f"{self.get_channel_display()} {str(self.pk)[:8]}"

    def get_absolute_url(self) -> str:
        return reverse("contributions:detail", args=[self.pk])

    @property
    def shown_name(self) -> str:
        """Who said it, as pages show it; files and everything frozen keep ``author_name``."""
        return str(GIVEN_NAMES.get(self.author_name, self.author_name))

    @property
    def excerpt(self) -> str:
        """The first words, for lists and links."""
        return Truncator(self.text).chars(120)

    @property
    def is_answered(self) -> bool:
        return self.state in self.FINAL
