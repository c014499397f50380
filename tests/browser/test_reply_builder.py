"""The link builder, as a career adviser uses it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reply_page import START, ReplyPage, wait_for_focus

PAGE = "career-centers/builder/"


def test_a_built_link_opens_the_reply_page_as_chosen(page: Page, server: str) -> None:
    page.goto(f"{server}{PAGE}")
    page.get_by_label("How far did you get?").select_option(label="The final round")
    page.get_by_label("Ask for feedback?").select_option(label="Ask in a second email, a day or two later")
    page.get_by_label("Offer to stay in touch").select_option(label="No")
    link = page.get_by_label("The link", exact=True).input_value()
    assert link == f"{server}reply/#stage=final_round&feedback=separate&connect=false"
    assert link.replace("&", "&amp;") in page.get_by_label("A button for your page, as HTML").input_value()
    frame = page.get_by_label("The page in a frame, as HTML").input_value()
    assert f'src="{server}reply/embed/#stage=final_round&amp;feedback=separate&amp;connect=false"' in frame
    assert "gracious-reply:height" in frame
    page.goto("about:blank")
    reply = ReplyPage(page, server, link.removeprefix(f"{server}reply/"))
    expect(reply.choice("How far did you get?", "The final round")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Offer to stay in touch")).not_to_be_checked()


def test_copying_and_what_happens_where_it_is_refused(page: Page, server: str) -> None:
    page.goto(f"{server}{PAGE}")
    page.evaluate(
        """() => {
          const refuse = () => Promise.reject(new Error('no'));
          Object.defineProperty(navigator, 'clipboard', { value: { writeText: refuse } });
          document.execCommand = () => false;
        }"""
    )
    page.get_by_role("button", name="Copy the frame").click()
    expect(page.get_by_role("status")).to_contain_text("The text is selected now")
    wait_for_focus(page.get_by_label("The page in a frame, as HTML"))


@pytest.mark.only_browser("chromium")
def test_the_engine_comes_only_for_a_code_and_a_changed_link_takes_the_code_away(page: Page, server: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{server}{PAGE}")
    page.get_by_label("How far did you get?").select_option(label="An interview")
    assert not [url for url in asked if "/engine/" in url]
    page.get_by_role("button", name="Make a QR code").click()
    code = page.get_by_role("img", name="QR code of the link")
    expect(code).to_be_visible(timeout=START)
    assert re.match(r"0 0 (\d+) \1$", str(code.get_attribute("viewBox")))
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the code as a picture").click()
    assert download.value.suggested_filename.endswith(".svg")
    page.get_by_label("How far did you get?").select_option(label="A first call")
    expect(code).to_be_hidden()


@pytest.mark.only_browser("chromium")
@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_the_handout_with_its_code_is_one_sheet(page: Page, server: str, paper: str) -> None:
    page.goto(f"{server}{PAGE}")
    page.get_by_role("button", name="Make a QR code").click()
    expect(page.locator(".gr-handout__code svg")).to_be_visible(timeout=START)
    sheets = re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format=paper))
    assert len(sheets) == 1


@pytest.mark.only_browser("chromium")
def test_on_paper_there_is_the_handout_alone(page: Page, server: str) -> None:
    page.goto(f"{server}{PAGE}")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Got a rejection email?")).to_be_visible()
    expect(page.locator("[data-part=address]")).to_have_text(f"{server}reply/")
    expect(page.get_by_label("The link", exact=True)).to_be_hidden()
    expect(page.get_by_role("heading", name="Link builder")).to_be_hidden()
