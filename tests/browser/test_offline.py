"""After a visit the site works without a connection; what is kept makes room for the next release and can go."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sitemaker.publish import offline
from sitemaker.serve import Server, Site
from tests.browser import releases
from tests.browser.listener import Listener
from tests.browser.reply_page import MAIL, START, ReplyPage, until
from tests.faults import Faults

# The service worker's own; the engine's memory has its own tests.
KEPT = """async () => (await caches.keys()).map((name) => name.split(" ").slice(-2).join(" "))
  .filter((name) => !name.startsWith("memory"))"""
ENGINE_FILES = """async () => {
  const name = (await caches.keys()).find((name) => name.includes(" engine "));
  return (await (await caches.open(name)).keys()).length;
}"""
ENGINE_FILES_OR_NONE = """async () => {
  const name = (await caches.keys()).find((name) => name.includes(" engine "));
  return name ? (await (await caches.open(name)).keys()).length : 0;
}"""
WAITS = "async () => Boolean((await navigator.serviceWorker.getRegistration()).waiting)"
WORKERS = "async () => (await navigator.serviceWorker.getRegistrations()).length"
STARTS_IT = re.compile(r'<script type="module" src="[^"]*assets/offline-[^"]*"></script>')


QUIET = 4_000  # milliseconds, after which a page starts to keep what the next visit needs


def kept(page: Page) -> list[str]:
    """What is kept, as `pages <id>` and `engine <build>`."""
    found: list[str] = page.evaluate(KEPT)
    return found


def visit(page: Page, server: Server) -> ReplyPage:
    """A visit long enough for everything to be kept that will be."""
    page.clock.install()
    reply = ReplyPage(page, server.url).ready()
    page.clock.fast_forward(QUIET)
    until(page, lambda: {name.split()[0] for name in kept(page)} == {"pages", "engine"})
    until(page, lambda: page.evaluate(ENGINE_FILES) == 4)  # its place is there before its files are
    return reply


def test_the_reply_page_and_the_guide_work_without_a_connection(page: Page, site: Path) -> None:
    with Server(site, faults=Faults()) as server:
        server.faults.keep("*", 0)  # nothing comes from the browser's own cache unasked
        visit(page, server)
    reply = ReplyPage(page, server.url).ready()
    reply.paste(reply.mail, MAIL)
    expect(reply.body).to_have_value(re.compile("Priya"))
    for path in ("", "guide/start-here/", "letters/"):
        page.goto(server.url + path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert page.evaluate("() => document.styleSheets.length") >= 4, path


def test_the_next_release_comes_at_once_and_the_last_one_goes_when_nobody_needs_it(
    page: Page, faulty_server: Server, site: Path, tmp_path: Path
) -> None:
    later = releases.next_release(site, tmp_path)
    visit(page, faulty_server)
    before = kept(page)
    faulty_server.site = Site(later)
    ReplyPage(page, faulty_server.url)
    expect(page.locator("[data-out=reasons]")).to_contain_text(releases.OTHER_WORDS, timeout=START)
    assert set(before) <= set(kept(page)), "a page of the last release may still be open"
    engine = f"engine {releases.manifest(later)['build']}"
    until(page, lambda: engine in kept(page) and page.evaluate(WAITS))
    other = page.context.new_page()
    page.close()
    other.wait_for_timeout(1_000)
    other.goto(faulty_server.url)
    until(other, lambda: len(kept(other)) == 2 and not set(before) & set(kept(other)))
    assert engine in kept(other)


@pytest.mark.only_browser("chromium")
def test_a_release_can_switch_it_off(page: Page, faulty_server: Server, site: Path, tmp_path: Path) -> None:
    off = tmp_path / "off"
    shutil.copytree(site, off)
    for path in off.rglob("*.html"):
        path.write_text(STARTS_IT.sub("", path.read_text(encoding="utf-8")), encoding="utf-8")
    offline.write(off, releases.manifest(off)["build"])
    visit(page, faulty_server)
    faulty_server.site = Site(off)
    page.goto(faulty_server.url)
    until(page, lambda: not kept(page) and not page.evaluate(WORKERS))
    ReplyPage(page, faulty_server.url).ready()
    page.clock.fast_forward(QUIET)
    page.wait_for_timeout(1_000)
    assert kept(page) == []
    assert page.evaluate(WORKERS) == 0


@pytest.mark.only_browser("chromium")
def test_who_saves_data_keeps_pages_but_no_engine(page: Page, server: str) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    page.clock.install()
    reply = ReplyPage(page, server)
    expect(page.locator("html.js")).to_be_attached()
    page.clock.fast_forward(QUIET)
    until(page, lambda: [name.split()[0] for name in kept(page)] == ["pages"])
    reply.ask_everything()
    reply.box("The company").fill("Lakeside Clinic")
    reply.ready()
    page.clock.fast_forward(QUIET)
    page.wait_for_timeout(1_000)
    assert [name.split()[0] for name in kept(page)] == ["pages"]


def test_where_it_is_refused_the_page_works_all_the_same(page: Page, server: str) -> None:
    page.add_init_script(
        "if (navigator.serviceWorker) navigator.serviceWorker.register ="
        " () => Promise.reject(new DOMException('no', 'SecurityError'))"
    )
    page.clock.install()
    reply = ReplyPage(page, server).ready()
    page.clock.fast_forward(QUIET)
    page.wait_for_timeout(1_000)
    assert reply.failures == []
    assert page.evaluate(WORKERS) == 0


def test_a_page_cannot_make_it_ask_another_host(page: Page, server: str) -> None:
    """It runs outside the page's policy, so what it asks for is named by its own release."""
    visit_of = ReplyPage(page, server).ready()
    assert visit_of.failures == []
    with Listener() as other:
        page.evaluate(
            """async ([to, site]) => {
              const { active } = await navigator.serviceWorker.ready;
              await caches.keys().then((names) => Promise.all(names.map((name) => caches.delete(name))));
              const { build } = JSON.parse(document.getElementById("engine-manifest").textContent);
              const files = [`${to}/told`];
              for (const engine of [build, "other"]) active.postMessage({ engine, files, engineFiles: files });
            }""",
            [other.url, server],
        )
        until(page, lambda: page.evaluate(ENGINE_FILES_OR_NONE) == 4)
        page.wait_for_timeout(1_000)
        assert other.heard == set()


def test_a_sign_in_page_in_place_of_an_engine_file_is_not_kept(page: Page, site: Path, tmp_path: Path) -> None:
    """A network that asks one to sign in answers for every address, with a page."""
    signing_in = tmp_path / "signing-in"
    shutil.copytree(site, signing_in)
    (file,) = (signing_in / "engine").glob("python-*.wasm")
    file.write_text("<!doctype html><title>Sign in</title>", encoding="utf-8")
    with Server(signing_in) as server:
        reply = ReplyPage(page, server.url)
        reply.paste(reply.mail, MAIL)
        expect(reply.form).to_have_attribute("data-engine-state", "failed", timeout=START)
        server.site = Site(site)
        reply.button("Try again").click()
        reply.ready()
        assert reply.mail.input_value() == MAIL
