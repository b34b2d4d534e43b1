import json
import re
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from benchmarks.serving.load import measure
from benchmarks.serving.questions import DISTINCT
from benchmarks.serving.servers import cores

pytestmark = pytest.mark.skipif(shutil.which("wrk") is None, reason="there is no wrk")


class Answers(BaseHTTPRequestHandler):
    """Answers what the request says."""

    protocol_version = "HTTP/1.1"
    seen: list[str]

    def do_POST(self) -> None:
        asked = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.seen.append(asked)
        answer = json.loads(asked)["answer"].encode()
        self.send_response(json.loads(asked).get("status", 200))
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, *_: object) -> None:
        """The load hangs up at its end, whatever is under way."""


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    handler = type("Handler", (Answers,), {"seen": []})
    with Server(("127.0.0.1", 0), handler) as one:
        thread = threading.Thread(target=one.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{one.server_port}/", handler.seen
        one.shutdown()
        thread.join()


GOOD = json.dumps({"answer": '{"data":{"title":"\\"errors\\":"}}'})
WITH_ERRORS = json.dumps({"answer": '{"data":null,"errors":[{"message":"no"}]}'})
NOT_FOUND = json.dumps({"answer": "{}", "status": 404})


def lines(path: Path, *bodies: str) -> Path:
    path.write_text("".join(f"{one}\n" for one in bodies))
    return path


def test_every_answer_is_looked_through(server: tuple[str, list[str]], tmp_path: Path) -> None:
    url, _ = server
    bodies = lines(tmp_path / "bodies", GOOD)
    made = measure(url, bodies, core=cores()[1], connections=4, seconds=1)
    assert made.answers == made.requests > 0
    assert made.wrong == made.failed == 0


@pytest.mark.parametrize("bad", [WITH_ERRORS, NOT_FOUND])
def test_an_answer_with_errors_or_another_status_is_wrong(
    server: tuple[str, list[str]], tmp_path: Path, bad: str
) -> None:
    url, _ = server
    bodies = lines(tmp_path / "bodies", GOOD, bad)
    made = measure(url, bodies, core=cores()[1], connections=4, seconds=1)
    assert 0 < made.wrong < made.answers
    assert json.loads(bad)["answer"] in made.example


def test_what_was_never_asked_is_asked_once(server: tuple[str, list[str]], tmp_path: Path) -> None:
    url, seen = server
    bodies = lines(tmp_path / "bodies", GOOD, GOOD[:-1] + f', "new": "a{DISTINCT}b"}}')
    measure(url, bodies, core=cores()[1], connections=4, seconds=1)
    new = [found.group() for one in seen if (found := re.search(r"a\d+b", one))]
    assert len(new) > 1
    assert len(set(new)) == len(new)
