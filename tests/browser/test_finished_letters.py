"""Finished letters: copying needs no Python, says what it did, and works by hand where the browser refuses."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.whole_browser  # the other one allows no copying
LETTER = "letters/reply-finalist/"


@pytest.fixture
def letter(server: str, page: Page) -> Page:
    page.goto(server + LETTER)
    return page


def pasted(page: Page) -> str:
    """What is in the clipboard, as somebody finds who pastes it."""
    page.get_by_role("textbox", name="Search").click()  # a place to paste into; line ends become spaces there
    page.keyboard.press("Control+V")
    return page.get_by_role("textbox", name="Search").input_value()


def test_a_letter_is_copied_whole(letter: Page) -> None:
    body = letter.locator("#brief-letter").text_content() or ""
    letter.get_by_role("button", name="Copy letter").nth(1).click()
    expect(letter.get_by_text("The letter is copied.").first).to_be_visible()
    assert pasted(letter).split() == body.split()


def test_a_subject_is_copied_alone(letter: Page) -> None:
    letter.get_by_role("button", name="Copy subject").first.click()
    expect(letter.get_by_text("The subject is copied.").first).to_be_visible()
    assert pasted(letter) == letter.locator("#warm-subject").text_content()


def test_where_copying_is_refused_the_text_is_selected_and_that_is_said(server: str, page: Page) -> None:
    page.add_init_script(
        "navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError'))"
    )
    page.goto(server + LETTER)
    page.get_by_role("button", name="Copy letter").last.click()
    expect(page.get_by_text("The browser did not allow copying").last).to_be_visible()
    selected = page.evaluate("() => getSelection().toString()")
    assert selected.split() == (page.locator("#formal-letter").text_content() or "").split()


@pytest.mark.only_browser("chromium")
def test_what_was_done_is_said_in_a_region_that_was_there_from_the_start(letter: Page) -> None:
    assert letter.locator(".letter-ways [role=status]").count() == 3
    letter.get_by_role("button", name="Copy letter").first.click()
    expect(letter.get_by_role("status").filter(has_text="The letter is copied")).to_have_count(1)


def test_without_scripts_the_letters_are_there_and_no_dead_button(server: str, chromium: Browser) -> None:
    plain = chromium.new_page(java_script_enabled=False)
    plain.goto(server + LETTER)
    expect(plain.get_by_text("Re: Level designer role at Osprey Games").first).to_be_visible()
    expect(plain.get_by_role("button", name="Copy letter")).to_have_count(0)
    plain.close()


@pytest.mark.only_browser("chromium")
def test_the_link_to_the_reply_page_takes_the_answers_along(letter: Page) -> None:
    letter.get_by_role("link", name="Write it for my own case").last.click()
    expect(letter).to_have_url(re.compile(r"/reply/#stage=final_round"))
    assert "tone=formal" in urlsplit(letter.url).fragment
    expect(letter.locator("input[name=stage][value=final_round]")).to_be_checked()
    expect(letter.locator("input[name=tone][value=formal]")).to_be_checked()


def test_a_letter_prints_without_its_buttons(server: str, chromium: Browser) -> None:
    paper = chromium.new_page()
    paper.goto(server + LETTER)
    paper.emulate_media(media="print")
    expect(paper.locator(".letter-ways").first).to_be_hidden()
    expect(paper.locator("#warm-letter")).to_be_visible()
    paper.close()


# ---- The decision map


@pytest.mark.only_browser("chromium")
@pytest.mark.parametrize(("width", "shown", "hidden"), [(390, "narrow", "wide"), (1280, "wide", "narrow")])
def test_the_map_fits_the_screen(server: str, page: Page, width: int, shown: str, hidden: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(server + "guide/whether-to-reply/")
    expect(page.locator(f"svg.map-{shown}")).to_be_visible()
    expect(page.locator(f"svg.map-{hidden}")).to_be_hidden()
    # Measured by this browser in its own font: no words leave their box, none are smaller than 13 pixels.
    sizes = page.locator(f"svg.map-{shown}").evaluate(
        """svg => {
            const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
            const over = [...svg.querySelectorAll("a")].filter((end) => {
                const box = end.querySelector("rect").getBBox(), text = end.querySelector("text").getBBox();
                return text.x + text.width > box.x + box.width || text.y + text.height > box.y + box.height;
            });
            const out = [...svg.querySelectorAll("text")].filter((text) => {
                const box = text.getBBox();
                return box.x + box.width > svg.viewBox.baseVal.width;
            });
            const smallest = Math.min(...[...svg.querySelectorAll("text")].map(
                (text) => parseFloat(getComputedStyle(text).fontSize) * scale));
            return { over: over.length, out: out.length, smallest };
        }"""
    )
    assert sizes["over"] == 0
    assert sizes["out"] == 0
    assert sizes["smallest"] >= 13


@pytest.mark.only_browser("chromium")
def test_an_end_of_the_map_leads_to_its_reason(server: str, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(server + "guide/whether-to-reply/")
    end = page.get_by_role("link", name="Reply to the person you met, not to the mailbox: A form email").first
    end.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"#automated-mail$"))


@pytest.mark.only_browser("chromium")
def test_the_map_is_there_as_a_table(server: str, page: Page) -> None:
    page.goto(server + "guide/whether-to-reply/")
    page.get_by_text("The same as a table").click()
    row = page.get_by_role("row").filter(has_text="They treated you badly")
    expect(row.get_by_role("link", name="No reply needed")).to_be_visible()
    row.get_by_role("link", name="They treated you badly").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("They treated you badly"))
