"""A version of a draft that can be sent: its names and its kind sentence stay, what would hurt goes."""

from __future__ import annotations

from datetime import datetime

import pytest

from generator.extras.version import good_thing, version_of
from generator.reviewing.review import review

NOW = datetime.fromisoformat("2026-11-26T10:00:00+00:00")
DRAFTS = [
    "Hi Priya,\n\nI enjoyed the trial shift. Honestly, I think you made a mistake.\n\nYou owe me a reason.\n\nJordan",
    """Dear Mr. Novak,

I can't believe you turned me down for the Data Analyst role at Acme after four rounds. I liked meeting the team.

Regards,
Sam Lee""",
    "You people are a joke.",
]


@pytest.mark.parametrize("draft", DRAFTS)
def test_every_version_passes_the_same_review(draft):
    body = version_of(draft, "reply", {}, NOW).body
    assert [one for one in review(body, "reply", None, NOW).findings if one.level == "error"] == [
        one
        for one in review(body, "reply", None, NOW).findings
        if one.rule == "unfilled-blank" and one.level == "error"
    ]


def test_names_and_the_kind_sentence_stay():
    body = version_of(DRAFTS[0], "reply", {}, NOW).body
    assert body.startswith("Hi Priya,")
    assert body.endswith("Jordan")
    assert "I enjoyed the trial shift." in body
    assert "mistake" not in body
    second = version_of(DRAFTS[1], "reply", {}, NOW).body
    assert "Novak" in second.splitlines()[0]
    assert "Data Analyst role at Acme" in second


def test_answers_of_the_form_come_first():
    body = version_of(DRAFTS[0], "reply", {"recipient": "Dr. Osei", "your_name": "Kim"}, NOW).body
    assert "Osei" in body.splitlines()[0]
    assert body.endswith("Kim")


def test_a_sentence_with_a_fault_is_no_good_thing():
    assert good_thing("I liked you better before you lied to me.\n\nSam", "reply", NOW) == ""
