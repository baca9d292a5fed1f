"""What a document may not load: nothing that is not in it, and no file of the machine."""

import io
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pikepdf
import pytest
from weasyprint import HTML

from smartregion.core.pdf import child as children_of_ours
from smartregion.core.pdf.cell import kernel, landlock
from smartregion.core.pdf.child import Child, Limits, PagesFailed
from tests.core.pdf_vectors import CONNECTIONS, FILES, SVG, UNTRIED, aimed

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("locked child")]

# The bird that must not be heard: a word in the file, and a colour where the file is drawn.
CANARY, YELLOW = b"Kanarienvogel", "#0b1d2f"
COLOUR = b"0.043137 0.113725 0.184314"
# As if the engine had a hole through which it passes our fetcher by; some releases had.
WITH_A_HOLE = """
def fetcher(find=None, blocked=None):
    from weasyprint.urls import URLFetcher
    return URLFetcher()
import smartregion.core.pdf.setting
smartregion.core.pdf.setting.fetcher = fetcher
"""

# Each lock has to hold without the others, as far as this machine has them.
LEFT = {
    "all locks": "",
    "the lock of Python": """
from smartregion.core.pdf.cell import locks
locks.leave_the_network = lambda: False
locks.shut_folders = lambda **_folders: False
locks.refuse_calls = lambda: False
""",
}


def kernel_shuts_folders() -> bool:
    """Whether it knows the newest of the locks; without it the kernel alone leaves files open."""
    try:
        kernel.syscall(landlock.CREATE_RULESET, None, 0, landlock.ASK_VERSION)
    except OSError:
        return False
    return True


if kernel_shuts_folders():
    LEFT["the locks of the kernel"] = "sys.addaudithook = lambda _hook: None"


class Listener:
    """A server on the loopback address that counts who knocks, whatever they want to say."""

    def __init__(self) -> None:
        self.server = socket.create_server(("127.0.0.1", 0))
        self.knocks = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def url(self, scheme: str = "http") -> str:
        return f"{scheme}://127.0.0.1:{self.server.getsockname()[1]}/inside.svg"

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                visitor, _address = self.server.accept()
                self.knocks += 1
                visitor.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    # An end to the waiting of the thread; a mere close would leave it there.
    made.server.shutdown(socket.SHUT_RDWR)
    made.server.close()


@pytest.fixture(scope="module")
def canary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("secret") / "canary.svg"
    bird = f'<rect fill="{YELLOW}" width="99" height="99"/>'
    file.write_text(f"<svg {SVG}><title>{CANARY.decode()}</title>{bird}</svg>")
    return file


@pytest.fixture(scope="module")
def locked() -> Iterator[Child]:
    child = Child(Limits())
    yield child
    child.close()


@pytest.fixture(scope="module", params=LEFT.values(), ids=list(LEFT))
def locked_with_a_hole(request: pytest.FixtureRequest) -> Iterator[Child]:
    before, _main, _rest = children_of_ours.PROGRAM.rpartition("main()")
    with pytest.MonkeyPatch.context() as patch:
        program = f"{before}{WITH_A_HOLE}{request.param}\nmain()\n"
        patch.setattr(children_of_ours, "PROGRAM", program)
        child = Child(Limits())
    yield child
    child.close()


def by_child(child: Child, html: str) -> bytes:
    """What the child makes of it; refusing to print it is as good as leaving it out."""
    try:
        return child.set_pages(html, "", variant="pdf/a-3a")
    except PagesFailed:
        assert child.is_alive
        return b""


def by_engine(html: str) -> bytes:
    with suppress(Exception):
        written: bytes = HTML(string=html).write_pdf()
        return written
    return b""


def tells(data: bytes) -> bool:
    """Whether the file says, in any of its streams, what the canary says, or shows its colour."""
    if not data:
        return False
    with pikepdf.open(io.BytesIO(data)) as pdf:
        streams = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream)]
        return any(word in _read(stream) for stream in streams for word in (CANARY, COLOUR))


def _read(stream: pikepdf.Stream) -> bytes:
    with suppress(pikepdf.PdfError):
        return stream.read_bytes()
    return b""


# -- control: without locks they work ----------------------------------------------------------
@pytest.mark.parametrize("vector", CONNECTIONS.values(), ids=list(CONNECTIONS))
def test_engine_without_locks_opens_connections(vector: str, listener: Listener) -> None:
    by_engine(aimed(vector, listener.url()))
    assert listener.knocks


@pytest.mark.parametrize("name", FILES)
def test_engine_without_locks_tells_what_files_say(name: str, canary: Path) -> None:
    assert tells(by_engine(aimed(CONNECTIONS[name], canary.as_uri())))


# -- with locks --------------------------------------------------------------------------------
EVERY = {**CONNECTIONS, **UNTRIED}


@pytest.mark.behaviour("R11", "X17", "P21")
@pytest.mark.parametrize("vector", EVERY.values(), ids=list(EVERY))
def test_no_document_opens_a_connection(vector: str, locked: Child, listener: Listener) -> None:
    for scheme in ("http", "https", "ftp"):
        by_child(locked, aimed(vector, listener.url(scheme)))
    assert listener.knocks == 0


@pytest.mark.behaviour("R11", "X17", "P21")
@pytest.mark.parametrize("vector", EVERY.values(), ids=list(EVERY))
def test_no_document_reads_a_file(vector: str, locked: Child, canary: Path) -> None:
    for url in (canary.as_uri(), f"file://localhost{canary}", f"asset:{canary}", str(canary)):
        assert not tells(by_child(locked, aimed(vector, url)))


@pytest.mark.behaviour("R11")
def test_what_was_refused_is_logged(
    locked: Child, canary: Path, caplog: pytest.LogCaptureFixture
) -> None:
    by_child(locked, aimed(CONNECTIONS["background"], canary.as_uri()))
    assert f"asked for '{canary.as_uri()}', which is blocked" in caplog.text


# -- with a hole in the innermost lock ---------------------------------------------------------
@pytest.mark.behaviour("X17", "P21")
@pytest.mark.parametrize("vector", CONNECTIONS.values(), ids=list(CONNECTIONS))
def test_engine_with_a_hole_still_opens_no_connection(
    vector: str, locked_with_a_hole: Child, listener: Listener
) -> None:
    by_child(locked_with_a_hole, aimed(vector, listener.url()))
    assert listener.knocks == 0


@pytest.mark.behaviour("X17", "P21")
@pytest.mark.parametrize("name", FILES)
def test_engine_with_a_hole_still_reads_no_file(
    name: str, locked_with_a_hole: Child, canary: Path
) -> None:
    assert not tells(by_child(locked_with_a_hole, aimed(CONNECTIONS[name], canary.as_uri())))


@pytest.mark.behaviour("X17")
def test_engine_with_a_hole_does_not_tell_its_own_environment(locked_with_a_hole: Child) -> None:
    pdf = by_child(
        locked_with_a_hole, aimed(CONNECTIONS["attachment"], "file:///proc/self/environ")
    )
    assert b"/EmbeddedFile" not in pdf
