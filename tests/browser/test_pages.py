"""Every page, for everyone: axe in light and dark, narrow screens, the keyboard, paper, previews, and no other host."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import brotli
import pytest
from playwright.sync_api import Browser, Page, Request, Response, ViewportSize, expect

from sitemaker.pages import staging
from tests.browser.axe import faults, faults_of_contrast
from tests.browser.reply_page import MAIL, START, paste

DOCS = staging.docs()
GUIDE = "guide/start-here/"
# The same around every page, so it is looked at once, around one.
AROUND = {"exclude": [[".md-header"], [".md-tabs"], [".md-nav"], [".md-footer"]]}
WIDE: ViewportSize = {"width": 1280, "height": 720}
DAY, NIGHT = "rgb(251, 252, 251)", "rgb(18, 25, 27)"


# Each folder's pages are made from one template, so the longest of them stands for all.
WRITTEN = ("rules/advice", "rules/draft", "rules/reading", "letters")


def addresses() -> list[str]:
    """Where each page of docs/ is in the site. The reply page has tests of its own."""
    pages = [path for path in sorted(DOCS.rglob("*.md")) if path.name == "index.md" or folder(path) not in WRITTEN]
    for written in WRITTEN:
        ours = (path for path in (DOCS / written).glob("*.md") if path.name != "index.md")
        pages.append(max(ours, key=lambda path: path.stat().st_size))
    found = [path.relative_to(DOCS).with_suffix("").as_posix() for path in pages]
    places = ["" if name == "index" else f"{name.removesuffix('/index')}/" for name in found]
    return [place for place in places if not place.startswith(("reply/", "assets/"))] + ["404.html"]


def folder(path: Path) -> str:
    """A page's folder below docs/."""
    return path.parent.relative_to(DOCS).as_posix()


@dataclass(frozen=True)
class Visit:
    """What there is to see on one page, gathered in one visit; axe's faults as one line each."""

    by_day: list[str]
    at_night: list[str]
    width_on_a_phone: int
    headings: list[int]
    asked: list[str]
    missing: list[str]


@pytest.fixture(scope="module")
def light(chromium: Browser) -> Iterator[Page]:
    """The page of a visitor to whom nothing comes from what was kept before."""
    context = chromium.new_context(color_scheme="light", reduced_motion="reduce", service_workers="block")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def known() -> set[str]:
    """The looks of words whose contrast was measured, on whatever page."""
    return set()


@pytest.fixture(scope="module", params=addresses(), ids=lambda address: address or "home")
def visit(request: pytest.FixtureRequest, server: str, light: Page, known: set[str]) -> Visit:
    """A visit to every page in turn."""
    light.set_viewport_size(WIDE)
    asked: list[str] = []
    missing: list[str] = []

    def note(one: Request) -> None:
        asked.append(one.url)

    def check(one: Response) -> None:
        if one.status >= 400:
            missing.append(one.url)

    light.on("request", note)
    light.on("response", check)
    light.goto(server + request.param)
    wait_for_theme(light)
    expect(light.locator("body")).to_have_css("background-color", DAY)
    # From here on axe asks for style sheets of its own.
    light.remove_listener("request", note)
    light.remove_listener("response", check)
    elsewhere = [url for url in asked if not url.startswith((server, "data:"))]
    around = None if request.param == GUIDE else AROUND
    by_day = faults(light, known, around)
    tags = light.locator("h1, h2, h3, h4").evaluate_all("all => all.map(one => one.tagName)")
    light.emulate_media(color_scheme="dark")
    expect(light.locator("body")).to_have_css("background-color", NIGHT)
    at_night = faults_of_contrast(light, known)
    light.emulate_media(color_scheme="light")
    light.set_viewport_size({"width": 320, "height": 640})
    width = light.evaluate("document.documentElement.scrollWidth")
    light.evaluate("localStorage.clear()")
    return Visit(by_day, at_night, width, [int(tag[1]) for tag in tags], elsewhere, missing)


@pytest.fixture(scope="module")
def plain(chromium: Browser) -> Iterator[Page]:
    """A visitor without scripts, at night."""
    context = chromium.new_context(java_script_enabled=False, color_scheme="dark")
    yield context.new_page()
    context.close()


def wait_for_theme(page: Page) -> None:
    """The theme's script has run: tables are wrapped, colors are chosen."""
    expect(page.locator("html.js")).to_be_attached()
    expect(page.locator("body[data-md-color-media]")).to_be_attached()


def test_axe_finds_nothing(visit: Visit) -> None:
    assert visit.by_day == []
    assert visit.at_night == []


def test_nothing_scrolls_sideways_on_a_narrow_screen(visit: Visit) -> None:
    assert visit.width_on_a_phone <= 320


def test_a_page_asks_only_its_own_host_and_nothing_is_missing(visit: Visit) -> None:
    assert visit.asked == []
    assert visit.missing == []


def test_headings_are_in_order(visit: Visit) -> None:
    assert visit.headings.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(visit.headings))


def test_the_menu_opens_with_the_keyboard_on_a_narrow_screen(server: str, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 700})
    page.goto(server + GUIDE)
    wait_for_theme(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Asking for feedback")).to_be_in_viewport()


def test_search_finds_a_page(server: str, page: Page) -> None:
    page.goto(server)
    page.get_by_role("textbox", name="Search").click()
    expect(page.locator(".md-search-result__meta")).to_have_text("Type to start searching")  # the index is there
    page.get_by_role("textbox", name="Search").press_sequentially("LinkedIn")
    expect(page.locator(".md-search-result__link").first).to_be_visible()


def test_colors_follow_the_device_and_the_choice_stays(server: str, chromium: Browser) -> None:
    context = chromium.new_context(color_scheme="dark")  # a stock Firefox cannot be told
    page = context.new_page()
    page.goto(server + GUIDE)
    expect(page.locator("body")).to_have_css("background-color", NIGHT)
    page.locator("label[title='Switch to light colors']").click()
    expect(page.locator("body")).to_have_css("background-color", DAY)
    page.goto(server + "guide/")
    expect(page.locator("body")).to_have_css("background-color", DAY)
    context.close()


def test_without_scripts_a_page_is_readable_and_dark_at_night(server: str, plain: Page) -> None:
    plain.goto(server + GUIDE)
    expect(plain.get_by_role("heading", name="Start here")).to_be_visible()
    expect(plain.locator("body")).to_have_css("background-color", NIGHT)


def test_paper_shows_the_words_alone(server: str, light: Page) -> None:
    light.goto(server + "guide/next-interview/")
    light.emulate_media(media="print")
    for menu in (".md-header", ".md-tabs", ".md-sidebar--primary", ".md-footer", ".md-typeset p.next"):
        expect(light.locator(menu).first).to_be_hidden()
    expect(light.get_by_role("table").filter(has_text="A failure, and what came after")).to_be_visible()
    light.emulate_media(media="screen")


@pytest.mark.only_browser("chromium")
@pytest.mark.parametrize(
    ("link", "behind"),
    [("No answer at all", "No response"), ("They told you by phone", "phone"), ("start here", "Start")],
)
def test_the_home_page_leads_to_each_need(link: str, behind: str, server: str, page: Page) -> None:
    page.goto(server)
    page.get_by_role("link", name=link).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(behind))


def test_the_home_page_begins_with_the_box_and_answers_there(server: str, page: Page) -> None:
    page.goto(server)
    box = page.get_by_label("Paste the email here")
    expect(box).to_be_in_viewport(ratio=1)
    box.focus()
    paste(box, MAIL)
    expect(page.locator("[data-out=verdict]")).not_to_be_empty(timeout=START)
    expect(page.get_by_role("textbox", name="Letter", exact=True)).to_have_value(re.compile("Lakeside Clinic"))
    expect(page.get_by_role("heading", name="What you can count on")).to_be_hidden()


@pytest.mark.only_browser("chromium")
@pytest.mark.parametrize("paper", ["Letter", "A4"])
@pytest.mark.parametrize("sheet", ["reflection-sheet", "log-sheet"])
def test_a_sheet_prints_on_one_page(sheet: str, paper: str, server: str, page: Page) -> None:
    page.goto(f"{server}career-centers/{sheet}/")
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format=paper))) == 1


@pytest.mark.only_browser("chromium")
def test_a_lost_visitor_is_shown_the_way(server: str, page: Page) -> None:
    page.goto(server + "404.html")
    page.get_by_role("link", name=re.compile("start here", re.IGNORECASE)).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Start here"))


def test_questions_are_told_to_search_engines_as_the_page_tells_them(server: str, plain: Page) -> None:
    plain.goto(server + "guide/questions/")
    blocks = [json.loads(one) for one in plain.locator("script[type='application/ld+json']").all_text_contents()]
    [data] = [block for block in blocks if block["@type"] == "FAQPage"]
    headings = [text.removesuffix("#").strip() for text in plain.locator("article h2").all_inner_texts()]
    assert [question["name"] for question in data["mainEntity"]] == headings
    for question in data["mainEntity"]:
        assert len(question["acceptedAnswer"]["text"].split()) > 15
        assert "Source:" not in question["acceptedAnswer"]["text"]


def test_a_page_of_the_guide_is_light(site: Path) -> None:
    """At most 150 kB over the network with brotli, and 60 kB for the search, which comes after the page."""
    folder = site / "guide" / "evidence"  # the longest
    page = (folder / "index.html").read_text(encoding="utf-8")
    parts = re.findall(r'<(?:script|img)[^>]* src="([^"]+)"|<link rel="(?:stylesheet|icon)" href="([^"]+)"', page)
    files = {folder / (source or sheet) for source, sheet in parts}
    assert len(files) >= 6
    sizes = [len(brotli.compress(path.read_bytes())) for path in files] + [len(brotli.compress(page.encode()))]
    assert sum(sizes) <= 150_000
    assert len(brotli.compress((site / "search" / "search_index.json").read_bytes())) <= 60_000


def test_colors_follow_the_device_until_somebody_chooses(chromium: Browser, server: str) -> None:
    context = chromium.new_context(color_scheme="light")
    page = context.new_page()
    page.goto(server + GUIDE)
    body = page.locator("body")
    expect(body).to_have_css("background-color", DAY)
    page.emulate_media(color_scheme="dark")
    expect(body).to_have_css("background-color", NIGHT)
    page.emulate_media(color_scheme="light")
    expect(body).to_have_css("background-color", DAY)
    page.get_by_title("Switch to light colors").click()
    page.emulate_media(color_scheme="dark")
    expect(body).to_have_css("background-color", DAY)
    page.reload()
    expect(body).to_have_css("background-color", DAY)
    context.close()


def test_every_tab_stop_on_a_phone_can_be_seen(chromium: Browser, server: str) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(server + GUIDE)
    seen: list[str] = []
    for _ in range(400):
        page.keyboard.press("Tab")
        for _ in range(20):  # the search slides in
            where, inside = page.evaluate(
                """() => {
                  const one = document.activeElement;
                  // The theme shows the focus of its switch of colors on the label behind it.
                  const shown = one.matches('.md-option') ? one.nextElementSibling : one;
                  const box = shown.getBoundingClientRect();
                  const inside = box.right > 0 && box.left < innerWidth && box.width > 0;
                  return [one.outerHTML.slice(0, 120), one === document.body || inside];
                }"""
            )
            if inside:
                break
            page.wait_for_timeout(100)
        assert inside, where
        if where.startswith("<body"):
            break
        seen.append(where)
    assert len(seen) > 10
    context.close()


def test_search_works_on_the_page_for_what_is_not_there(server: str, page: Page) -> None:
    page.goto(server + "no-such/page/at-all")
    page.get_by_role("textbox", name="Search").click()
    page.get_by_role("textbox", name="Search").press_sequentially("LinkedIn")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
