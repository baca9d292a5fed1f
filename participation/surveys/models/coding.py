"""What people wrote, sorted into codes by those who read it."""

from collections.abc import Mapping

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.contributions.models import Contribution
from participation.surveys.models.responses import Response
from participation.surveys.models.survey import Survey, kept_like_answers
from smartregion.core.retention import (
    NO_PERSONAL_DATA,
    NOT_THEIRS,
    nameless,
    office_record,
)


class TextCodeQuerySet(models.QuerySet["TextCode"]):
    """Codes of the book, and those that were taken out of it."""

    def in_book(self) -> "TextCodeQuerySet":
        """Codes that are in use: neither deleted nor merged into another one."""
        return self.filter(is_deleted=False, merged_into=None)

    def taken_out(self) -> "TextCodeQuerySet":
        """Codes that can be brought back."""
        return self.exclude(is_deleted=False, merged_into=None)


class TextCode(models.Model):
    """An entry of the code book of one question that is answered in own words.

    A code that is deleted or merged stays as a row, and so does what was coded with it: bringing it
    back is one change, whenever somebody wants it.
    """

    retention = NO_PERSONAL_DATA

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="text_codes")
    # The key of the answer: the code of a question, or "code.other".
    question = models.CharField(max_length=26)
    code = models.SlugField(_("Kürzel"), max_length=20)
    label = models.CharField(_("Bezeichnung"), max_length=120)
    description = models.TextField(_("Wann dieser Code gilt"), blank=True, max_length=1000)
    example = models.TextField(_("Beispiel"), blank=True, max_length=500)
    position = models.PositiveSmallIntegerField(default=0)
    is_deleted = models.BooleanField(default=False, db_default=False)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="merged"
    )

    objects = TextCodeQuerySet.as_manager()

    class Meta:
        ordering = ["position", "code"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "question", "code"], name="text_code_once")
        ]

    def __str__(self) -> str:
        return self.label


def lives_on(codes: Mapping[int, TextCode]) -> dict[int, int]:
    """Under which code what was coded counts today; what was deleted counts nowhere."""
    found = {}
    for pk, code in codes.items():
        # Merging never makes circles; a book that was tampered with must not stop a page.
        seen = {pk}
        while code.merged_into_id and code.merged_into_id not in seen:
            seen.add(code.merged_into_id)
            code = codes[code.merged_into_id]
        if not code.is_deleted:
            found[pk] = code.pk
    return found


class CodedText(models.Model):
    """One person has read one text; no codes mean that none applies.

    There is no time of day: it would tell, beside other traces, when the text came in.
    """

    retention = kept_like_answers(
        _("Zuordnungen von Texten"),
        survey="response__version__survey",
        links={"coder": nameless("question")},
    )

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="coded_texts")
    question = models.CharField(max_length=26)
    coder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    codes = models.ManyToManyField(TextCode, related_name="+")
    # Two people compare what they coded: from then on neither of them changes it.
    is_fixed = models.BooleanField(default=False, db_default=False)

    # So many people read one text: two, so that neither is outvoted and kappa is defined.
    READERS = 2

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["response", "question", "coder"], name="coded_text_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.question}, {self.coder}"


class CodingDecision(models.Model):
    """What two people who coded a text differently have settled on."""

    retention = kept_like_answers(
        _("Zuordnungen von Texten"),
        survey="response__version__survey",
        links={"settled_by": nameless("question")},
    )

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="+")
    question = models.CharField(max_length=26)
    codes = models.ManyToManyField(TextCode, related_name="+")
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["response", "question"], name="coding_decision_once")
        ]

    def __str__(self) -> str:
        return self.question


class CodingStep(models.Model):
    """What a coder did last to one text, so that it can be undone; codes by their keys."""

    retention = kept_like_answers(
        _("Zuordnungen von Texten"),
        survey="response__version__survey",
        links={"coder": nameless("question")},
    )

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="+")
    question = models.CharField(max_length=26)
    coder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # None: the text had not been read before.
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    # So many can be undone. Older ones go: a long list in order would say more than is needed.
    KEPT = 50

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.question}, {self.coder}"


class ReleasedQuote(models.Model):
    """Words of one response that a person released: from now on a contribution like any other."""

    retention = office_record("released_by", contribution=NOT_THEIRS)

    contribution = models.OneToOneField(Contribution, on_delete=models.PROTECT, related_name="+")
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="quotes")
    question = models.CharField(max_length=26)
    # Empty once the answers are gone, or were taken back.
    response = models.ForeignKey(
        Response, on_delete=models.SET_NULL, null=True, related_name="quotes"
    )
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    # Of the form it was released with: sent twice, it releases once.
    token = models.UUIDField(unique=True, null=True, editable=False)

    def __str__(self) -> str:
        return f"{self.survey}, {self.question}"
