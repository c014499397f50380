"""The page holds out: two tabs, back and forward, reloads, a tab nobody sees, many starts, very many keys."""

from __future__ import annotations

import re
import tempfile

import pytest
from playwright.sync_api import Page, Playwright, expect

from sitemaker.serve import Server
from tests import browsers
from tests.bench import cycles, memory
from tests.browser.reply_page import START, ReplyPage, until

KEYS = 10_000
# Every letter the page shows, by the number in it; a number that falls is a late answer.
TYPE_ON = """async (keys) => {
  const field = document.querySelector("[name=company]");
  const letter = document.querySelector("[name=letter_body]");
  const { get, set } = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value");
  const seen = [];
  Object.defineProperty(letter, "value", {
    configurable: true,
    get() { return get.call(this); },
    set(text) {
      seen.push(Number(text.match(/Company (\\d+)/)?.[1] ?? 0));
      set.call(this, text);
    },
  });
  for (let key = 1; key <= keys; key += 1) {
    field.value = `Company ${key}`;
    field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText" }));
    if (key % 20 === 0) await new Promise((resolve) => setTimeout(resolve));
  }
  const end = Date.now() + 20000;
  while (seen.at(-1) !== keys && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 50));
  delete letter.value;
  return seen;
}"""
# As in a tab in the background: no frames, and the page is told so.
UNSEEN = """
window.requestAnimationFrame = () => 0;
Object.defineProperty(document, "visibilityState", { get: () => window.seen ? "visible" : "hidden" });
"""
# A browser may keep a page it has left, with its worker, and tells a driver nothing of its coming back. So the page
# itself types, waits for the letter, and asks the host for a file of this name.
COMES_BACK = """
addEventListener("pageshow", async ({ persisted }) => {
  const [came] = performance.getEntriesByType("navigation");
  const form = document.querySelector("form[data-generator]");
  if (!form || !(persisted || came.type === "back_forward")) return;
  const until = async (holds) => { while (!holds()) await new Promise((resolve) => setTimeout(resolve, 100)); };
  await until(() => form.dataset.engineState === "ready");
  const company = form.querySelector("[name=company]");
  company.value = "Alder House";
  company.dispatchEvent(new InputEvent("input", { bubbles: true }));
  await until(() => form.querySelector("[name=letter_body]").value.includes("Alder House"));
  await fetch("../came-back", { cache: "no-store" });
});
"""


def fits(reply: ReplyPage, company: str) -> None:
    """Typing still leads to a letter."""
    reply.box("The company").fill(company)
    expect(reply.body).to_have_value(re.compile(company))


@pytest.mark.only_browser("chromium")
def test_two_tabs_at_once(page: Page, server: str) -> None:
    other = page.context.new_page()
    both = ReplyPage(page, server), ReplyPage(other, server)
    for reply, company in zip(both, ("Lakeside Clinic", "Alder House"), strict=True):
        fits(reply.ready(), company)
    expect(both[0].body).to_have_value(re.compile("Lakeside Clinic"))
    other.close()
    fits(both[0], "Marigold School")


def test_back_and_forward(page: Page, faulty_server: Server) -> None:
    page.add_init_script(COMES_BACK)
    ReplyPage(page, faulty_server.url).ready()
    page.goto(f"{faulty_server.url}guide/start-here/")
    page.evaluate("() => { setTimeout(() => history.back()); }")
    until(page, lambda: "came-back" in faulty_server.faults.asked)


@pytest.mark.only_browser("chromium")
def test_a_reload_while_the_engine_is_on_its_way(page: Page, faulty_server: Server) -> None:
    faulty_server.faults.delay("engine/python-*", 2)
    reply = ReplyPage(page, faulty_server.url)
    for _ in range(3):
        expect(reply.form).to_have_attribute("data-engine-state", "loading")
        page.reload(wait_until="commit")
    fits(reply.ready(), "Lakeside Clinic")
    assert reply.failures == []


@pytest.mark.only_browser("chromium")
def test_a_tab_that_nobody_sees_gets_ready_and_answers(page: Page, server: str) -> None:
    page.add_init_script(UNSEEN)
    reply = ReplyPage(page, server).ready()
    fits(reply, "Lakeside Clinic")
    page.evaluate("() => { window.seen = true; document.dispatchEvent(new Event('visibilitychange')); }")
    fits(reply, "Alder House")


def test_no_key_is_lost_and_no_answer_comes_late(reply: ReplyPage) -> None:
    fits(reply, "Company 0")
    seen: list[int] = reply.page.evaluate(TYPE_ON, KEYS)
    assert seen[-1] == KEYS
    assert seen == sorted(seen)
    expect(reply.body).to_have_value(re.compile(f"Company {KEYS}\\b"))


def test_workers_that_have_ended_leave_nothing_behind(playwright: Playwright, server: str) -> None:
    """A few of the hundred cycles of `make bench`. One engine that stayed would hold some hundred megabytes."""
    options = browsers.sparing_options("chromium")
    with (
        tempfile.TemporaryDirectory() as profile,
        playwright.chromium.launch_persistent_context(profile, **options) as context,
    ):
        page = context.new_page()
        page.goto(f"{server}reply/embed/")
        cycles.cycle(page, 1)
        held = memory.held_by_pages(profile)
        assert held > 0 or not memory.PROCESSES.is_dir(), "where processes can be looked at, the page's is found"
        cycles.cycle(page, 4)
        until(page, lambda: len(page.workers) == 0, START / 1000)
        until(page, lambda: memory.held_by_pages(profile) < held + 150)
