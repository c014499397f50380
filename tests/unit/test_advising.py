"""What a person would notice of the advice: dates, order, what would change it."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import advise, situation_from
from generator.book.book import gather

WEDNESDAY = datetime.fromisoformat("2026-03-04T10:00:00-05:00")
FRIDAY_EVENING = datetime.fromisoformat("2026-03-06T18:00:00-05:00")
FIELDS = gather()["fields"]


def case(hours_ago=None, now=WEDNESDAY, **answers):
    if hours_ago is not None:
        answers["received_at"] = (now - timedelta(hours=hours_ago)).isoformat()
    return situation_from(answers)


def steps(advice):
    return {step.kind: step for step in advice.plan}


def end_of(day):
    """The last minute of a day of March 2026 in New York."""
    return datetime.fromisoformat(f"2026-03-{day:02}T23:59:00-05:00")


def test_a_reply_is_due_at_the_end_of_the_day_after_the_email():
    assert advise(case(hours_ago=4, stage="interview"), WEDNESDAY).send_by == end_of(5)


def test_after_a_day_it_is_due_today():
    assert advise(case(hours_ago=30, stage="interview"), WEDNESDAY).send_by == end_of(4)


def test_a_late_reply_is_due_tomorrow():
    advice = advise(case(hours_ago=72, stage="interview"), WEDNESDAY)
    assert (advice.timing, advice.send_by) == ("late", end_of(5))


def test_without_the_day_of_the_email_there_is_no_day_to_send_it_by():
    advice = advise(case(stage="interview"), WEDNESDAY)
    assert advice.verdict == "reply"
    assert advice.send_by is None


def test_how_far_a_person_got_is_asked_and_never_assumed():
    advice = advise(case(), WEDNESDAY)
    assert (advice.verdict, advice.timing, advice.send_by) == (None, None, None)
    assert advice.needs[0] == "stage"
    assert advice.plan == ()


def test_an_email_of_unknown_kind_gets_a_question_first():
    for kind in ("unsure", "other"):
        advice = advise(case(mail_kind=kind, stage="interview"), WEDNESDAY)
        assert (advice.verdict, advice.needs[0]) == (None, "mail_kind")


@pytest.mark.parametrize(
    ("answers", "verdict", "steps_there"),
    [
        ({"mail_kind": "offer"}, "not_a_rejection", {"answer_offer"}),
        ({"mail_kind": "invitation"}, "not_a_rejection", set()),
        ({"mail_kind": "status"}, "not_a_rejection", {"wait"}),
        ({"mail_kind": "came_back"}, "not_a_rejection", {"interested"}),
        ({"mail_kind": "offer_withdrawn"}, "wait", {"keep_job", "get_advice", "acknowledge"}),
        ({"mail_kind": "scam"}, "stay_silent", {"report"}),
        ({"mail_kind": "not_a_job"}, "not_a_rejection", set()),
        ({"channel": "none", "stage": "interview"}, "wait", {"nudge", "closed"}),
        ({"sender": "own_manager", "stage": "interview"}, "talk", {"reply", "talk"}),
        ({"asks": ["consent"], "stage": "application", "written": "automated"}, "answer_them", {"consent"}),
        ({"asks": ["other_role"], "stage": "application"}, "answer_them", {"answer_other_role"}),
        ({"asks": ["payment"], "stage": "application"}, "stay_silent", {"report"}),
        ({"outcome": "reserve_list", "stage": "interview"}, "stay_silent", {"note_the_day"}),
    ],
)
def test_every_kind_of_email_gets_what_it_needs(answers, verdict, steps_there):
    advice = advise(case(hours_ago=5, **answers), WEDNESDAY)
    assert advice.verdict == verdict
    assert steps_there <= set(steps(advice))
    if verdict != "talk":
        assert "reply" not in steps(advice)  # no farewell


def test_nobody_thanks_their_own_manager_on_linkedin():
    advice = advise(case(hours_ago=5, sender="own_manager", stage="final_round"), WEDNESDAY)
    assert not {"connection_note", "follow_up", "reapply"} & set(steps(advice))


def test_where_advice_is_given_elsewhere_says_where_it_holds():
    for answers in ({"mail_kind": "scam"}, {"mail_kind": "offer_withdrawn"}):
        links = [link for step in advise(case(**answers), WEDNESDAY).plan for link in step.links]
        assert len(links) >= 3
        assert all(link.address.startswith("https://") and link.holds_in for link in links)


def test_silence_has_nothing_to_send():
    advice = advise(case(stage="application", written="automated"), WEDNESDAY)
    assert advice.send_by is None
    assert "reply" not in steps(advice)


def test_a_mail_of_friday_is_answered_on_friday_or_within_two_days():
    advice = advise(case(hours_ago=1, now=FRIDAY_EVENING, stage="interview"), FRIDAY_EVENING)
    assert advice.send_by.date().isoformat() in ("2026-03-06", "2026-03-08")


def test_the_day_is_the_persons_own_not_the_senders():
    received = "2026-03-04T23:30:00+13:00"  # still the morning of the 4th in New York
    advice = advise(case(received_at=received, stage="interview"), WEDNESDAY)
    assert advice.send_by.utcoffset() == WEDNESDAY.utcoffset()


def test_feedback_is_asked_for_in_a_second_mail_after_an_interview():
    planned = steps(advise(case(hours_ago=5, stage="interview", written="personal"), WEDNESDAY))
    assert planned["feedback_request"].due == "2026-03-06"  # two days after Thursday is a Saturday, so Friday
    assert planned["connection_note"].due == "2026-03-09"  # three days after is a Sunday, so Monday


def test_feedback_is_never_asked_for_after_a_refusal():
    advice = advise(case(stage="interview", feedback_policy="refused", feedback="separate"), WEDNESDAY)
    assert "feedback_request" not in steps(advice)
    assert "feedback-refused" in [caution.rule for caution in advice.cautions]


@pytest.mark.parametrize(
    ("stage", "due"),
    [("phone_screen", "2026-09-04"), ("interview", "2026-12-04"), ("final_round", "2027-03-04")],
)
def test_the_later_the_no_the_longer_the_wait(stage, due):
    assert steps(advise(case(stage=stage), WEDNESDAY))["reapply"].due == due


def test_their_date_comes_before_ours():
    advice = advise(case(stage="final_round", invited=True, reapply_after_months=3), WEDNESDAY)
    assert steps(advice)["reapply"].due == "2026-06-04"
    assert "follow_up" not in steps(advice)  # six months on it would come after the new application


def test_after_a_bad_process_only_the_log_is_left():
    assert list(steps(advise(case(process="poor", stage="final_round"), WEDNESDAY))) == ["log"]


def test_who_does_not_want_to_return_is_not_sent_back():
    assert not {"follow_up", "reapply"} & set(steps(advise(case(interest="none"), WEDNESDAY)))


def test_an_unsure_answer_is_the_first_that_would_change_the_advice():
    advice = advise(case(stage="application", sender="recruiter"), WEDNESDAY)
    assert advice.verdict == "optional"
    assert advice.would_change[0].field == "written"
    assert {"reply", "stay_silent"} & {advice.would_change[0].verdict}


@settings(max_examples=60)
@given(st.data())
def test_what_would_change_the_verdict_really_does(data):
    answers = {}
    for name, question in FIELDS.items():
        if question["kind"] == "choice":
            answers[name] = data.draw(st.sampled_from([option["value"] for option in question["option"]]), label=name)
        elif question["kind"] == "yes_no":
            answers[name] = data.draw(st.booleans(), label=name)
    hours = data.draw(st.sampled_from([None, 0, 5, 30, 60, 400]), label="hours_ago")
    advice = advise(case(hours_ago=hours, **answers), WEDNESDAY)
    for change in advice.would_change:
        other = advise(case(hours_ago=hours, **{**answers, change.field: change.value}), WEDNESDAY)
        assert other.verdict == change.verdict != advice.verdict
    for step in advice.plan:
        assert step.due is None or datetime.fromisoformat(step.due).date() >= WEDNESDAY.date()
        if step.due and step.kind not in ("reply", "log", "reapply"):
            assert datetime.fromisoformat(step.due).weekday() < 5
    if advice.send_by:
        assert advice.send_by >= WEDNESDAY
