"""Guide, rules, plan and letters give one answer: what was once said in two ways is read in all places together."""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from generator import advise, situation_from
from generator.book.book import book

ROOT = Path(__file__).parents[2]
NOW = datetime.fromisoformat("2026-11-26T10:00:00+00:00")


def page(name: str) -> str:
    return (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")


def plan(days_ago: int = 0, **situation: object) -> dict[str, str | None]:
    """The kinds of step in the plan, and when each is due."""
    given = {"stage": "interview", "received_at": (NOW - timedelta(days=days_ago, hours=2)).isoformat(), **situation}
    return {step.kind: step.due for step in advise(situation_from(given), NOW).plan}


def months(due: str | None, since: datetime = NOW) -> float:
    assert due is not None
    return (date.fromisoformat(due) - since.date()).days / 30.4


def test_no_feedback_is_asked_after_a_phone_screen_anywhere():
    assert "feedback_request" not in plan(stage="phone_screen")
    assert re.search(r"\| A phone screen \| Do(?: not|n[’']t) ask \|", page("guide/asking-for-feedback"))


def test_a_closed_role_is_followed_up_when_the_guide_says():
    assert 2.5 <= months(plan(outcome="role_closed")["follow_up"]) <= 3.5
    closed = page("guide/role-closed").split("{#role-closed}")[1].split("\n## ")[0]
    assert "about three months" in closed
    assert "six months" not in closed


def test_no_feedback_about_a_closed_role_in_rule_and_guide():
    assert "feedback_request" not in plan(outcome="role_closed")
    assert re.search(r"role was closed.*\| Do(?: not|n[’']t) ask", page("guide/asking-for-feedback"))


def test_nobody_goes_around_an_agency():
    steps = advise(situation_from({"stage": "interview", "sender": "agency"}), NOW).plan
    assert not {"connection_note", "reapply"} & {step.kind for step in steps}
    assert all("recruiter" in step.title for step in steps if step.kind == "follow_up")
    assert "going around an agency" in page("guide/agency-and-referrals")


def test_the_follow_up_is_counted_from_their_email():
    due = plan(days_ago=16)["follow_up"]
    assert 5.5 <= months(due, NOW - timedelta(days=16)) <= 6.5
    assert "six months after their email" in page("guide/when-to-reply")


def test_a_late_letter_says_when_it_is_for():
    late = page("letters/reply-late").split("When to send it", 1)[1].split("\n", 1)[0]
    assert "Within a day" not in late


@pytest.mark.parametrize("kind", ["follow_up", "reconsider", "feedback_request", "reapply", "connection_note"])
def test_a_letter_page_opens_its_own_kind(kind):
    name = kind.replace("_", "-")
    links = re.findall(r'href="\.\./\.\./reply/#([^"]*)">Write it for my own case', page(f"letters/{name}"))
    assert links
    assert all(f"kind={kind}" in link for link in links)


def test_help_lines_are_the_same_everywhere():
    despair = tomllib.loads((ROOT / "generator/en/rules/draft/despair.toml").read_text(encoding="utf-8"))
    for said in (despair["message"], page("guide/start-here"), page("guide/pick-yourself-up")):
        assert "988" in said
        assert "116 123" in said
    assert despair["explained_in"].endswith("#someone-to-talk-to")


def test_a_pause_in_an_interview_is_announced():
    pause = page("guide/next-interview").split("{#composure}")[-1]
    assert re.search(r"[Pp]ause.*(say so|moment to think|think about that)", pause, re.DOTALL)


def test_a_range_of_pay_starts_at_the_wish():
    assert "lower end is what they will hear" not in page("guide/next-interview")
    assert re.search(r"range.*(go up|goes up|upward|up from)", page("guide/next-interview"), re.DOTALL)


@pytest.mark.parametrize(
    ("name", "claim"),
    [
        ("guide/whether-to-reply", "three lines stand out"),
        ("guide/whether-to-reply", "short list in their heads"),
        ("guide/whether-to-reply", "Nobody keeps a list"),
        ("guide/afterwards", "People read it, smile"),
        ("guide/next-interview", "changes the mood of the room"),
        ("guide/where-advice-disagrees", "Even the friendly stories"),
    ],
)
def test_claims_nobody_can_support_are_gone(name, claim):
    assert claim not in page(name)


def test_lost_visitors_are_not_promised_a_search_of_every_page():
    lost = (ROOT / "overrides" / "404.html").read_text(encoding="utf-8")
    assert "every page" not in lost.split("search", 1)[1]


def test_every_verdict_is_explained_where_the_guide_says():
    pages = {rule["explained_in"].split("#")[0] for rule in book()["advice"].values()}
    assert all((ROOT / "docs" / one).is_file() for one in pages)
