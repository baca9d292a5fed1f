"""The broker without a server: what a worker finds is whole."""

import json
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from kombu import Connection
from kombu.exceptions import ChannelError

from smartregion.celery import app
from smartregion.core import filebroker

MESSAGE = {"body": "x" * 50_000}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "queue"
    folder.mkdir()
    return folder


@pytest.fixture
def connection(folder: Path) -> Iterator[Connection]:
    filebroker.register()
    places = {"data_folder_in": str(folder), "data_folder_out": str(folder), "control_folder": str(folder.parent)}  # fmt: skip
    with Connection("files://localhost//", transport_options=places) as connection:
        yield connection


def test_message_has_no_name_before_it_is_whole(
    connection: Connection, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    replace = Path.replace

    def looked_at(part: Path, target: Path) -> Path:
        seen.append((part.name, json.loads(part.read_text()), list(folder.glob("*.msg"))))
        return replace(part, target)

    monkeypatch.setattr(Path, "replace", looked_at)
    connection.default_channel._put("short", MESSAGE)
    [(name, content, found)] = seen
    assert name.endswith(".part")
    assert (content, found) == (MESSAGE, [])
    assert len(list(folder.glob("*.short.msg"))) == 1


def test_what_is_taken_while_others_write_is_whole(connection: Connection) -> None:
    channel, wanted = connection.default_channel, 200

    def write() -> None:
        for number in range(wanted):
            channel._put("short", {**MESSAGE, "number": number})

    writer = Thread(target=write)
    writer.start()
    taken = []
    while writer.is_alive() or channel._size("short"):
        if channel._size("short"):
            taken.append(channel._get("short")["number"])
    writer.join()
    assert sorted(taken) == list(range(wanted))


def test_queue_takes_only_what_is_its_own(connection: Connection) -> None:
    channel = connection.default_channel
    channel._put("reports", {"number": 1})
    assert (channel._size("short"), channel._size("reports")) == (0, 1)


def test_folder_that_is_gone_is_told(connection: Connection, folder: Path) -> None:
    channel = connection.default_channel
    folder.rmdir()
    with pytest.raises(ChannelError, match="short"):
        channel._put("short", MESSAGE)


def test_embedded_product_uses_it() -> None:
    assert app.amqp.Connection("files://localhost//").get_transport_cls() is filebroker.Transport
