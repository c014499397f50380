"""Taking up the words offered for one fault made another appear that had been hidden until then."""

from datetime import datetime

from generator import review

NOW = datetime.fromisoformat("2026-03-03T10:00:00+00:00")
DRAFT = """Hi Priya,

Honestly, I think you made a mistake. I am far more qualified than the person you chose.

PLEASE RECONSIDER!!! You owe me a detailed explanation.

Jordan
"""


def cured(draft, finding):
    return draft[: finding.start] + finding.instead + draft[finding.end :]


def test_no_thanks_is_said_from_the_start():
    before = review(DRAFT, "reply", None, NOW)
    for finding in before.findings:
        after = review(cured(DRAFT, finding), "reply", None, NOW)
        assert {one.rule for one in after.findings} <= {one.rule for one in before.findings}, finding.rule


def test_with_every_cure_taken_up_nothing_grave_is_left():
    draft = DRAFT
    for finding in reversed(review(DRAFT, "reply", None, NOW).findings):
        if finding.instead:
            draft = cured(draft, finding)
    left = review(draft, "reply", None, NOW)
    assert [finding.rule for finding in left.findings if finding.level == "error"] == []
