"""A job called “Legal Action Coordinator” was taken for a threat: names that the person gave are not judged."""

from datetime import datetime

import pytest

from generator import review, situation_from

NOW = datetime.fromisoformat("2026-03-03T10:00:00+00:00")
LETTER = """Dear {recipient},

Thank you for writing to me, and for the time you and the others at {company} took. I understand the decision about
the {role} role. {company} is a place I would gladly hear from again.

Kind regards,
{your_name}
"""


@pytest.mark.parametrize(
    "names",
    [
        {"role": "Legal Action Coordinator"},
        {"role": "Complaints and Lawsuits Handler"},
        {"company": "SHOUT LTD"},
        {"company": "PLEASE READ THIS NOW"},
        {"company": "Yes! Snacks"},
        {"company": "What?! Games"},
        {"company": "Wrong Decision Records"},
        {"company": "XX Labs"},
        {"company": "Shame On You Coffee"},
        {"recipient": "Sue Yew", "role": "Sue You officer"},
        {"your_name": "NEVER ALWAYS"},
    ],
    ids=lambda names: " ".join(names.values()),
)
def test_a_name_is_no_finding(names):
    given = {"recipient": "Priya", "company": "Larkfield Bakery", "role": "Baker", "your_name": "Jordan", **names}
    found = review(LETTER.format(**given), "reply", situation_from(given), NOW)
    assert [(finding.rule, finding.start) for finding in found.findings] == []


def test_the_same_words_outside_a_name_are_still_found():
    given = {"company": "SHOUT LTD", "role": "Legal Action Coordinator"}
    draft = (
        "Hi Priya,\n\nThank you for the mail. I will take legal action. PLEASE READ THIS AGAIN at SHOUT LTD.\n\nJordan"
    )
    found = review(draft, "reply", situation_from(given), NOW)
    marked = {finding.rule: draft[finding.start : finding.end] for finding in found.findings}
    assert marked["threat"] == "I will take legal action."
    assert marked["shouting"] == "PLEASE READ THIS AGAIN"


def test_a_name_within_a_shout_keeps_its_capitals():
    draft = "Hi Priya,\n\nThank you for the mail. I REALLY LIKED SHOUT LTD VERY MUCH.\n\nJordan"
    found = review(draft, "reply", situation_from({"company": "SHOUT LTD"}), NOW)
    (shout,) = [finding for finding in found.findings if finding.rule == "shouting"]
    assert shout.instead == "I really liked SHOUT LTD very much"


def test_a_blank_given_as_a_name_is_still_a_blank():
    draft = "Hi Priya,\n\nThank you for the mail and the time at [Company].\n\nJordan"
    found = review(draft, "reply", situation_from({"company": "[Company]"}), NOW)
    assert "unfilled-blank" in {finding.rule for finding in found.findings}
