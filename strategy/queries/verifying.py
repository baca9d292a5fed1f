"""Whether a version still reads as it did when it was frozen."""

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from smartregion.core.canonical import canonical_json, sha256_of
from strategy.models import StrategyVersion
from strategy.queries.freezing import wording_of

State = StrategyVersion.State
# In these states nobody may touch the text, so the hash has to hold.
LOCKED = (State.CONSULTATION, State.SUBMITTED, *StrategyVersion.FROZEN)


class Verdict(StrEnum):
    """What computing the checksum again has shown."""

    MATCH = "match"
    NO_MATCH = "no match"
    IN_WORK = "in work"
    NOT_FROZEN = "not frozen"


@dataclass(frozen=True)
class Verification:
    """The hash as it was written down, and as it is computed anew from rows and from the snapshot."""

    version: StrategyVersion
    stated: str
    living: str
    stored: str
    differences: list[str]

    @property
    def living_matches(self) -> bool:
        return self.living == self.stated

    @property
    def stored_matches(self) -> bool:
        return self.stored == self.stated

    @property
    def verdict(self) -> Verdict:
        if not self.stated:
            is_final = self.version.is_frozen
            return Verdict.NO_MATCH if is_final else Verdict.NOT_FROZEN
        if not self.stored_matches:
            return Verdict.NO_MATCH
        if self.version.state not in LOCKED:
            return Verdict.IN_WORK
        return Verdict.MATCH if self.living_matches else Verdict.NO_MATCH


def verify(version: StrategyVersion) -> Verification:
    """Compute the hash again, by the schema under which the version was frozen."""
    snapshot = version.snapshot
    if snapshot is None:
        return Verification(version, version.content_sha256, "", "", [])
    wording = wording_of(version, schema_version=snapshot.schema_version)
    is_locked = version.state in LOCKED
    return Verification(
        version=version,
        stated=version.content_sha256,
        living=sha256_of(canonical_json(wording)),
        stored=sha256_of(snapshot.content),
        differences=_differences(snapshot.content, wording) if is_locked else [],
    )


def _differences(stored: str, living: dict[str, Any]) -> list[str]:
    """Which passages differ, by title, so that people know where to look."""
    try:
        frozen = json.loads(stored)
        before = {text["element"]: text for text in frozen["texts"]}
    except (ValueError, KeyError, TypeError):
        return [_("Der festgehaltene Wortlaut ist nicht mehr lesbar.")]
    now = {text["element"]: text for text in living["texts"]}
    found = [
        _("„%(title)s“ lautet anders.") % {"title": now[key]["title"]}
        for key in now.keys() & before.keys()
        if now[key] != before[key]
    ]
    found += [_("„%(title)s“ fehlt.") % before[key] for key in before.keys() - now.keys()]
    found += [_("„%(title)s“ ist hinzugekommen.") % now[key] for key in now.keys() - before.keys()]
    frame = [name for name in living if name != "texts"]
    if any(living[name] != frozen.get(name) for name in frame):
        found.append(_("Titel, Laufzeit, Bezeichnung oder Verknüpfungen lauten anders."))
    return sorted(found)
