"""Proposals for the revision of the strategy, and the ways to them from the parts they speak of."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from measures.models import Cycle, RevisionProposal
from measures.models.revisions import RevisionProposalQuerySet
from strategy.slots import Link, Related


def proposals_from(cycle: Cycle, *, visible_to: Any) -> RevisionProposalQuerySet:
    """What one cycle gave rise to, ready to be listed."""
    visible = RevisionProposal.objects.visible_to(visible_to).filter(cycle=cycle)
    return visible.select_related("element", "measure", "version__strategy")


def proposals_about(elements: Sequence[UUID], visible_to: Any) -> dict[UUID, list[Related]]:
    """How many proposals there are about each part of the strategy, in one query."""
    counts: dict[UUID, int] = defaultdict(int)
    visible = RevisionProposal.objects.visible_to(visible_to).filter(element__in=elements)
    for key in visible.values_list("element", flat=True):
        if key:
            counts[key] += 1
    return {key: [_related(key, count)] for key, count in counts.items()}


def _related(element: UUID, count: int) -> Related:
    words = ngettext(
        "%(n)s Vorschlag zur Fortschreibung", "%(n)s Vorschläge zur Fortschreibung", count
    )
    url = f"{reverse('measures:revision_list')}?{urlencode({'teil': str(element)})}"
    return Related(words % {"n": count}, count, url)


def proposals_to_carry_out(elements: Sequence[UUID], visible_to: Any) -> dict[UUID, list[Link]]:
    """For whoever writes the next version: what was taken up and does not stand there yet."""
    wanted = RevisionProposal.objects.visible_to(visible_to).filter(
        element__in=elements, state=RevisionProposal.State.ACCEPTED
    )
    found: dict[UUID, list[Link]] = defaultdict(list)
    for proposal in wanted.order_by("pk"):
        if proposal.element_id:
            label = _("%(kind)s: %(text)s") % {
                "kind": proposal.get_kind_display(),
                "text": proposal.text,
            }
            found[proposal.element_id].append(Link(label, proposal.get_absolute_url()))
    return found
