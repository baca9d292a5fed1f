"""Proof of work: the browser computes for about a second before answers are sent.

That costs a person nothing and a program, which sends hundreds of answers, a lot. Challenges are
made and judged here (Altcha); nobody else is asked, nothing about the person goes into them, and
nothing is stored. A challenge names the one-time number of the answering and is of use for that
alone: its solution cannot be sent again with other answers.

Where no script runs there is no proof, and the answers are taken with a note (suspicions.py).
"""

import base64
import json
import uuid

from altcha import create_challenge, verify_solution
from django.utils.crypto import salted_hmac

# 5,000 rounds about 256 times: half a second on a desktop, one to two on a phone; judging the
# solution takes one of these times (1.5 ms).
ALGORITHM, COST, PREFIX = "PBKDF2/SHA-256", 5000, "00"
# A solution has about 600 characters.
LONGEST = 2000
# The hidden field that carries it.
FIELD = "proof"


def challenge_for(nonce: uuid.UUID) -> str:
    """What the browser has to solve, as JSON."""
    challenge = create_challenge(
        ALGORITHM, COST, key_prefix=PREFIX, data={"way": nonce.hex}, hmac_secret=_key()
    )
    return json.dumps(challenge.to_dict())


def is_proved(nonce: uuid.UUID, solution: str) -> bool:
    """Whether this solves a challenge of ours that was made for this number."""
    if not solution or len(solution) > LONGEST:
        return False
    if not verify_solution(solution, _key()).verified:
        return False
    # Signed by us, so it is readable and has what we wrote.
    parameters = json.loads(base64.b64decode(solution))["challenge"]["parameters"]
    return bool(parameters["data"] == {"way": nonce.hex})


def _key() -> bytes:
    return salted_hmac("surveys.proofs", "", algorithm="sha256").digest()
