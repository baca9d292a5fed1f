"""Addresses for those who have no account: whoever was given one may open what stands behind it."""

from django.core.signing import BadSignature, Signer
from django.db.models import Model
from django.urls import reverse

from participation.contributions.models import Moderation, Report


def objection_path(moderation: Moderation) -> str:
    """Where the author reads why, and objects."""
    return reverse("contributions:objection", args=[_sign("objection", moderation)])


def report_path(report: Report) -> str:
    """Where those who reported a text read what was decided."""
    return reverse("contributions:report_state", args=[_sign("report", report)])


def moderation_key(signed: str) -> int | None:
    """The step that an address of ``objection_path`` is about; None for any other."""
    return _key("objection", signed)


def report_key(signed: str) -> int | None:
    """The report that an address of ``report_path`` is about; None for any other."""
    return _key("report", signed)


def _signer(purpose: str) -> Signer:
    # A salt for each purpose, so that a link for one thing never opens another.
    return Signer(salt=f"contributions.links.{purpose}", sep="~")


def _sign(purpose: str, subject: Model) -> str:
    return _signer(purpose).sign(str(subject.pk))


def _key(purpose: str, signed: str) -> int | None:
    try:
        return int(_signer(purpose).unsign(signed))
    except BadSignature:
        return None
