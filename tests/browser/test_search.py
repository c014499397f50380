"""The site's own search, with the words that people type: the page they need is among the first three.

The words were gathered from what readers searched for and did not find, and from titles of questions on public boards.
"""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

QUERIES = {
    "should i reply to a rejection email": "guide/whether-to-reply/",
    "do i need to respond to a rejection": "guide/whether-to-reply/",
    "how soon to reply": "guide/when-to-reply/",
    "reply two weeks late": "guide/when-to-reply/",
    "what to say in a rejection reply": "guide/what-to-include/",
    "subject line": "guide/what-to-include/",
    "mistakes": "guide/mistakes-to-avoid/",
    "angry reply": "guide/mistakes-to-avoid/",
    "ask for feedback": "guide/asking-for-feedback/",
    "no feedback": "guide/asking-for-feedback/",
    "ghosted": "guide/no-response/",
    "ghosting": "guide/no-response/",
    "no response after interview": "guide/no-response/",
    "follow up": "guide/afterwards/",
    "rejected after final interview": "guide/how-far-you-got/",
    "phone screen": "guide/how-far-you-got/",
    "rejected by phone": "guide/rejected-by-phone/",
    "voicemail": "guide/rejected-by-phone/",
    "text message": "guide/rejected-by-phone/",
    "how long to wait before reapplying": "guide/afterwards/",
    "reapply": "guide/afterwards/",
    "linkedin": "guide/afterwards/",
    "keep your resume on file": "guide/what-their-email-means/",
    "not a good fit": "guide/what-their-email-means/",
    "culture fit": "guide/what-their-email-means/",
    "stronger candidates": "guide/what-their-email-means/",
    "internal candidate": "guide/internal-candidate/",
    "my own manager rejected me": "guide/internal-candidate/",
    "recruiter agency": "guide/agency-and-referrals/",
    "referral": "guide/agency-and-referrals/",
    "hiring freeze": "guide/role-closed/",
    "position closed": "guide/role-closed/",
    "reserve list": "guide/role-closed/",
    "offer rescinded": "guide/offer-withdrawn/",
    "offer withdrawn": "guide/offer-withdrawn/",
    "scam": "guide/job-scams/",
    "overqualified": "guide/reasons-you-can-use/",
    "visa sponsorship": "guide/reasons-you-can-use/",
    "consent to keep my CV": "guide/they-ask-you-something/",
    "another role": "guide/they-ask-you-something/",
    "discrimination": "guide/pick-yourself-up/",
    "feeling hopeless": "guide/pick-yourself-up/",
    "career center": "guide/pick-yourself-up/",
    "nhs civil service": "guide/where-you-applied/",
    "internship": "guide/where-you-applied/",
    "assessment center": "guide/how-far-you-got/",
}


@pytest.mark.only_browser("chromium")
def test_the_page_people_need_is_among_the_first_three(page: Page, server: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    said = page.locator(".md-search-result__meta")
    lost = []
    for query, wanted in QUERIES.items():
        page.goto(f"{server}guide/?q={quote(query)}")
        expect(said).to_have_text(re.compile("match"))
        links = page.locator(".md-search-result__list > li > a").evaluate_all(
            "(links) => links.slice(0, 3).map((link) => link.pathname)"
        )
        if not any(link.endswith(wanted) for link in links):
            lost.append(f"{query}: {links}")
    assert not lost, "\n".join(lost)
