"""The explorer in a browser: it starts, stays on its own host, and answers a query."""

import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import strawberry
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from strawberry.asgi import GraphQL

from server.explorer.page import Asked, explorer_files, explorer_page

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = pytest.mark.skipif(
    not CHROMIUM.exists(), reason=f"{CHROMIUM} is absent: apt-get install chromium"
)

COMMENT = "# What does the server say to whoever asks it without a name, in one line?"
EXAMPLES = (
    "query Greeting {\n  greeting\n}",
    'query Named { greeting(name: "Ada") }',
    COMMENT + "\nquery Commented { greeting }",
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


SHARED = """\
query First($name: String!) { greeting(name: $name) }
query Second($name: String!) { again: greeting(name: $name) }
"""


async def page_of(request: Request) -> Response:
    query = request.query_params.get("query")
    return explorer_page(
        endpoint="/graphql",
        title="Try it",
        language="en",
        examples=EXAMPLES,
        asked=query and Asked(**request.query_params),
    )


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

    def __init__(self, page: Any, address: str, asks: str = "") -> None:
        self.page = page
        self.address = address
        self.errors: list[str] = []
        self.requests: list[str] = []
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.add_init_script(WATCH_THE_POLICY)
        page.goto(f"{address}/?{asks}")
        page.get_by_role("button", name="Execute query").wait_for()
        page.locator(".graphiql-query-editor .view-line").first.wait_for()

    def _note(self, message: Any) -> None:
        if message.type in {"error", "warning"}:
            self.errors.append(message.text)

    def went_well(self) -> None:
        # Chromium does not always tell that a worker's request has ended.
        with suppress(sync_api.TimeoutError):
            self.page.wait_for_load_state("networkidle", timeout=5_000)
        assert self.errors == []
        assert self.page.evaluate("window.refused") == []
        others = [url for url in self.requests if not url.startswith((self.address, "data:"))]
        assert others == []

    def question(self) -> str:
        lines = self.page.locator(".graphiql-query-editor .view-lines").inner_text()
        return str(lines).replace("\xa0", " ")

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
def window(browser: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height})
    yield context
    context.close()


@pytest.fixture
def visit(window: Any, address: str) -> Visit:
    return Visit(window.new_page(), address)


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


def test_a_long_comment_is_readable_without_scrolling(visit: Visit) -> None:
    visit.page.get_by_role("tab", name="Commented").click()
    lines = visit.page.locator(".graphiql-query-editor .view-lines")
    sync_api.expect(lines).to_contain_text("Commented")
    assert COMMENT in re.sub(r"\s+", " ", visit.question())
    button = visit.page.get_by_role("button", name="Execute query").bounding_box()
    for line in visit.page.locator(".graphiql-query-editor .view-line > span").all():
        box = line.bounding_box()
        assert box["x"] + box["width"] <= button["x"]


def test_a_shared_link_shows_its_question_and_the_operation_it_names(
    window: Any, address: str
) -> None:
    asks = {"query": SHARED, "variables": '{"name": "Ada"}', "operationName": "Second"}
    for again in (False, True):  # the second time among the tabs that the browser kept
        visit = Visit(window.new_page(), address, urlencode(asks))
        visit.page.get_by_role("tab", name="Second", selected=True).wait_for()
        variables = visit.page.locator("[aria-label=Variables] .view-lines").first
        sync_api.expect(variables).to_have_text('{"name":\xa0"Ada"}')
        visit.page.get_by_role("button", name="Execute query").click()
        visit.page.get_by_role("menuitem", name="Second").click()
        lines = visit.page.locator(".graphiql-response .view-lines")
        sync_api.expect(lines).to_contain_text('"again":\xa0"Hello,\xa0Ada!"')
        assert visit.page.get_by_role("tab", name="Second").count() == 1, again
        visit.went_well()


def test_a_shared_link_takes_nothing_over_from_the_last_visit(window: Any, address: str) -> None:
    first = {"query": "query One($name: String!) { greeting(name: $name) }", "variables": "{}"}
    Visit(window.new_page(), address, urlencode(first)).went_well()
    visit = Visit(window.new_page(), address, urlencode({"query": "query Two { greeting }"}))
    visit.page.get_by_role("tab", name="Two").wait_for()
    assert '"greeting": "Hello, world!"' in visit.answer()
    assert visit.page.locator("[aria-label=Variables] .view-lines").first.inner_text().strip() == ""
    visit.went_well()
