"""The PDF engine gets our fonts and nothing else."""

import logging
import socket
import threading

import pytest
from weasyprint.urls import FatalURLFetchingError, fetch

from smartregion.core.pdf import assets
from smartregion.core.pdf.assets import AssetBlocked, AssetMissing, asset_path, fetcher
from smartregion.core.pdf.engine import engine_for

pytestmark = pytest.mark.slow

TRUE_TYPE = b"\x00\x01\x00\x00"
VECTORS = [
    "file:///etc/passwd",
    "http://127.0.0.1:8000/konto/",
    "http://169.254.169.254/latest/meta-data/",
    "https://example.org/font.woff2",
    "ftp://127.0.0.1/x",
    "//127.0.0.1/x.png",
    "/etc/passwd",
    "asset:../../../settings/ground.py",
    "asset:%2e%2e/%2e%2e/settings/ground.py",
    "asset:FiraSans-Regular.woff2/../../x",
    "ASSET:FiraSans-Regular.woff2",
    "javascript:alert(1)",
]


@pytest.mark.parametrize("url", VECTORS)
def test_everything_but_our_fonts_is_blocked(url):
    with pytest.raises(AssetBlocked):
        fetcher()(url)


def test_our_fonts_are_served():
    with fetch(fetcher(), "asset:FiraSans-SemiBold.woff2") as response:
        assert response.read(4) == TRUE_TYPE


def test_data_inside_the_document_is_served():
    with fetch(fetcher(), "data:text/plain,Moin") as response:
        assert response.read() == b"Moin"


def test_missing_font_stops_the_report(settings, tmp_path):
    settings.STATICFILES_DIRS = []
    settings.STATIC_ROOT = tmp_path
    with pytest.raises(AssetMissing):
        asset_path("FiraSans-Regular.woff2")
    with pytest.raises(FatalURLFetchingError):
        fetcher()("asset:FiraSans-Regular.woff2")


@pytest.fixture
def listener():
    """A server that notes whether anybody knocked."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        knocks: list[bytes] = []

        def wait() -> None:
            try:
                with server.accept()[0] as visitor:
                    knocks.append(visitor.recv(100))
            except TimeoutError:
                return

        thread = threading.Thread(target=wait)
        thread.start()
        yield server.getsockname()[1], knocks, thread
        thread.join()


@pytest.mark.slow
def test_layout_never_opens_a_connection(listener, caplog):
    port, knocks, thread = listener
    url = f"http://127.0.0.1:{port}/secret.png"
    html = f'<img src="{url}" alt="x"><link rel="stylesheet" href="{url}"><p>Text</p>'
    with caplog.at_level(logging.WARNING, logger=assets.logger.name):
        assert len(engine_for("", fetcher).layout(html).pages) == 1
    thread.join()
    assert knocks == []
    assert "blocked" in caplog.text
