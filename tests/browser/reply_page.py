"""The reply page as a person sees it: by labels and roles. Attributes only where the page's contract names them."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from playwright.sync_api import Error, Locator, Page, Request, expect

START = 60_000  # milliseconds; a busy machine starts the engine late
expect.set_options(timeout=20_000)
MAIL = """\
Dear Jordan,

Thank you for coming in for the interview for the Front Desk Coordinator position at Lakeside Clinic last week. Marcus \
and I enjoyed our conversation with you.

Unfortunately, we have decided to offer the position to another candidate. It was a close call.

We would be glad if you applied again when something opens. Please keep in touch.

Warm regards,
Priya Nair
Clinic Manager
"""
BAD_DRAFT = """\
Hi Priya,

Honestly, I think you made a mistake. I am far more qualified than the person you chose.

PLEASE RECONSIDER!!! You owe me a detailed explanation.

Jordan
"""


def until(page: Page, holds: Callable[[], object], seconds: float = 60) -> None:
    """Wait for what no locator shows. The page goes on meanwhile."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came to hold"
        page.wait_for_timeout(100)


def wait_for_focus(field: Locator) -> None:
    """Wait until a field takes what is typed; also where Firefox has another of its windows in front."""
    until(field.page, lambda: field.evaluate("(one) => one === document.activeElement"), 20)


def paste(field: Locator, text: str) -> None:
    """Put a text in at once, as pasting does; writing long texts key by key takes a browser minutes."""
    field.evaluate(
        """(field, text) => {
          field.value = text;
          field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
        }""",
        text,
    )


# What tests leave behind that "Start over" has nothing to do with.
TIDY = """() => {
  localStorage.clear();
  dispatchEvent(new StorageEvent('storage', { key: null }));
  history.replaceState(null, '', location.pathname);
  for (const box of document.querySelectorAll('details[open]:not(.gr-log__rows)')) box.open = false;
  for (const owner of [navigator, document, window]) {
    for (const name of ['clipboard', 'execCommand', 'heard', 'opened', 'ran']) {
      if (Object.hasOwn(owner, name)) delete owner[name];
    }
  }
  window.open = window.realOpen ?? window.open;
  scrollTo(0, 0);
}"""
# Takes down what is copied.
HEARD = """() => {
  window.heard = [];
  Object.defineProperty(navigator, 'clipboard', {
    configurable: true, value: { writeText: async (text) => { window.heard.push(text); } },
  });
}"""
WIDE = {"width": 1280, "height": 720}


class ReplyPage:
    """One opened reply page."""

    def __init__(self, page: Page, server: str | None, fragment: str = "", path: str = "reply/") -> None:
        self.page = page
        self.failures: list[str] = []
        self.asked: list[Request] = []
        page.on("pageerror", self._note)
        page.on("request", self._hear)
        if server is not None:
            page.goto(f"{server}{path}{fragment}", wait_until="commit")

    @classmethod
    def started_over(cls, page: Page) -> ReplyPage:
        """A page whose engine runs, with everything cleared that another test did."""
        page.set_viewport_size(WIDE)  # type: ignore[arg-type]
        page.evaluate(TIDY)
        reply = cls(page, None)
        reply.page.locator("[data-act=start-over]").evaluate("(button) => button.click()")
        expect(reply.status).to_have_text("Everything was cleared.")
        reply.ask_everything()
        expect(reply.body).to_have_value(re.compile(r"\[your name\]"))
        return reply

    def leave(self) -> bool:
        """Hear no more of the page; whether it is in order."""
        self.page.remove_listener("pageerror", self._note)
        self.page.remove_listener("request", self._hear)
        return not self.page.is_closed() and not self.failures

    def _hear(self, request: Request) -> None:
        self.asked.append(request)

    def _note(self, error: Error) -> None:
        self.failures.append(str(error))

    def ready(self) -> ReplyPage:
        """Wait until the engine answers, and go on without an email to paste: with all the questions."""
        expect(self.form).to_have_attribute("data-engine-state", "ready", timeout=START)
        self.ask_everything()
        expect(self.verdict).not_to_be_empty(timeout=START)
        return self

    def ask_everything(self) -> None:
        """From the box alone to all the questions; with a draft to check beside them."""
        if self.form.get_attribute("data-view") == "empty":
            self.page.locator("[data-act=no-mail]").click()
            self.page.get_by_text("All the questions", exact=True).click()

    @property
    def form(self) -> Locator:
        return self.page.locator("form[data-generator]")

    @property
    def status(self) -> Locator:
        return self.page.get_by_role("status")

    @property
    def verdict(self) -> Locator:
        return self.page.locator("[data-out=verdict]")

    @property
    def body(self) -> Locator:
        return self.page.get_by_role("textbox", name="Letter", exact=True)

    @property
    def subject(self) -> Locator:
        return self.page.get_by_role("textbox", name="Subject", exact=True)

    @property
    def mail(self) -> Locator:
        return self.page.get_by_label("Paste the email here")

    @property
    def draft(self) -> Locator:
        return self.page.get_by_label("Your draft")

    @property
    def findings(self) -> Locator:
        return self.page.locator("[data-out=findings]").get_by_role("listitem")

    def choice(self, question: str, answer: str) -> Locator:
        """One answer of a question with several."""
        return self.page.get_by_role("group", name=question).get_by_role("radio", name=answer, exact=True)

    def box(self, name: str) -> Locator:
        """A field to write in."""
        return self.page.get_by_role("textbox", name=name, exact=True)

    def field(self, name: str) -> Locator:
        """The part of the form about one question, by the field's name of the contract."""
        return self.page.locator(f"#field-{name}")

    def paste(self, field: Locator, text: str) -> None:
        """Put a text into a field of this page at once."""
        field.focus()
        paste(field, text)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)
