"""Changing one's own words, in the open, and taking them back."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from participation.contributions.actions.moderating import withdraw_contribution
from participation.contributions.actions.newcomers import refuse_links
from participation.contributions.actions.recording import checked_words
from participation.contributions.guards import may_change
from participation.contributions.models import Contribution, Edition
from smartregion.core import audit
from smartregion.core.errors import WrongState

# Long enough to see a slip in print, too short for a talk to have built on it.
SILENT = timedelta(minutes=15)


@transaction.atomic
def edit_contribution(
    *, contribution: Contribution, text: str, by: Any, at: datetime
) -> Contribution:
    """Change one's own text; what others may have read stays readable as an earlier edition."""
    text = checked_words(text)
    # Locked, so that no reply can come in between the look and the change.
    current = Contribution.objects.select_for_update().get(pk=contribution.pk)
    refuse_unless_editable(current, by=by, at=at)
    if text == current.text:
        return contribution
    # As strict as the form for new texts: otherwise advertising would come in as an afterthought.
    refuse_links(text, person=by, at=at)
    if not is_silent(current, at=at):
        Edition.objects.create(contribution=current, text=current.text, replaced_at=at)
        current.edited_at = at
    current.text = text
    current.save(update_fields=["text", "edited_at"])
    audit.record(by=by, verb="edit_contribution", subject=current, changes={"fields": ["text"]})
    contribution.text, contribution.edited_at = current.text, current.edited_at
    return contribution


def is_silent(contribution: Contribution, *, at: datetime) -> bool:
    """Whether nobody can have built on these words yet, so that a change leaves no trace."""
    if contribution.is_held:
        return True
    is_fresh = at - contribution.written_at <= SILENT
    return is_fresh and not (
        contribution.supports
        or contribution.replies.exists()
        or contribution.answers.exists()
        or contribution.editions.exists()
    )


def refuse_unless_editable(contribution: Contribution, *, by: Any, at: datetime) -> None:
    """Say why this person cannot change this text now."""
    _refuse_strangers(contribution, by)
    if contribution.is_hidden and not contribution.is_held:
        raise WrongState(_("Dieser Beitrag ist nicht öffentlich und kann nicht geändert werden."))
    if contribution.is_answered:
        raise WrongState(
            _(
                "Der Landkreis hat auf diesen Beitrag schon abschließend geantwortet. Er bleibt, "
                "wie er ist; Sie können ihn aber zurücknehmen."
            )
        )
    may_change.refuse_against(contribution, at)


@transaction.atomic
def withdraw_own_contribution(*, contribution: Contribution, by: Any, at: datetime) -> None:
    """Take back what one wrote: the words go for good, replies and what grew from it stay."""
    _refuse_strangers(contribution, by)
    withdraw_with_receipt(contribution=contribution, at=at)


@transaction.atomic
def withdraw_with_receipt(*, contribution: Contribution, at: datetime) -> None:
    """The same for those who have no account: whoever holds the code of the receipt wrote it."""
    if contribution.moderations.words_gone().exists():
        raise WrongState(_("Dieser Text ist bereits entfernt."))
    withdraw_contribution(contribution=contribution, at=at)


def _refuse_strangers(contribution: Contribution, by: Any) -> None:
    if contribution.author_id is None or contribution.author_id != by.pk:
        raise PermissionDenied
