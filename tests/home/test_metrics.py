"""Requests are counted over all processes of a real server, by room and status, and by nothing else."""

import http.client
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from scripts.with_services import free_port
from tests.plugins.servers import WebServers

pytestmark = [pytest.mark.postgres, pytest.mark.slow]
TOKEN = "nur-fuer-diesen-test-lang-genug"


def ask(port: int, path: str, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    answer.read_text = answer.read().decode()  # type: ignore[attr-defined]
    connection.close()
    return answer


@pytest.mark.behaviour("A4")
def test_two_processes_are_added_up(transactional_db: None, tmp_path: Path) -> None:
    servers, port = WebServers(tmp_path / "web.log"), free_port()
    # Each process answers one request at a time, so both get some.
    options = ["--bind", f"127.0.0.1:{port}", "--workers", "2", "--log-level", "critical"]
    told = {"METRICS_TOKEN": TOKEN, "PROMETHEUS_MULTIPROC_DIR": str(tmp_path), "LOG_FORMAT": "json"}
    servers.start("gunicorn", "smartregion.wsgi:application", *options, port=port, **told)
    try:
        for _ in range(12):
            assert ask(port, "/umfragen/").status == 200
            assert ask(port, "/gibt-es-nicht/geheim").status == 404
        answer = ask(port, "/metrics", Authorization=f"Bearer {TOKEN}")
    finally:
        servers.kill()
    counted = {
        (sample.labels["room"], sample.labels["status"]): sample.value
        for family in text_string_to_metric_families(answer.read_text)  # type: ignore[attr-defined]
        for sample in family.samples
        if sample.name == "smartregion_request_seconds_count"
    }
    assert counted[("surveys", "2xx")] == 12
    assert counted[("none", "4xx")] == 12
    assert "geheim" not in answer.read_text  # type: ignore[attr-defined]
    log = (tmp_path / "web.log").read_text()
    assert "geheim" not in log
    assert '"message": "Not Found: (an address that is none)"' in log
