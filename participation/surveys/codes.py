"""Codes for those who answer: to answer once, to go on later, to find one's own answers again."""

import uuid

from smartregion.core.codes import keyed, new_code, plain, written


def receipt_code(nonce: uuid.UUID) -> str:
    """The code for a response, in groups: ``K7QM-9XTR-2F4WP``.

    It follows from the one-time number of the answering, so sending the same answers again shows
    the same code.
    """
    return written(keyed(b"receipt code", nonce.bytes))


def saved_code(nonce: uuid.UUID) -> str:
    """The code for answers that are put aside; it follows from the one-time number, too.

    So a click too many shows the same code, and the page need not carry it.
    """
    return written(keyed(b"saved code", nonce.bytes))


def pretest_code(number: int) -> str:
    """What makes the address of a pretest unguessable."""
    return written(keyed(b"pretest", str(number).encode()))


def new_access_code() -> str:
    """A code nobody has had before, from the randomness of the machine."""
    return new_code()


def receipt_hash(code: str) -> str:
    """What is stored of a receipt code, however it was written down."""
    return keyed(b"receipt hash", plain(code)).hex()


def access_hash(code: str) -> str:
    """What is stored of an access code until it is used."""
    return keyed(b"access hash", plain(code)).hex()


def ticket_hash(*, survey: int, account: int) -> str:
    """The right of one account to answer one survey once; it stands where that of a code stands.

    It follows from the two numbers, so a person needs to keep nothing and no table has to join them.
    """
    return keyed(b"ticket", f"{survey}:{account}".encode()).hex()


def saved_hash(code: str) -> str:
    """Under what answers are put aside."""
    return keyed(b"saved hash", plain(code)).hex()


def saved_key(code: str) -> bytes:
    """With what they are sealed; the key is stored nowhere, and without the code nobody has it."""
    return keyed(b"saved key", plain(code))
