"""Who a visitor is for rate limits: headers that anybody may write change nothing."""

import pytest
from django.test import RequestFactory

from smartregion.accounts.adapter import AccountAdapter

PEER, OURS, OUTER = "203.0.113.5", "10.0.0.2", "10.0.0.3"
FORGED = ["198.51.100.1", "198.51.100.2", "198.51.100.1, 198.51.100.2", "unknown", "127.0.0.1", ""]


def visitor(forwarded: str, peer: str) -> str:
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    return AccountAdapter().get_client_ip(RequestFactory().get("/", REMOTE_ADDR=peer, **headers))


@pytest.mark.behaviour("P17")
@pytest.mark.parametrize(
    ("proxies", "peer", "appended"),
    [(0, PEER, ""), (1, OURS, PEER), (2, OURS, f"{PEER}, {OUTER}")],
)
def test_forged_addresses_never_change_the_visitor(settings, proxies, peer, appended):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies

    def arriving(forged: str) -> str:
        """What reaches us: what was forged, and what our proxies append to it."""
        return ", ".join(each for each in (forged, appended) if each)

    seen = {visitor(arriving(forged), peer) for forged in FORGED}
    assert len(seen) == 1
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    assert seen == {visitor("", PEER)}


@pytest.mark.behaviour("P17")
@pytest.mark.parametrize("header", ["HTTP_X_REAL_IP", "HTTP_FORWARDED", "HTTP_CLIENT_IP"])
def test_other_headers_are_not_read(header):
    plain = AccountAdapter().get_client_ip(RequestFactory().get("/", REMOTE_ADDR=PEER))
    request = RequestFactory().get("/", REMOTE_ADDR=PEER, **{header: "for=198.51.100.1"})
    assert AccountAdapter().get_client_ip(request) == plain
