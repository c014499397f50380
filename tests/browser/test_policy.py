"""The site works under its own policy, whether it comes in the page alone or in the host's headers as well."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sitemaker.serve import Server
from tests.browser.reply_page import MAIL, ReplyPage

# One page of each kind: what differs is their scripts and styles.
KINDS = (
    "",
    "404.html",
    "guide/questions/",
    "guide/whether-to-reply/",
    "letters/reply/",
    "rules/draft/arguing/",
    "career-centers/builder/",
)
WATCH = """
window.broken = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.broken.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
});
"""
# A stock Firefox does not tell its driver of downloads.
NOTE_WAYS_OUT = """() => {
  window.print = () => { window.printed = true; };
  const make = URL.createObjectURL;
  URL.createObjectURL = (blob) => { window.saved = blob; return make(blob); };
}"""


HEADERS = pytest.param("in headers as well", marks=pytest.mark.only_browser("chromium"))  # both: test_nothing_leaves.py


@pytest.fixture(scope="module", params=["in the page alone", HEADERS])
def host(request: pytest.FixtureRequest, site: Path) -> Iterator[str]:
    """The site's address, on a host without headers of ours and on one with them."""
    with Server(site, with_headers=request.param == "in headers as well") as server:
        yield server.url


@pytest.fixture
def watched(page: Page) -> Page:
    """A page that notes what its policy stops."""
    page.add_init_script(WATCH)
    return page


def stopped(page: Page) -> list[str]:
    """What the policy stopped on the page shown."""
    found: list[str] = page.evaluate("() => window.broken")
    return found


def test_no_kind_of_page_does_what_the_policy_forbids(host: str, watched: Page) -> None:
    for kind in KINDS:
        watched.goto(host + kind)
        expect(watched.locator("html.js")).to_be_attached()
        expect(watched.locator("body[data-md-color-media]")).to_be_attached()  # the theme's scripts have run
        watched.keyboard.press("End")
        assert stopped(watched) == [], kind


def test_search_and_colors_work(host: str, watched: Page) -> None:
    watched.goto(host + "guide/start-here/")
    watched.get_by_role("textbox", name="Search").click()
    expect(watched.locator(".md-search-result__meta")).to_have_text("Type to start searching")  # the index is there
    watched.get_by_role("textbox", name="Search").press_sequentially("LinkedIn")
    expect(watched.locator(".md-search-result__link").first).to_be_visible()
    assert stopped(watched) == []
    watched.locator(".md-search-result__link").first.click()
    expect(watched.get_by_role("heading", level=1)).to_be_visible()
    watched.goto(host)
    for color, scheme in (("light", "default"), ("dark", "slate")):
        watched.locator(f"label[title='Switch to {color} colors']:visible").click()
        expect(watched.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
    assert stopped(watched) == []


def test_the_reply_page_works_from_the_mail_to_the_ways_out(host: str, watched: Page) -> None:
    reply = ReplyPage(watched, host).ready()
    reply.paste(reply.mail, MAIL)
    expect(reply.body).to_have_value(re.compile("Priya"))
    watched.evaluate(NOTE_WAYS_OUT)
    watched.get_by_text("More ways to send or keep it").click()
    reply.button("Print").click()
    assert watched.evaluate("() => window.printed")
    reply.button("Save as a text file").click()
    assert "Priya" in watched.evaluate("async () => (await window.saved).text()")
    link = watched.get_by_role("link", name="Email app")
    expect(link).to_have_attribute("href", re.compile(r"mailto:\?subject=.+&body=.+Priya"))
    assert stopped(watched) == []
    assert reply.failures == []


def test_what_the_policy_forbids_is_noticed(host: str, watched: Page) -> None:
    watched.goto(host)
    watched.evaluate("() => document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">Red</p>')")
    expect(watched.get_by_text("Red", exact=True)).not_to_have_css("color", "rgb(255, 0, 0)")
    assert any("style-src" in one for one in stopped(watched))
