"""What people wrote, sorted into codes by those who read it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.contributions.models import Contribution
from participation.surveys.models.responses import Response
from participation.surveys.models.survey import Survey


class TextCode(models.Model):
    """An entry of the code book of one question that is answered in own words."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="text_codes")
    # The key of the answer: the code of a question, or "code.other".
    question = models.CharField(max_length=26)
    code = models.SlugField(_("Kürzel"), max_length=20)
    label = models.CharField(_("Bezeichnung"), max_length=120)
    description = models.TextField(_("Wann dieser Code gilt"), blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "code"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "question", "code"], name="text_code_once")
        ]

    def __str__(self) -> str:
        return self.label


class CodedText(models.Model):
    """One person has read one text; no codes mean that none applies."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="coded_texts")
    question = models.CharField(max_length=26)
    coder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    codes = models.ManyToManyField(TextCode, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["response", "question", "coder"], name="coded_text_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.question}, {self.coder}"


class CodingStep(models.Model):
    """What a coder did last to one text, so that it can be undone; codes by their codes."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="+")
    question = models.CharField(max_length=26)
    coder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # None: the text had not been read before, or is not any more.
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.question}, {self.coder}"


class ReleasedQuote(models.Model):
    """Words of one response that a person released: from now on a contribution like any other."""

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

    def __str__(self) -> str:
        return f"{self.survey}, {self.question}"
