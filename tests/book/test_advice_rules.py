"""Every advice rule decides the situations it names and leaves the others; every step of the plan can be reached."""

from datetime import datetime, timedelta

import pytest

from generator import advise, situation_from
from generator.advising.advise import facts_at
from generator.book.book import gather
from generator.book.templates import conditions
from sitemaker.schema import TIMINGS, VERDICTS

BOOK = gather()
RULES = BOOK["advice"]
NOW = datetime.fromisoformat("2026-03-04T10:00:00+01:00")  # a Wednesday


def case(example):
    """A situation from an example; `hours_ago` says when the mail came."""
    answers = dict(example)
    hours = answers.pop("hours_ago", None)
    if hours is not None:
        answers["received_at"] = (NOW - timedelta(hours=hours)).isoformat()
    return situation_from(answers)


def examples(key):
    return [
        pytest.param(name, example, id=f"{name}-{n}")
        for name, rule in RULES.items()
        for n, example in enumerate(rule[key])
    ]


def decides(name, example):
    """Whether the rule gives the verdict or the timing, asks its question, or adds its reason or caution."""
    rule, situation = RULES[name], case(example)
    advice = advise(situation, NOW)
    if "needs" in rule:
        return advice.verdict is None and set(rule["needs"]) <= set(advice.needs)
    if "adds" in rule:
        told = advice.reasons if rule["adds"] == "reason" else advice.cautions
        return name in [reason.rule for reason in told]
    if "timing" in rule:
        return advice.timing == rule["timing"] and conditions((rule["when"],))(facts_at(situation, NOW))[0]
    return advice.reasons[0].rule == name and advice.verdict == rule["verdict"]


@pytest.mark.parametrize(("name", "example"), examples("decides"))
def test_a_rule_decides_what_it_says(name, example):
    assert decides(name, example)


@pytest.mark.parametrize(("name", "example"), examples("leaves"))
def test_a_rule_leaves_the_rest_alone(name, example):
    assert not decides(name, example)


def test_every_verdict_and_timing_is_reached():
    reached = [advise(case(example), NOW) for rule in RULES.values() for example in rule["decides"]]
    assert {advice.verdict for advice in reached} == {None, *VERDICTS}
    assert {advice.timing for advice in reached} == {None, *TIMINGS}


def test_every_step_of_the_plan_is_reached():
    reached = {
        (step.kind, step.title)
        for rule in RULES.values()
        for example in [*rule["decides"], *rule["leaves"]]
        for step in advise(case(example), NOW).plan
    }
    assert reached == {(step["kind"], step["title"]) for step in BOOK["plan"].values()}


def test_no_two_rules_that_can_decide_together_have_the_same_rank():
    ranks = [(rule["rank"], "timing" in rule) for rule in RULES.values() if "adds" not in rule]
    assert len(ranks) == len(set(ranks))
