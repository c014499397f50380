"""The page for frames, in a frame on another site: as a career center would have it."""

from __future__ import annotations

import functools
import json
import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

from sitemaker.serve import Patient, Server
from tests.browser.reply_page import MAIL, START, paste, until

DOCUMENTED = Path(__file__).parents[2] / "sitemaker" / "pages" / "frame.html"
QUIET_TURNS = 10  # of a tenth of a second
NO_STORAGE = """
for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
  Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });
}
"""


class Host:
    """A page on another origin that frames ours, with the documented code; its own policy is strict."""

    def __init__(self, address: str, fragment: str = "", with_script: bool = True, sandbox: str = "") -> None:
        code = DOCUMENTED.read_text(encoding="utf-8").replace("ADDRESS", f"{address}reply/embed/{fragment}")
        if sandbox:
            code = code.replace("<iframe ", f'<iframe sandbox="{sandbox}" ')
        if not with_script:
            code = code.partition("<script>")[0]
        self.html = (
            f"<!doctype html><link rel=icon href='data:,'><title>Career center</title><h1>Host</h1>{code}".replace(
                "<script>", '<script nonce="host">'
            )
        )
        policy = (
            f"default-src 'none'; script-src 'nonce-host'; frame-src {address}; "
            "style-src-attr 'unsafe-inline'; img-src data:"
        )
        html = self.html

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Security-Policy", policy)
                self.end_headers()
                self.wfile.write(html.encode())

            def log_message(self, *_: object) -> None:
                pass

        self.server = Patient(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://localhost:{self.server.server_port}/"


@pytest.fixture
def hosts() -> Iterator[list[Host]]:
    made: list[Host] = []
    yield made
    for host in made:
        host.server.shutdown()
        host.server.server_close()


def opened(page: Page, hosts: list[Host], host: Host) -> FrameLocator:
    hosts.append(host)
    page.goto(host.url)
    return page.frame_locator("iframe")


def touch(field: Locator, browser_name: str) -> None:
    """Firefox's driver has neither mouse nor keyboard in a frame of another site; there the focus comes by script."""
    if browser_name == "firefox":
        field.evaluate("(field) => field.focus()")
    else:
        field.click()


def test_a_frame_starts_the_engine_on_the_first_touch_and_writes_a_letter(
    page: Page, browser_name: str, server: str, hosts: list[Host]
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    frame = opened(page, hosts, Host(server, "#stage=final_round"))
    form = frame.locator("form[data-generator]")
    expect(form).to_have_attribute("data-engine-state", "idle")
    expect(frame.get_by_text("Jordan Lee")).to_be_visible()
    expect(frame.get_by_role("radio", name="The final round")).to_be_checked()
    assert not [url for url in asked if "/engine/" in url]
    # Firefox's driver has no mouse in a frame of another site.
    frame.get_by_role("textbox", name="Your name").fill("Robin")
    expect(form).to_have_attribute("data-engine-state", "ready", timeout=START)
    paste(frame.get_by_role("textbox", name="Your name"), "Robin Ash")
    expect(frame.get_by_role("textbox", name="Letter", exact=True)).to_have_value(re.compile("Robin Ash"))
    expect(frame.get_by_role("navigation", name="Header")).to_have_count(0)
    expect(frame.get_by_role("link", name="Open this page on its own")).to_have_attribute(
        "href", re.compile(r"(^|/)\.\./$|reply/$")
    )


@pytest.mark.only_browser("chromium")  # Firefox's driver has no mouse in a frame of another site
def test_a_link_to_a_question_moves_the_page_around_a_frame_as_tall_as_its_content(
    page: Page, server: str, hosts: list[Host]
) -> None:
    page.set_viewport_size({"width": 700, "height": 500})
    frame = opened(page, hosts, Host(server, "#stage=interview"))
    form = frame.locator("form[data-generator]")
    frame.get_by_role("textbox", name="Your name").fill("Robin")
    expect(form).to_have_attribute("data-engine-state", "ready", timeout=START)
    until(page, lambda: height_of(page) > 1500)
    frame.get_by_text("What would change this").click()
    link = frame.get_by_role("link", name=re.compile("^Change")).first
    link.scroll_into_view_if_needed()
    link.click()
    target = re.sub(".*#", "#", link.get_attribute("href") or "")
    expect(frame.locator(target)).to_be_in_viewport()
    assert frame.locator(target).evaluate("() => document.documentElement.scrollHeight - innerHeight") <= 1


def test_a_closed_sandbox_is_told_at_once_and_the_finished_letters_stand_there(
    page: Page, server: str, hosts: list[Host]
) -> None:
    frame = opened(page, hosts, Host(server, sandbox="allow-scripts allow-popups"))
    expect(frame.get_by_text("The site around this page has closed it off")).to_be_visible(timeout=5_000)
    expect(frame.get_by_text("Jordan Lee").first).to_be_visible()
    expect(frame.get_by_role("link", name="Open this page on its own")).to_be_visible()


def test_a_sandbox_that_leaves_the_page_its_origin_works(
    page: Page, browser_name: str, server: str, hosts: list[Host]
) -> None:
    frame = opened(page, hosts, Host(server, sandbox="allow-scripts allow-same-origin allow-popups"))
    expect(frame.locator("form[data-alive]")).to_be_attached()
    touch(frame.get_by_role("textbox", name="Paste the email here"), browser_name)
    expect(frame.locator("form[data-generator]")).to_have_attribute("data-engine-state", "ready", timeout=START)
    expect(frame.get_by_text("The site around this page has closed it off")).to_be_hidden()


def height_of(page: Page) -> float:
    """How tall the frame is on its host."""
    box = page.locator("iframe").bounding_box()
    return box["height"] if box else 0


def settle(page: Page, height: Callable[[], float]) -> None:
    """Wait until the frame keeps its height for a while."""
    seen = [height()]

    def at_rest() -> bool:
        seen.append(height())
        return len(seen) > QUIET_TURNS and len(set(seen[-QUIET_TURNS:])) == 1

    until(page, at_rest)


def test_the_frame_tells_its_height_and_the_documented_code_follows(page: Page, server: str, hosts: list[Host]) -> None:
    frame = opened(page, hosts, Host(server))
    expect(frame.locator("form[data-alive]")).to_be_attached()
    height = functools.partial(height_of, page)
    until(page, lambda: height() > 500)
    expect(frame.locator("h1")).to_be_visible()
    assert page.frames[1].evaluate("() => document.documentElement.scrollHeight - innerHeight") <= 1
    frame.get_by_role("button", name="No email to paste").dispatch_event("click")
    frame.get_by_text("All the questions", exact=True).dispatch_event("click")
    until(page, lambda: height() > 1500)
    # The first touch starts the engine, whose answers make the page taller: what is compared has to be at rest.
    expect(frame.locator("form[data-generator]")).to_have_attribute("data-engine-state", "ready", timeout=START)
    expect(frame.locator("[data-out=verdict]")).not_to_be_empty()
    settle(page, height)
    before = height()
    more = frame.get_by_text("More questions").first
    more.dispatch_event("click")
    until(page, lambda: height() > before + 100)
    more.dispatch_event("click")
    until(page, lambda: height() <= before + 2)


def test_a_touch_before_the_script_has_come_counts(
    page: Page, browser_name: str, faulty_server: Server, hosts: list[Host]
) -> None:
    faulty_server.faults.delay("reply/app-*/page.js", 2)
    frame = opened(page, hosts, Host(faulty_server.url))
    touch(frame.get_by_label("Paste the email here"), browser_name)
    form = frame.locator("form[data-generator]")
    expect(form).to_have_attribute("data-engine-state", "ready", timeout=START)


def test_a_frame_works_without_the_hosts_script_and_without_any_storage(
    page: Page, browser_name: str, server: str, hosts: list[Host]
) -> None:
    page.add_init_script(NO_STORAGE)
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    frame = opened(page, hosts, Host(server, with_script=False))
    mail = frame.get_by_label("Paste the email here")
    touch(mail, browser_name)
    expect(frame.locator("form[data-generator]")).to_have_attribute("data-engine-state", "ready", timeout=START)
    paste(mail, MAIL)
    frame.locator("[data-part=questions]").evaluate("(box) => { box.open = true; }")
    expect(frame.get_by_role("textbox", name="The company")).to_have_value("Lakeside Clinic")
    frame.locator("summary").get_by_text("Keep my log on this device").dispatch_event("click")
    frame.locator("[data-part=later]").evaluate("(box) => { box.open = true; }")
    frame.get_by_role("checkbox", name="Keep it here").dispatch_event("click")
    expect(frame.get_by_role("status")).to_contain_text("does not let the page keep anything")
    assert failures == []


HEARING = """
  window.heard = [];
  addEventListener('message', (event) => window.heard.push(String(event.data)));
"""


@pytest.mark.only_browser("chromium")
def test_a_learning_platform_hears_the_height_in_its_own_words(page: Page, server: str, hosts: list[Host]) -> None:
    page.add_init_script(HEARING)
    opened(page, hosts, Host(server))
    until(page, lambda: page.evaluate("() => window.heard.some((one) => one.includes('lti.frameResize'))"))
    [first, *_] = page.evaluate("() => window.heard.filter((one) => one.includes('lti.frameResize'))")
    assert json.loads(first)["height"] > 100


@pytest.mark.parametrize(("scheme", "palette"), [("dark", "slate"), ("light", "default")])
def test_a_link_says_how_light_the_frame_is(page: Page, server: str, scheme: str, palette: str) -> None:
    page.emulate_media(color_scheme="light" if scheme == "dark" else "dark")
    page.goto(f"{server}reply/embed/#scheme={scheme}")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", palette)
