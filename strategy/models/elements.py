"""Elements with a lasting identity, their wording in each version, and what ties them together."""

import uuid
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from smartregion.core.fields import FormattedTextField
from smartregion.core.retention import NO_PERSONAL_DATA
from strategy.models.strategies import Strategy
from strategy.models.versions import StrategyVersion


class ElementQuerySet(models.QuerySet["Element"]):
    def visible_to(self, user: Any) -> "ElementQuerySet":
        """Elements that stand in a version this person may read; no draft gives away its names."""
        versions = StrategyVersion.objects.visible_to(user)
        return self.filter(
            Exists(ElementText.objects.filter(element=OuterRef("pk"), version__in=versions))
        )

    def only_in_drafts(self) -> "ElementQuerySet":
        """Elements that stand in versions, but in none that everybody may read."""
        texts = ElementText.objects.filter(element=OuterRef("pk"))
        readable = texts.filter(version__in=StrategyVersion.objects.public())
        return self.filter(Exists(texts), ~Exists(readable))

    def known_to(self, user: Any) -> "ElementQuerySet":
        """Without those that this person could only know from a draft."""
        may_know = user.has_perm("strategy.view_drafts")
        return self if may_know else self.exclude(pk__in=Element.objects.only_in_drafts())

    def in_force(self) -> "ElementQuerySet":
        """Elements of the adopted version; while a strategy has none yet, all that it is going to have."""
        adopted = StrategyVersion.objects.adopted()
        texts = ElementText.objects.filter(element=OuterRef("pk"), version__in=adopted)
        is_waiting = ~Exists(adopted.filter(strategy=OuterRef("strategy")))
        return self.filter(Exists(texts) | is_waiting, retired_in__isnull=True)

    def of_kind(self, kind: str) -> "ElementQuerySet":
        return self.filter(kind=kind)

    def fields_of_action(self) -> "ElementQuerySet":
        return self.of_kind(Element.Kind.FIELD)

    def guidelines(self) -> "ElementQuerySet":
        return self.of_kind(Element.Kind.GUIDELINE)


class Element(models.Model):
    """What lasts through all versions: contributions and measures hang on this, not on a wording."""

    retention = NO_PERSONAL_DATA

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
    # Set when a version without it is adopted. What hung on it stays attached and is found through
    # the successor, which always is an element in force: chains are flattened on adoption.
    retired_in = models.ForeignKey(
        StrategyVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    successor = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors"
    )

    objects = ElementQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["strategy", "slug"], name="element_slug_once"),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | Q(retired_in__isnull=False),
                name="element_succeeded_is_retired",
            ),
            models.CheckConstraint(
                condition=~Q(successor=F("pk")), name="element_not_its_own_successor"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("strategy:element", args=[self.pk])

    @property
    def today(self) -> "Element":
        """Itself while it is in force, else what it went into; to be selected with its successor."""
        return self.successor or self

    @property
    def name_with_number(self) -> str:
        """ "1.2 Schnelles Netz", or the name alone where nothing is numbered."""
        return f"{self.number} {self.name}".strip()

    @property
    def anchor(self) -> str:
        """Where it stands on the reading page, the same in all versions."""
        return f"{self.kind}-{self.slug}"


class KeepsAdopted:
    """Rows of adopted versions are not deleted, nor are many at once.

    The database itself refuses to add and change them; PostgreSQL refuses to delete them, too.
    """

    version_path = "version"

    def delete(self) -> tuple[int, dict[str, int]]:
        if self.filter(**{f"{self.version_path}__state__in": StrategyVersion.FROZEN}).exists():  # type: ignore[attr-defined]
            raise ValueError("the text of an adopted version never changes")
        return super().delete()  # type: ignore[misc,no-any-return]


class ElementTextQuerySet(KeepsAdopted, models.QuerySet["ElementText"]):
    pass


class ElementTranslationQuerySet(KeepsAdopted, models.QuerySet["ElementTranslation"]):
    version_path = "text__version"


class ElementLinkQuerySet(KeepsAdopted, models.QuerySet["ElementLink"]):
    pass


class ElementText(models.Model):
    """The wording of an element in one version (German, the language of the resolution)."""

    retention = NO_PERSONAL_DATA

    version = models.ForeignKey(StrategyVersion, on_delete=models.PROTECT, related_name="texts")
    element = models.ForeignKey(Element, on_delete=models.PROTECT, related_name="texts")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    number = models.CharField(_("Nummer"), max_length=12, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(_("Titel"), max_length=200)
    summary = models.CharField(_("Kurzfassung"), max_length=300, blank=True)
    body = FormattedTextField(_("Text"), blank=True)
    # Paragraphs of plain text, for people who need German in easy words.
    easy_language = models.TextField(_("In Leichter Sprache"), blank=True)
    lock_version = models.PositiveIntegerField(default=1)

    objects = ElementTextQuerySet.as_manager()

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

    retention = NO_PERSONAL_DATA

    text = models.ForeignKey(ElementText, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(max_length=10, choices=settings.LANGUAGES)
    title = models.CharField(max_length=200)
    summary = models.CharField(max_length=300, blank=True)
    body = FormattedTextField(blank=True)

    objects = ElementTranslationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["text", "language"], name="translation_once")
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.title}"


class ElementLink(models.Model):
    """How two elements belong together in one version: where one comes from, or what it serves.

    Read as a sentence: ``source`` was merged into ``target``; ``source`` was split from ``target``;
    ``source`` (an objective) supports ``target`` (a guideline).
    """

    retention = NO_PERSONAL_DATA

    class Kind(models.TextChoices):
        MERGED_INTO = "merged_into", _("zusammengeführt in")
        SPLIT_FROM = "split_from", _("hervorgegangen aus")
        SUPPORTS = "supports", _("unterstützt")

    # Lineage tells what happened on the way to this version; a revision does not repeat it.
    LINEAGE = (Kind.MERGED_INTO, Kind.SPLIT_FROM)

    version = models.ForeignKey(StrategyVersion, on_delete=models.PROTECT, related_name="links")
    kind = models.CharField(max_length=11, choices=Kind)
    source = models.ForeignKey(Element, on_delete=models.PROTECT, related_name="links_out")
    target = models.ForeignKey(Element, on_delete=models.PROTECT, related_name="links_in")

    objects = ElementLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "kind", "source", "target"], name="element_link_once"
            ),
            models.CheckConstraint(condition=~Q(source=F("target")), name="element_link_joins_two"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.get_kind_display()} {self.target}"
