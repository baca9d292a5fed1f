"""People, organisations, notices, and what only names a kind of thing."""

from tests.architecture.states.words import Noun

NOUNS = (
    Noun(
        "person", "key", ("accounts:*",), stateless="only administration sees any person, in any state"
    ),
    Noun("link of a letter", "key", ("account_reset_*", "notices:unsubscribe"),
         stateless="a secret of its own; wrong ones are among the deleted"),
    Noun(
        "invitation", "word", ("accounts:invitation_*",),
        stateless="a secret of its own; spent and expired ones stand in tests/accounts",
    ),
    Noun("paper of data protection", "kind", ("privacy:*",), stateless="public, or the office's, and one of a fixed few"),
    Noun("file with one's own data", "pk", ("privacy:my_data_*",), stateless="there for its person alone, in any state"),
    Noun("organisation", "slug", ("county:*",), stateless="only the office sees any of them"),
    Noun("legal text", "kind", ("county:*",), stateless="public, and one of a fixed few"),
    Noun("letter", "pk", ("notices:*",), stateless="only administration sees any letter"),
    Noun("passkey", "pk", ("mfa_*",), stateless="those of others are no passkeys of mine (allauth)"),
    Noun("provider", "provider_id", ("openid_*",), stateless="named in the settings, or absent"),
    Noun("entry of the audit trail", "pk", ("home:trail*",), stateless="written once, never changed"),
)  # fmt: skip
