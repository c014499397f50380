"""A person's own deadline is no pressure on the reader: the form's own hint for something new was once flagged."""

from datetime import datetime

from generator import compose, review, situation_from

NOW = datetime.fromisoformat("2026-03-04T10:00:00+01:00")


def test_another_offer_with_a_date_may_be_told():
    situation = situation_from({"new_information": "I have another offer, which I have to answer by Friday."})
    letter = compose(situation, "reconsider", 0, NOW)
    assert "which I have to answer by Friday" in letter.body
    found = review(letter.body, "reconsider", situation, NOW).findings
    assert {finding.rule for finding in found} <= {"unfilled-blank"}


def test_a_deadline_for_the_reader_is_still_pressure():
    found = review("Thank you. Please answer by Friday.", "reply", None, NOW).findings
    assert "pressure" in {finding.rule for finding in found}
