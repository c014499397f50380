"""Every test in this folder that asks for `page` or `reply` runs in Chromium and in Firefox.

page    a page of its own, in a fresh browser profile
reply   the reply page with its engine running, shared by tests and started over before each. An engine takes a browser
        seconds to start, so a test that does not look at the start asks for this one

Wait on locators (`expect(locator)…`), never on `page.wait_for_function("…")`: the site's policy forbids text as code.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, Playwright, Response

from tests import browsers
from tests.browser.reply_page import ReplyPage


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: Mapping[str, Any], browser_name: str) -> dict[str, Any]:
    """The browsers of this machine instead of Playwright's own builds."""
    return {**browser_type_launch_args, **browsers.sparing_options(browser_name)}


def pytest_configure(config: pytest.Config) -> None:
    """Markers of ours."""
    config.addinivalue_line("markers", "whole_browser: in all that people have, not in Chromium without its window")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A test marked `only_browser("chromium")` is no test of Firefox.

    Playwright's driver does not do everything in a stock Firefox: report downloads, show a page as on paper or in the
    system's own colors, switch JavaScript off, keep a window in front.
    """
    left_out = [item for item in items if not runs(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


def runs(item: pytest.Item) -> bool:
    """Whether a test is one of the browser it would run in."""
    marker, call = item.get_closest_marker("only_browser"), getattr(item, "callspec", None)
    return not (marker and call and call.params.get("browser_name") not in marker.args)


@pytest.fixture
def page(page: Page, browser_name: str) -> Page:
    """In Firefox the driver at times takes a navigation for one that disturbs itself; asked again, it goes through."""
    goto = page.goto

    def patient(url: str, **options: Any) -> Response | None:
        try:
            return goto(url, **options)
        except Error as error:
            if "is interrupted by another navigation" not in str(error):
                raise
            page.wait_for_load_state()
            return goto(url, **options)

    if browser_name == "firefox":
        page.goto = patient  # type: ignore[method-assign]
    return page


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """For what depends on the page alone, or what Playwright can ask of Chromium only: scripts off, a page on paper."""
    browser = playwright.chromium.launch(**browsers.sparing_options("chromium"))
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def whole_chromium(playwright: Playwright) -> Iterator[Browser]:
    """Chromium as people have it, with all that it has; a window is not shown."""
    browser = playwright.chromium.launch(**browsers.sparing_options("chromium", with_window=True))
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def browser(browser: Browser, browser_name: str, request: pytest.FixtureRequest) -> Browser:
    """The browser of this run; for a module marked `whole_browser` never Chromium without its window."""
    wanted = browser_name == "chromium" and request.node.get_closest_marker("whole_browser")
    whole: Browser = request.getfixturevalue("whole_chromium") if wanted else browser
    return whole


@pytest.fixture(scope="session")
def running() -> dict[Browser, Page]:
    """Reply pages whose engine runs. pytest ends a browser when a test of the other one comes in between."""
    return {}


@pytest.fixture
def reply(
    browser: Browser, server: str, running: dict[Browser, Page], request: pytest.FixtureRequest
) -> Iterator[ReplyPage]:
    """The reply page as it is after "Start over". One that a test failed on goes to no other test."""
    page = running.pop(browser, None)
    reply = ReplyPage.started_over(page) if page else ReplyPage(browser.new_page(), server).ready()
    reply.page.bring_to_front()  # Firefox gives the focus to no page behind another
    yield reply
    if reply.leave() and not getattr(request.node, "failed", True):
        running[browser] = reply.page
    else:
        reply.page.context.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Tell the fixtures of a test whether it failed."""
    report = yield
    if call.when == "call":
        item.failed = report.failed  # type: ignore[attr-defined]
    return report
