"""The explorer in a browser: it starts, stays on its own host, and answers a query."""

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import strawberry
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from strawberry.asgi import GraphQL

from server.explorer.page import explorer_files, explorer_page

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = pytest.mark.skipif(
    not CHROMIUM.exists(), reason=f"{CHROMIUM} is absent: apt-get install chromium"
)

EXAMPLES = (
    "query Greeting {\n  greeting\n}",
    'query Named { greeting(name: "Ada") }',
)
WATCH_THE_POLICY = """
window.refused = [];
document.addEventListener('securitypolicyviolation', event => window.refused.push(
  `${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
"""


@strawberry.type
class Query:
    @strawberry.field(description="Says **hello**.")
    def greeting(self, name: str = "world") -> str:
        return f"Hello, {name}!"


async def page_of(_request: Request) -> Response:
    return explorer_page(endpoint="/graphql", title="Try it", language="en", examples=EXAMPLES)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    app = Starlette(routes=[Route("/", page_of), explorer_files()])
    app.mount("/graphql", GraphQL[None, None](strawberry.Schema(Query), graphql_ide=None))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()


class Visit:
    """A page, with what went wrong on it and where it sent requests to."""

    def __init__(self, page: Any, address: str) -> None:
        self.page = page
        self.address = address
        self.errors: list[str] = []
        self.requests: list[str] = []
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.add_init_script(WATCH_THE_POLICY)
        page.goto(address)
        page.get_by_role("button", name="Execute query").wait_for()
        page.locator(".graphiql-query-editor .view-line").first.wait_for()

    def _note(self, message: Any) -> None:
        if message.type in {"error", "warning"}:
            self.errors.append(message.text)

    def went_well(self) -> None:
        self.page.wait_for_load_state("networkidle")
        assert self.errors == []
        assert self.page.evaluate("window.refused") == []
        others = [url for url in self.requests if not url.startswith((self.address, "data:"))]
        assert others == []

    def answer(self) -> str:
        self.page.get_by_role("button", name="Execute query").click()
        lines = self.page.locator(".graphiql-response .view-lines")
        sync_api.expect(lines).to_contain_text("Hello,")
        # Monaco writes spaces as no-break spaces.
        return str(lines.inner_text()).replace("\xa0", " ")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox"], headless=True
        )
        yield started
        started.close()


@pytest.fixture(params=[(1280, 800), (390, 844)], ids=["desktop", "phone"])
def visit(browser: Any, address: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height})
    yield Visit(context.new_page(), address)
    context.close()


def test_the_execute_button_shows_the_answer_to_the_first_example(visit: Visit) -> None:
    assert '"greeting": "Hello, world!"' in visit.answer()
    visit.went_well()


def test_each_example_has_a_tab(visit: Visit) -> None:
    visit.page.get_by_role("tab", name="Named").click()
    visit.page.wait_for_timeout(500)  # GraphiQL reads the name of the operation after 100 ms
    assert '"greeting": "Hello, Ada!"' in visit.answer()
    visit.went_well()


def test_a_wrong_field_is_marked_by_the_worker(visit: Visit) -> None:
    visit.page.locator(".graphiql-query-editor .view-line").nth(1).click()
    visit.page.keyboard.press("End")
    visit.page.keyboard.type(" wrong")
    visit.page.locator(".graphiql-query-editor .squiggly-error").first.wait_for()
    workers = {worker.url.removeprefix(visit.address) for worker in visit.page.workers}
    assert "/explorer/graphql.worker.js" in workers
    visit.went_well()


def test_the_prettify_button_sets_a_query_right(visit: Visit) -> None:
    visit.page.get_by_role("tab", name="Named").click()
    visit.page.get_by_role("button", name="Prettify query").click()
    lines = visit.page.locator(".graphiql-query-editor .view-line")
    sync_api.expect(lines.nth(2)).to_have_text("}")
    visit.went_well()


def test_the_page_is_no_wider_than_the_window(visit: Visit) -> None:
    width = visit.page.evaluate("document.documentElement.scrollWidth")
    assert width <= visit.page.viewport_size["width"]
    button = visit.page.get_by_role("button", name="Execute query").bounding_box()
    assert button["x"] + button["width"] <= visit.page.viewport_size["width"]
