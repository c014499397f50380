"""Nothing that is typed can leave the device: page and worker, JavaScript and Python, try every way to another host.

The other host allows everything and counts. Without the policy it hears of each way, so a way that fails for another
reason would be noticed; with the policy it must hear nothing.
"""

import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from sitemaker.serve import Server
from tests.browser.listener import Listener
from tests.browser.reply_page import ReplyPage

pytestmark = pytest.mark.whole_browser  # as people have it, with every way out that it knows
LEAKS = Path(__file__).with_name("leaks")
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="[^"]*">')
PATIENCE = 20  # seconds for the last requests to arrive
# Off unless a person switches it on.
NEVER = {"chromium": set[str](), "firefox": {"page/ping"}}


@pytest.fixture(scope="module")
def leaky(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as built, with what tries the ways beside it and within its engine."""
    copy = tmp_path_factory.mktemp("leaky") / "site"
    shutil.copytree(site, copy)
    shutil.copytree(LEAKS, copy / "leaks", ignore=shutil.ignore_patterns("pyodide.mjs"))
    (engine,) = (copy / "engine").glob("pyodide-*")
    (engine / "pyodide.js").rename(engine / "real.mjs")
    shutil.copy(LEAKS / "pyodide.mjs", engine / "pyodide.js")
    return copy


@pytest.fixture(scope="module")
def unprotected(leaky: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same without any policy."""
    copy = tmp_path_factory.mktemp("unprotected") / "site"
    shutil.copytree(leaky, copy)
    for page in copy.rglob("*.html"):
        html, found = META.subn("", page.read_text(encoding="utf-8"))
        assert found == 1
        page.write_text(html, encoding="utf-8")
    return copy


@pytest.fixture
def other() -> Iterator[Listener]:
    """The other host."""
    with Listener() as listener:
        yield listener


def tried_all_ways(page: Page, server: Server, other: Listener) -> set[str]:
    """Try every way from the reply page and its worker; what the other host should have heard of."""
    ReplyPage(page, server.url).ready()
    tried: list[str] = page.evaluate(
        """async ([leaks, to]) => {
          const { tryPage, tryWorker } = await import(leaks);
          return [...await tryWorker(to), ...await tryPage(to)];
        }""",
        [f"{server.url}leaks/page.mjs", other.url],
    )
    return set(tried)


def test_without_a_policy_every_way_leads_to_another_host(
    page: Page, unprotected: Path, other: Listener, browser_name: str
) -> None:
    with Server(unprotected) as server:
        expected = tried_all_ways(page, server, other) - NEVER[browser_name]
        assert {path.split("/")[0] for path in expected} == {"page", "worker", "python"}
        end = time.monotonic() + PATIENCE
        while not expected <= other.heard and time.monotonic() < end:
            page.wait_for_timeout(200)
    assert expected - other.heard == set()


@pytest.mark.parametrize("where", ["in the page alone", "in headers alone"])
def test_with_the_policy_no_way_leads_to_another_host(
    where: str, page: Page, leaky: Path, unprotected: Path, other: Listener
) -> None:
    with_headers = where == "in headers alone"
    with Server(unprotected if with_headers else leaky, with_headers=with_headers) as server:
        tried = tried_all_ways(page, server, other)
        assert len(tried) > 30
        page.wait_for_timeout(3_000)
        assert other.heard == set()
        # It was there to hear: what no policy holds back, a person who follows a link, arrives.
        page.goto(f"{other.url}/a-link")
    assert other.heard - {"favicon.ico"} == {"a-link"}
