"""What the page says while the engine comes, and when it does not."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from sitemaker.serve import Server
from tests.browser.reply_page import MAIL, START, ReplyPage

FINISHED = "Finished letters"
WATCHED = """
window.workers = [];
const Real = Worker;
window.Worker = class extends Real {
  constructor(...given) { super(...given); window.workers.push(this); }
};
// Besides the one that answers there is one that takes a picture of the memory.
window.engine = () => window.workers.filter((worker) => worker.onerror).at(-1);
"""


def test_a_slow_engine_takes_typing_and_says_in_words_what_happens(page: Page, faulty_server: Server) -> None:
    faulty_server.faults.delay("engine/python-*", 12)
    page.clock.install()
    reply = ReplyPage(page, faulty_server.url)
    expect(reply.form).to_have_attribute("data-engine-state", "loading")
    expect(reply.status).to_have_text("The letter writer is on its way. You can already type.")
    reply.ask_everything()
    expect(page.get_by_role("heading", name="A finished letter to read meanwhile")).to_be_visible()
    expect(page.get_by_text("Jordan Lee")).to_be_visible()
    reply.paste(reply.mail, MAIL)
    reply.box("Your name").fill("Robin Ash")
    page.clock.fast_forward(11_000)
    expect(reply.status).to_contain_text("This takes longer than usual")
    reply.ready()
    assert reply.box("Your name").input_value() == "Robin Ash"
    expect(reply.body).to_have_value(re.compile("Robin Ash"))
    expect(page.get_by_role("heading", name="A finished letter to read meanwhile")).to_be_hidden()


def test_a_missing_or_cut_engine_file_ends_in_words_and_try_again_works(page: Page, faulty_server: Server) -> None:
    faults = faulty_server.faults
    faults.keep("*", 0)  # else what came once is there the next time
    faults.missing("engine/python-*")
    reply = ReplyPage(page, faulty_server.url)
    reply.paste(reply.mail, MAIL)
    failed(reply, "one of its files did not arrive")
    faults.gone.clear()
    for file in ("pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm"):
        faults.missing(f"engine/*/{file}")
        reply.button("Try again").click()
        failed(reply, "one of its files did not arrive")
        faults.gone.clear()
    for file in ("engine/python-*", "engine/*/pyodide.asm.js", "engine/*/pyodide.asm.wasm"):
        faults.cut(file, 100_000)
        reply.button("Try again").click()
        failed(reply, "did not arrive|damaged or incomplete")
        faults.short.clear()
    reply.button("Try again").click()
    reply.ready()
    assert reply.mail.input_value() == MAIL
    expect(reply.body).to_have_value(re.compile("Priya"))


def failed(reply: ReplyPage, why: str) -> None:
    """The page says why there is no letter, keeps what was typed, and offers the finished letters."""
    expect(reply.form).to_have_attribute("data-engine-state", "failed", timeout=START)
    expect(reply.status).to_contain_text(re.compile(why))
    expect(reply.status).to_contain_text("Everything you typed is still here")
    expect(reply.page.get_by_role("heading", name=FINISHED, exact=True)).to_be_visible()
    expect(reply.button("Try again")).to_be_visible()
    assert reply.mail.input_value() == MAIL


def test_without_webassembly_the_page_says_so(page: Page, server: str) -> None:
    page.add_init_script("delete window.WebAssembly")
    reply = ReplyPage(page, server)
    expect(reply.form).to_have_attribute("data-engine-state", "failed")
    expect(reply.status).to_contain_text("does not offer WebAssembly")


@pytest.mark.only_browser("chromium")
def test_without_javascript_the_finished_letters_are_there(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}reply/")
    expect(page.get_by_text("needs JavaScript")).to_be_visible()
    expect(page.get_by_text("Jordan Lee")).to_be_visible()
    expect(page.get_by_role("textbox")).to_have_count(0)
    expect(page.get_by_role("button", name="Copy this letter")).to_have_count(0)
    page.get_by_text("After the final round").click()
    expect(page.get_by_text("[your name]").locator("visible=true").first).to_be_visible()
    context.close()


def test_when_the_pages_own_script_is_missing_words_appear_all_the_same(page: Page, faulty_server: Server) -> None:
    faulty_server.faults.missing("reply/app-*/page.js")
    ReplyPage(page, faulty_server.url)
    words = page.get_by_text("a part of this page did not arrive")
    expect(words).to_be_hidden()
    words.evaluate("(element) => element.getAnimations().forEach((wait) => wait.finish())")
    expect(words).to_be_visible()
    expect(page.get_by_text("Jordan Lee")).to_be_visible()


def test_a_crashed_worker_is_restarted_once_and_what_was_typed_stays(page: Page, server: str) -> None:
    page.add_init_script(WATCHED)
    reply = ReplyPage(page, server).ready()
    reply.paste(reply.mail, MAIL)
    expect(reply.box("The company")).to_have_value("Lakeside Clinic")
    crash = "() => { const worker = window.engine(); worker.onerror(new ErrorEvent('error', {cancelable: true})); }"
    page.evaluate(crash)
    expect(reply.status).to_contain_text("was started again", timeout=START)
    expect(reply.form).to_have_attribute("data-engine-state", "ready")
    page.evaluate(crash)
    expect(reply.form).to_have_attribute("data-engine-state", "failed")
    expect(reply.status).to_contain_text("stopped twice")
    assert reply.mail.input_value() == MAIL
    expect(reply.body).to_be_visible()
    reply.button("Try again").click()
    reply.ready()


@pytest.mark.only_browser("chromium")
def test_an_answer_that_never_comes_is_noticed_and_the_worker_started_again(page: Page, server: str) -> None:
    page.add_init_script(WATCHED)
    page.clock.install()
    reply = ReplyPage(page, server).ready()
    page.evaluate("() => { window.engine().postMessage = () => {}; }")
    reply.box("The company").fill("Lakeside Clinic")
    expect(reply.box("The company")).to_have_value("Lakeside Clinic")
    page.clock.fast_forward(12_000)
    expect(reply.status).to_contain_text("This answer takes longer than usual")
    page.clock.fast_forward(20_000)
    expect(reply.status).to_contain_text("was started again", timeout=START)
    expect(reply.body).to_have_value(re.compile("Lakeside Clinic"))


@pytest.mark.parametrize(("why", "words"), [("memory", "no memory left"), ("unknown", "could not start")])
def test_an_engine_that_cannot_start_says_why(page: Page, server: str, why: str, words: str) -> None:
    page.add_init_script(
        f"""
        const Real = Worker;
        window.Worker = class extends Real {{
          set onmessage(hear) {{
            super.onmessage = () => hear({{ data: {{ failed: '{why}' }} }});
          }}
        }};
        """
    )
    reply = ReplyPage(page, server)
    expect(reply.form).to_have_attribute("data-engine-state", "failed", timeout=START)
    expect(reply.status).to_contain_text(words)


def test_off_line_is_said_as_such(page: Page, faulty_server: Server) -> None:
    faulty_server.faults.missing("engine/*")
    page.add_init_script("Object.defineProperty(navigator, 'onLine', { get: () => false })")
    reply = ReplyPage(page, faulty_server.url)
    expect(reply.form).to_have_attribute("data-engine-state", "failed", timeout=START)
    expect(reply.status).to_contain_text("this device is offline")


@pytest.mark.only_browser("chromium")
def test_a_fault_inside_the_engine_leaves_the_last_good_answer_and_says_so(page: Page, server: str) -> None:
    page.add_init_script(
        """
        const Real = Worker;
        window.broken = false;
        const fault = JSON.stringify({ ok: false, errors: [{ field: 'request', message: 'It is our fault.' }] });
        window.Worker = class extends Real {
          set onmessage(hear) {
            super.onmessage = ({ data }) => {
              hear({ data: window.broken && data.answer ? { ...data, answer: fault } : data });
            };
          }
        };
        """
    )
    reply = ReplyPage(page, server).ready()
    before = reply.body.input_value()
    page.evaluate("() => { window.broken = true; }")
    reply.box("The company").fill("Lakeside Clinic")
    expect(reply.status).to_contain_text("What you see is the last good answer")
    assert reply.body.input_value() == before
    page.evaluate("() => { window.broken = false; }")
    reply.box("The job").fill("clerk")
    expect(reply.body).to_have_value(re.compile("Lakeside Clinic"))
