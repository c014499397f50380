"""The next start begins from what was kept of the engine's memory, and does without it at the first doubt."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reply_page import MAIL, ReplyPage, until

# Without its window, Chromium ends the whole page where an engine reaches beyond its memory.
pytestmark = pytest.mark.whole_browser
# What workers say when they are ready, or have forgotten.
LISTEN = """
window.said = [];
window.made = 0;
const Real = Worker;
window.Worker = class extends Real {
  constructor(...given) {
    super(...given);
    window.made += 1;
    this.addEventListener("message", ({ data }) => {
      if (data.ready) window.said.push(data.remembers ? "remembers" : "began anew");
      if (data.forgot) window.said.push("forgot");
    });
  }
};
"""
FORGOT = ["forgot", "began anew"]
KEPT = """async () => {
  const name = (await caches.keys()).find((name) => name.includes(" memory "));
  return name ? (await (await caches.open(name)).keys()).length : 0;
}"""
# Aside, to come back to.
SPARE = """async () => {
  const name = (await caches.keys()).find((name) => name.includes(" memory "));
  const [cache, spare] = await Promise.all([caches.open(name), caches.open("spare")]);
  for (const request of await cache.keys()) await spare.put(request, await cache.match(request));
  return name;
}"""
# How: what becomes of the bytes. A sum that fits again leaves only the memory itself to show the damage.
DAMAGE = """async ([name, how]) => {
  const [cache, spare] = await Promise.all([caches.open(name), caches.open("spare")]);
  const [memory, note] = (await spare.keys()).map((request) => request.url).sort();
  let bytes = new Uint8Array(await (await spare.match(memory)).arrayBuffer());
  const told = await (await spare.match(note)).json();
  if (how === "cut") bytes = bytes.slice(0, 1_000_000);
  if (how === "noise") {
    for (let at = 1_000_000; at < bytes.length; at += 64) bytes[at] ^= 0x5a;
    told.sum = [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))].join(" ");
  }
  if (how === "other answer") told.answer = "another";
  await cache.put(memory, new Response(bytes));
  await cache.put(note, new Response(JSON.stringify(told)));
}"""


def said(page: Page) -> list[str]:
    """What the workers of the page shown have said."""
    found: list[str] = page.evaluate("() => window.said")
    return found


def visit(page: Page, server: str) -> None:
    """A visit in which the engine answers about a mail."""
    reply = ReplyPage(page, server).ready()
    reply.paste(reply.mail, MAIL)
    expect(reply.body).to_have_value(re.compile("Priya"))
    assert reply.failures == []


def test_the_memory_is_kept_used_and_dropped_when_in_doubt(page: Page, server: str, browser_name: str) -> None:
    page.add_init_script(LISTEN)
    page.clock.install()
    visit(page, server)
    assert said(page) == ["began anew"]
    page.clock.fast_forward(5_000)
    ReplyPage(page, None).box("The job").fill("clerk")
    page.clock.fast_forward(3_500)
    assert page.evaluate("() => window.made") == 1, "the picture is not taken while somebody types"
    page.clock.fast_forward(5_000)
    until(page, lambda: page.evaluate(KEPT) == 2)
    name = page.evaluate(SPARE)
    visit(page, server)
    assert said(page) == ["remembers"]
    # What is compared is the same in every browser; what noise does to a running engine is not.
    others = {"other answer": FORGOT, "cut": ["began anew"]} if browser_name == "chromium" else {}
    for how, expected in {"noise": FORGOT, **others}.items():
        page.evaluate(DAMAGE, [name, how])
        visit(page, server)
        assert said(page) == expected, how
        if expected == FORGOT:
            assert page.evaluate(KEPT) == 0
