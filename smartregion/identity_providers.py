"""Who else may say who somebody is: accounts of the county or BundID, by OpenID Connect.

All of them stand in one variable, OIDC_PROVIDERS, as a JSON list (docs/operations.md explains each word).
What makes no sense stops the start with one sentence.
"""

import json
import re
from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import urlsplit

from smartregion.environment import is_this_machine, refuse

NAME = "OIDC_PROVIDERS"
SHORT_WORD = re.compile(r"[a-z][a-z0-9-]{1,30}")


@dataclass(frozen=True)
class IdentityProvider:
    """One provider as the county describes it; roles never come from it."""

    id: str
    name: str
    server: str
    client_id: str
    client_secret: str
    # Whether its word on an e-mail address is enough to open the account with that address.
    trusts_email: bool = False
    # Words in the claims amr or acr that say that a second factor was used; none: it never counts.
    second_factor: tuple[str, ...] = ()

    @property
    def origin(self) -> str:
        """What a form of ours leads to, for the Content-Security-Policy."""
        parts = urlsplit(self.server)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def app(self) -> dict[str, Any]:
        """The same in the words of allauth."""
        return {
            "provider_id": self.id,
            "name": self.name,
            "client_id": self.client_id,
            "secret": self.client_secret,
            "settings": {
                "server_url": self.server,
                "oauth_pkce_enabled": True,
                "email_authentication": self.trusts_email,
                "trusts_email": self.trusts_email,
                "second_factor": list(self.second_factor),
            },
        }


def identity_providers(raw: str) -> tuple[IdentityProvider, ...]:
    """What the county configured; none without it."""
    if not raw:
        return ()
    try:
        entries = json.loads(raw)
    except ValueError:
        entries = None
    if not isinstance(entries, list):
        refuse(f"{NAME} must be a JSON list of objects.")
    found = tuple(_provider(entry, number) for number, entry in enumerate(entries, start=1))
    if len({one.id for one in found}) < len(found):
        refuse(f"{NAME}: every provider needs an id of its own.")
    return found


def _provider(entry: Any, number: int) -> IdentityProvider:
    where = f"{NAME}, entry {number}"
    known = {field.name for field in fields(IdentityProvider)}
    if not isinstance(entry, dict) or set(entry) - known:
        refuse(f"{where}: must be an object with some of these words: {', '.join(sorted(known))}.")
    for word in ("id", "name", "server", "client_id", "client_secret"):
        if not isinstance(entry.get(word), str) or not entry[word].strip():
            refuse(f"{where}: {word} is missing.")
    if not SHORT_WORD.fullmatch(entry["id"]):
        refuse(f"{where}: id must be a short word of a-z, 0-9 and hyphens.")
    if not isinstance(entry.get("trusts_email", False), bool):
        refuse(f"{where}: trusts_email must be true or false.")
    factors = entry.get("second_factor", [])
    if not isinstance(factors, list) or not all(isinstance(each, str) and each for each in factors):
        refuse(f"{where}: second_factor must be a list of words that amr or acr may hold.")
    if not _is_safe(entry["server"]):
        refuse(f"{where}: server must start with https:// (http:// only for this machine).")
    return IdentityProvider(**{**entry, "second_factor": tuple(factors)})


def _is_safe(address: str) -> bool:
    parts = urlsplit(address)
    near = parts.scheme == "http" and is_this_machine(parts.hostname or "")
    return bool(parts.hostname) and (parts.scheme == "https" or near)
