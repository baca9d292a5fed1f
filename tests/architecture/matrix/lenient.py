"""What the matrix lets pass, one by one, each with its reason."""

RESET = "the page says that the link is not valid, the same for everybody"
PASSKEY = "whoever would change a passkey proves first who they are"
# An argument that names nothing, and is answered nevertheless.
ANSWERS_WITHOUT: dict[tuple[str, str], str] = {
    ("account_reset_password_from_key", "uidb36"): RESET,
    ("account_reset_password_from_key", "key"): RESET,
    ("accounts:invitation_accept", "word"): "410 with a sentence, the same for every unknown one",
    ("consultations:paragraph", "paragraph"): "leads to the passage, which exists and is public",
    ("measures:rate", "number"): "409: the round that this person rates has no such measure",
    ("measures:secret_calendar", "scope"): "the address takes no other word than its two",
    ("mfa_edit_webauthn", "pk"): PASSKEY,
    ("mfa_remove_webauthn", "pk"): PASSKEY,
    (
        "reports:chapter_add_known",
        "key",
    ): "409: the manuscript of this person has no such chapter to add",
    (
        "strategy:text_create",
        "kind",
    ): "409 or the way back for those who write: there is no such kind of text",
    (
        "surveys:margin_delete",
        "question",
    ): "taking away what is not there leads back, and takes nothing away",
}
# Addresses that take a POST from anywhere: they change nothing, or carry a secret of their own.
NEEDS_NO_TOKEN = {
    "contributions:report_code": "looks up a code", "notices:unsubscribe": "one click in a mail program (RFC 8058)",
    "reports:verify": "compares a file, keeps nothing", "surveys:answer": "checks its own token where a session is there",
    "surveys:no_reminder": "carries a secret of its own", "surveys:receipt": "looks up a code", "surveys:resume": "carries a secret of its own",
    "surveys:try_out": "tries a draft question, keeps nothing",
}  # fmt: skip
# Buttons by which, as the walk presses them, not even those change anything whom they are for. (Where the row
# itself says 409 or 404, it says so.) That others are refused shows by the status alone there.
EMPTY = "sent without what it asks for: ticks, a code, a file, words"
NOT_NOW = "409: nothing is there to be suggested, undone or brought back, or the version is adopted"
ASKS_FIRST = "asks whether that is meant"
DOES_NOTHING = {
    "contributions:chosen": EMPTY, "contributions:receipt_withdraw": EMPTY, "county:boundary_accept": EMPTY,
    "measures:import_accept": EMPTY, "strategy:figures_accept": EMPTY, "surveys:margins_accept": EMPTY,
    "strategy:maturity_suggest": NOT_NOW, "strategy:restore": NOT_NOW,
    "strategy:text_move": NOT_NOW, "surveys:coding_undo": NOT_NOW, "surveys:restore": NOT_NOW,
    "surveys:codes_revoke": ASKS_FIRST, "reports:exhibit_move": "the only one of its chapter",
    "surveys:take_minutes": "people are told this time already",
}  # fmt: skip
