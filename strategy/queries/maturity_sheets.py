"""Reporting in an open round: what one municipality has still to say, and who is missing."""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from smartregion.accounts.models import Role, RoleAssignment, User
from smartregion.county.models import Municipality, Organisation
from strategy.models import MaturityRound, MaturityScore
from strategy.queries.maturity import Asked, asked_in, before


def open_round() -> MaturityRound | None:
    """The round in which municipalities report now; there is one at most."""
    return MaturityRound.objects.open().first()


def municipality_of(user: Any) -> Municipality | None:
    """The municipality this person speaks for, if any."""
    if Role.REPRESENTATIVE not in getattr(user, "current_roles", ()):
        return None
    return Municipality.objects.filter(organisations__people=user).first()


# -- one municipality --------------------------------------------------------------------------
@dataclass(frozen=True)
class Entry:
    """One dimension on the sheet: what is stored now, else what was said last time."""

    asked: Asked
    stored: MaturityScore | None
    carried: MaturityScore | None

    @property
    def key(self) -> str:
        return self.asked.slug

    @property
    def shown(self) -> MaturityScore | None:
        return self.stored or self.carried

    @property
    def is_carried(self) -> bool:
        """Filled in from the last round and not confirmed yet."""
        return self.stored is None and self.carried is not None

    @property
    def lock_version(self) -> int:
        return self.stored.lock_version if self.stored else 0

    @property
    def fingerprint(self) -> str:
        """Of what the person sees when the sheet opens; tells whether they have changed it."""
        one = self.shown
        return fingerprint(one.actual, one.target, one.evidence) if one else ""


def fingerprint(actual: int | None, target: int | None, evidence: str) -> str:
    """What a sheet has seen of one dimension, to notice that somebody else wrote meanwhile."""
    # A browser sends other line ends than it got.
    words = "\n".join(evidence.split())
    if actual is None and target is None and not words:
        return ""
    return hashlib.sha256(f"{actual}|{target}|{words}".encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Sheet:
    """What one municipality says in a round."""

    round: MaturityRound
    municipality: Municipality
    last: MaturityRound | None
    entries: tuple[Entry, ...]

    @property
    def done(self) -> int:
        return sum(entry.stored is not None for entry in self.entries)

    @property
    def is_complete(self) -> bool:
        return self.done == len(self.entries)

    @property
    def next_open(self) -> Entry | None:
        return next((entry for entry in self.entries if entry.stored is None), None)


def sheet_of(opened: MaturityRound, municipality: Municipality, *, language: str) -> Sheet:
    """The sheet of one municipality, with what it said in the round before."""
    last = before(opened)
    scores = MaturityScore.objects.filter(municipality=municipality).select_related("given_by")
    found = {(one.round_id, one.dimension_id): one for one in scores.filter(_in(opened, last))}
    entries = tuple(
        Entry(
            asked,
            stored=found.get((opened.pk, asked.pk)),
            carried=found.get((last.pk, asked.pk)) if last else None,
        )
        for asked in asked_in(opened, language=language)
    )
    return Sheet(opened, municipality, last, entries)


def _in(opened: MaturityRound, last: MaturityRound | None) -> Q:
    return Q(round=opened) | Q(round=last) if last else Q(round=opened)


# -- all of them -------------------------------------------------------------------------------
@dataclass(frozen=True)
class Standing:
    """How far one municipality has come in a round, and whom to remind."""

    municipality: Municipality
    done: int
    asked: int
    given_by: tuple[User, ...]
    as_of: date | None
    addresses: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        return self.done >= self.asked

    @property
    def has_begun(self) -> bool:
        return 0 < self.done < self.asked


@dataclass(frozen=True)
class Following:
    """Who has reported in a round, and who has not."""

    round: MaturityRound
    standings: tuple[Standing, ...]

    @property
    def complete(self) -> list[Standing]:
        return [one for one in self.standings if one.is_complete]

    @property
    def awaited(self) -> list[Standing]:
        """Those who have said nothing yet, or not everything."""
        return [one for one in self.standings if not one.is_complete]

    @property
    def addresses(self) -> list[str]:
        return sorted({address for one in self.awaited for address in one.addresses})

    @property
    def unreachable(self) -> list[Standing]:
        """Awaited, but nobody is known who could be reminded."""
        return [one for one in self.awaited if not one.addresses]


def following_of(opened: MaturityRound, *, on: date) -> Following:
    """Who has reported, who has begun and who is missing."""
    asked = len(asked_in(opened, language="de"))
    scores: dict[int, list[MaturityScore]] = {}
    for score in MaturityScore.objects.filter(round=opened).select_related("given_by"):
        scores.setdefault(score.municipality_id, []).append(score)
    addresses = _addresses(on)
    standings = tuple(
        _standing(town, scores.get(town.pk, []), asked, addresses.get(town.pk, set()))
        for town in Municipality.objects.all()
    )
    return Following(opened, standings)


def _standing(
    town: Municipality, scores: list[MaturityScore], asked: int, addresses: set[str]
) -> Standing:
    people = {one.given_by for one in scores if one.given_by}
    return Standing(
        town,
        done=len(scores),
        asked=asked,
        given_by=tuple(sorted(people, key=str)),
        as_of=max((one.as_of for one in scores), default=None),
        addresses=tuple(sorted(addresses)),
    )


def _addresses(on: date) -> dict[int, set[str]]:
    """Mailboxes of the town halls and of the people who speak for them, by municipality."""
    found: dict[int, set[str]] = {}
    offices = Organisation.objects.filter(
        kind=Organisation.Kind.MUNICIPALITY, municipality__isnull=False, ended_on__isnull=True
    ).exclude(contact_email="")
    speaking = RoleAssignment.objects.valid(on).filter(
        role=Role.REPRESENTATIVE,
        user__is_active=True,
        user__organisation__municipality__isnull=False,
    )
    pairs = [
        *offices.values_list("municipality", "contact_email"),
        *speaking.values_list("user__organisation__municipality", "user__email"),
    ]
    for municipality, address in pairs:
        found.setdefault(municipality, set()).add(address)
    return found


@dataclass(frozen=True)
class Reminder:
    """A text to copy, and the same as an address that opens a mail program."""

    text: str
    mailto: str


def reminder_for(following: Following, *, sheet_url: str) -> Reminder:
    """To all who are awaited at once; nobody sees the addresses of the others."""
    round_ = following.round
    subject = _("Erinnerung: %(title)s") % {"title": round_.title}
    text = _(
        "Guten Tag,\n\n"
        "für die Runde „%(title)s“ fehlt uns noch die vollständige Meldung Ihrer Gemeinde. "
        "Bitte tragen Sie bis zum %(day)s ein, wo Sie heute stehen und was Sie sich vornehmen:\n"
        "%(url)s\n\n"
        "Was Sie zuletzt gemeldet haben, ist schon eingetragen und braucht nur Ihre Bestätigung. "
        "Bei Fragen melden Sie sich gern.\n\n"
        "Freundliche Grüße"
    ) % {"title": round_.title, "day": date_format(round_.due_on, "DATE_FORMAT"), "url": sheet_url}
    hidden_copies = ",".join(quote(address, safe="@") for address in following.addresses)
    # Mail programs expect the line ends of mail.
    body = quote(text.replace("\n", "\r\n"))
    return Reminder(text, f"mailto:?bcc={hidden_copies}&subject={quote(subject)}&body={body}")
