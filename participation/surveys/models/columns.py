"""Answers once more, by column: what figures are counted from (docs/decisions/0011)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.surveys.models.survey import Survey, kept_like_answers
from smartregion.core.retention import NO_PERSONAL_DATA


class ColumnStore(models.Model):
    """What is known of the columns of a survey as a whole; locked by whoever changes them.

    The answers themselves (``Response``) stay the truth: columns can be thrown away and made anew.
    """

    retention = NO_PERSONAL_DATA

    survey = models.OneToOneField(Survey, on_delete=models.CASCADE, related_name="column_store")
    # Which number stands for which code, in every column: blocks/book.py.
    book = models.JSONField(default=dict)
    # The first response of each block; blocks are sorted by the random ids.
    starts = models.JSONField(default=list)
    # How many responses the blocks hold.
    packed = models.PositiveIntegerField(default=0)
    # Responses that were stored once and are gone; with the number that is there, a data state.
    removed = models.PositiveIntegerField(default=0)
    # Raised whenever a block changes, so that nobody reads halves of two states.
    generation = models.PositiveIntegerField(default=0)
    # The earliest day among packed responses that still lie in the order in which they came;
    # empty once forget_arrival has mixed them (actions/arrival.py).
    unmixed_since = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.survey}: {self.packed}"


class AnswerBlock(models.Model):
    """One question as answered by some thousand people: small numbers, one after the other."""

    retention = kept_like_answers(_("Antworten auf Umfragen"), survey="survey")

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="answer_blocks")
    # Code and type of the question, or what else is known of a response: blocks/book.py.
    key = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField()
    codes = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["survey", "number", "key"], name="answer_block_once")
        ]

    def __str__(self) -> str:
        return f"{self.survey}, {self.key}, {self.number}"
