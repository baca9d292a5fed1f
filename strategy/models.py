"""The strategy: elements with a lasting identity, and their wording in each version."""

import uuid
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from smartregion.core.models import Snapshot
from smartregion.core.richtext import clean


class Strategy(models.Model):
    """A digitalisation strategy of the county, over the years and through its versions."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(_("Titel"), max_length=200)
    period_start = models.PositiveSmallIntegerField(_("Laufzeit von"))
    period_end = models.PositiveSmallIntegerField(_("Laufzeit bis"))
    # {"en": {"title": "…"}}; German is the language of the fields themselves.
    translations = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")), name="strategy_period_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def title_in(self, language: str) -> str:
        return str(self.translations.get(language, {}).get("title") or self.title)


class Resolution(models.Model):
    """A decision of a body of the county about a version or a measure."""

    class Result(models.TextChoices):
        ADOPTED = "adopted", _("beschlossen")
        ADOPTED_WITH_CHANGES = "adopted_with_changes", _("mit Änderungen beschlossen")
        REFERRED_BACK = "referred_back", _("zurückverwiesen")
        NOTED = "noted", _("zur Kenntnis genommen")

    # Only these two put a version into force.
    ADOPTING = (Result.ADOPTED, Result.ADOPTED_WITH_CHANGES)

    body = models.CharField(_("Gremium"), max_length=120)
    decided_on = models.DateField(_("Datum"))
    paper_number = models.CharField(_("Vorlagennummer"), max_length=60)
    result = models.CharField(_("Ergebnis"), max_length=20, choices=Result)
    link = models.URLField(_("Link"), blank=True)

    def __str__(self) -> str:
        return f"{self.body}, {self.decided_on:%d.%m.%Y}, {self.paper_number}"


class StrategyVersionQuerySet(models.QuerySet["StrategyVersion"]):
    def public(self) -> "StrategyVersionQuerySet":
        """Versions that everybody may read: all that have left the draft."""
        return self.exclude(
            state__in=(StrategyVersion.State.DRAFT, StrategyVersion.State.WITHDRAWN)
        )

    def adopted(self) -> "StrategyVersionQuerySet":
        return self.filter(state=StrategyVersion.State.ADOPTED)

    def visible_to(self, user: Any) -> "StrategyVersionQuerySet":
        return self if user.has_perm("strategy.view_drafts") else self.public()


class StrategyVersion(models.Model):
    """One wording of the whole strategy. Once adopted it never changes."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Entwurf")
        CONSULTATION = "consultation", _("in Beteiligung")
        REWORKING = "reworking", _("in Einarbeitung")
        SUBMITTED = "submitted", _("im Gremienlauf")
        ADOPTED = "adopted", _("beschlossen")
        SUPERSEDED = "superseded", _("abgelöst")
        WITHDRAWN = "withdrawn", _("zurückgezogen")

    # What may follow what; the guards of each step stand in actions.py.
    TRANSITIONS = {
        State.DRAFT: {State.CONSULTATION, State.WITHDRAWN},
        State.CONSULTATION: {State.REWORKING, State.WITHDRAWN},
        State.REWORKING: {State.CONSULTATION, State.SUBMITTED, State.WITHDRAWN},
        State.SUBMITTED: {State.ADOPTED, State.REWORKING, State.WITHDRAWN},
        State.ADOPTED: {State.SUPERSEDED},
        State.SUPERSEDED: set(),
        State.WITHDRAWN: set(),
    }
    OPEN = (State.DRAFT, State.CONSULTATION, State.REWORKING, State.SUBMITTED)
    EDITABLE = (State.DRAFT, State.REWORKING)
    FROZEN = (State.ADOPTED, State.SUPERSEDED)

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="versions")
    label = models.CharField(_("Fassung"), max_length=20)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    based_on = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="successors"
    )
    resolution = models.ForeignKey(
        Resolution, null=True, blank=True, on_delete=models.PROTECT, related_name="versions"
    )
    consultation_from = models.DateField(_("Beteiligung von"), null=True, blank=True)
    consultation_until = models.DateField(_("Beteiligung bis"), null=True, blank=True)
    effective_from = models.DateField(_("gilt ab"), null=True, blank=True)
    # The wording as it was frozen last: for the consultation, and for good on adoption.
    snapshot = models.ForeignKey(
        Snapshot, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    content_sha256 = models.CharField(max_length=64, blank=True)

    objects = StrategyVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["strategy", "label"], name="version_label_once"),
            models.UniqueConstraint(
                fields=["strategy"], condition=Q(state="adopted"), name="version_adopted_once"
            ),
            models.UniqueConstraint(
                fields=["strategy"],
                condition=Q(state__in=("draft", "consultation", "reworking", "submitted")),
                name="version_open_once",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("adopted", "superseded")) | Q(resolution__isnull=False),
                name="version_adopted_by_resolution",
            ),
            models.CheckConstraint(
                condition=Q(consultation_until__isnull=True)
                | Q(consultation_until__gte=F("consultation_from")),
                name="version_consultation_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.strategy} {self.label}"

    def get_absolute_url(self) -> str:
        return reverse("strategy:version", args=[self.strategy.slug, self.label])

    @property
    def is_editable(self) -> bool:
        return self.state in self.EDITABLE

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def is_frozen(self) -> bool:
        return self.state in self.FROZEN

    def can_move_to(self, state: str) -> bool:
        return state in self.TRANSITIONS[self.State(self.state)]

    @property
    def next_states(self) -> list["StrategyVersion.State"]:
        """Where a person may lead it from here; superseding comes by itself with a successor."""
        here = self.TRANSITIONS[self.State(self.state)]
        return [state for state in self.State if state in here and state != self.State.SUPERSEDED]


class ElementQuerySet(models.QuerySet["Element"]):
    def visible_to(self, user: Any) -> "ElementQuerySet":
        """Elements that stand in a version this person may read; no draft gives away its names."""
        versions = StrategyVersion.objects.visible_to(user)
        return self.filter(
            Exists(ElementText.objects.filter(element=OuterRef("pk"), version__in=versions))
        )

    def of_kind(self, kind: str) -> "ElementQuerySet":
        return self.filter(kind=kind)

    def fields_of_action(self) -> "ElementQuerySet":
        return self.of_kind(Element.Kind.FIELD)

    def guidelines(self) -> "ElementQuerySet":
        return self.of_kind(Element.Kind.GUIDELINE)


class Element(models.Model):
    """What lasts through all versions: contributions and measures hang on this, not on a wording."""

    class Kind(models.TextChoices):
        VISION = "vision", _("Vision")
        GUIDELINE = "guideline", _("Leitlinie")
        FIELD = "field", _("Handlungsfeld")
        OBJECTIVE = "objective", _("Strategisches Ziel")
        SECTION = "section", _("Textabschnitt")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="elements")
    kind = models.CharField(max_length=10, choices=Kind)
    slug = models.SlugField(max_length=80)
    # The present name and place, kept here so that other rooms can name and sort elements
    # without asking for a version.
    name = models.CharField(max_length=200)
    number = models.CharField(max_length=12, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = ElementQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["strategy", "slug"], name="element_slug_once")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("strategy:element", args=[self.pk])

    @property
    def anchor(self) -> str:
        """Where it stands on the reading page, the same in all versions."""
        return f"{self.kind}-{self.slug}"


class ElementText(models.Model):
    """The wording of an element in one version (German, the language of the resolution)."""

    version = models.ForeignKey(StrategyVersion, on_delete=models.PROTECT, related_name="texts")
    element = models.ForeignKey(Element, on_delete=models.PROTECT, related_name="texts")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    number = models.CharField(_("Nummer"), max_length=12, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(_("Titel"), max_length=200)
    summary = models.CharField(_("Kurzfassung"), max_length=300, blank=True)
    body = models.TextField(_("Text"), blank=True)
    lock_version = models.PositiveIntegerField(default=1)

    # Under which kind each kind may stand; None means on the first level.
    PARENTS: dict[str, tuple[str | None, ...]] = {
        Element.Kind.VISION: (None,),
        Element.Kind.GUIDELINE: (None,),
        Element.Kind.FIELD: (None, Element.Kind.FIELD),
        Element.Kind.OBJECTIVE: (Element.Kind.FIELD,),
        Element.Kind.SECTION: (None, Element.Kind.SECTION),
    }

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "element"], name="element_once_in_version"),
            models.UniqueConstraint(
                fields=["version", "number"],
                condition=~Q(number=""),
                name="element_number_once_in_version",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._refuse_if_frozen()
        self.body = clean(self.body)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self._refuse_if_frozen()
        return super().delete(*args, **kwargs)

    def _refuse_if_frozen(self) -> None:
        if self.version.is_frozen:
            raise ValueError("the text of an adopted version never changes")

    def check_place(self) -> None:
        """Refuse a place in the tree where this kind of element cannot stand."""
        if refusal := self._refused_parent():
            raise ValidationError({"parent": refusal})

    def _refused_parent(self) -> Any:
        kind = self.element.kind
        if (self.parent.element.kind if self.parent else None) not in self.PARENTS[kind]:
            if kind == Element.Kind.OBJECTIVE:
                return _("Ein strategisches Ziel gehört zu einem Handlungsfeld.")
            return _("An dieser Stelle kann der Abschnitt nicht stehen.")
        if self.parent is None:
            return None
        if self.parent.version_id != self.version_id:
            return _("Der übergeordnete Abschnitt gehört zu einer anderen Fassung.")
        if kind != Element.Kind.OBJECTIVE and self.parent.parent_id:
            return _("Mehr als zwei Ebenen sind nicht möglich.")
        return None


class ElementTranslation(models.Model):
    """The wording of an element in another language; the German one is what was adopted."""

    text = models.ForeignKey(ElementText, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(max_length=10, choices=settings.LANGUAGES)
    title = models.CharField(max_length=200)
    summary = models.CharField(max_length=300, blank=True)
    body = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["text", "language"], name="translation_once")
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.title}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.body = clean(self.body)
        super().save(*args, **kwargs)


class ProcessPhase(models.Model):
    """A phase of the strategy process, for the public answer to: where do we stand?"""

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="phases")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(_("Titel"), max_length=120)
    format = models.CharField(_("Format"), max_length=160, blank=True)
    result = models.TextField(_("Ergebnis"), blank=True)
    starts_on = models.DateField(_("Beginn"))
    ends_on = models.DateField(_("Ende"), null=True, blank=True)
    # Per language: title, format and result.
    translations = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["position", "starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="phase_dates_in_order",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def in_language(self, language: str) -> dict[str, str]:
        """Title, format and result, each in German where a translation is missing."""
        translated = self.translations.get(language, {})
        names = ("title", "format", "result")
        return {name: translated.get(name) or getattr(self, name) for name in names}
