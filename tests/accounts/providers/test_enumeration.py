"""Nobody learns who has an account here by coming from elsewhere and claiming an address."""

import pytest

from tests.accounts.test_enumeration import UNKNOWN, Seen, seen

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.behaviour("P16"),
]
SIGN_UP = "/konto/verknuepft/signup/"


@pytest.fixture
def claim(walker, elsewhere, hashes, mailoutbox):
    """Come from a provider whose word on addresses does not count, and say which one is ours."""

    def claim(sub: str, address: str) -> Seen:
        walker.client.cookies.clear()
        elsewhere.knows(sub, email=address, email_verified=True, name="Fuchs")
        page = walker.walk("bundid", sub)
        assert page.redirect_chain[-1][0] == SIGN_UP
        hashes.clear()
        mailoutbox.clear()
        sent = {"email": address, "display_name": "Fuchs"}
        answer = walker.client.post(SIGN_UP, sent)
        return seen(walker.client, answer, address, len(hashes), len(mailoutbox))

    return claim


def test_claimed_address_tells_nothing_about_its_account(claim, office):
    known, unknown = claim("e1", office.email), claim("e2", UNKNOWN)
    assert known.letters == 1
    assert known == unknown
