"""The rules for drafts: each catches its examples and leaves others alone; whole drafts are judged as people would."""

import re
import tomllib
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from generator import review, situation_from
from generator.book.book import ENGLISH, gather

NOW = datetime.fromisoformat("2026-03-03T10:00:00+00:00")
RULES = gather()["draft"]
FOLDER = Path(__file__).parent


def tables(name):
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


DRAFTS = [*tables("drafts.toml")["draft"], *tables("drafts_many_trades.toml")["draft"]]
HELD_OUT = tables("drafts_held_out.toml")["draft"]
SENTENCES = tables("draft_sentences.toml")
LETTER = "Hi Ana,\n\nThank you for letting me know about the porter job. {}\n\nBest,\nSam"


def reviewed(example, kind=None):
    """Review an example: a text, or a table of text, kind, situation and the hours since their mail came."""
    table = {"text": example} if isinstance(example, str) else example
    answers = table.get("situation")
    if "hours_ago" in table:
        answers = {**answers, "received_at": (NOW - timedelta(hours=table["hours_ago"])).isoformat()}
    situation = None if answers is None else situation_from(answers)
    return review(table["text"], table.get("kind") or kind or "reply", situation, NOW)


def kind_for(rule):
    kinds = rule.get("kinds", ["reply"])
    return "reply" if "reply" in kinds else kinds[0]


def errors(found):
    """The rules that say not to send it. An open blank is no fault of a template."""
    return {finding.rule for finding in found.findings if finding.level == "error"} - {"unfilled-blank"}


def examples(side):
    return [
        pytest.param(name, example, id=f"{name}-{number}")
        for name, rule in RULES.items()
        for number, example in enumerate(rule[side])
    ]


@pytest.mark.parametrize(("name", "example"), examples("catches"))
def test_a_rule_catches_its_examples(name, example):
    found = reviewed(example, kind_for(RULES[name]))
    assert name in {finding.rule for finding in found.findings}, found.findings


@pytest.mark.parametrize(("name", "example"), examples("leaves"))
def test_a_rule_leaves_the_others_alone(name, example):
    found = reviewed(example, kind_for(RULES[name]))
    assert name not in {finding.rule for finding in found.findings}


@pytest.mark.parametrize("name", RULES)
def test_a_rule_speaks_kindly(name):
    rule = RULES[name]
    for words in (rule["title"], rule["why"], rule["message"], rule["instead"]):
        assert "!" not in words
        assert not re.search(r"\b(reject\w*|fail\w*|stupid|must|have to)\b", words, re.IGNORECASE), words
    assert len(rule["message"]) <= 260 or name == "despair"
    assert rule["message"].endswith(".")


@pytest.mark.parametrize("name", RULES)
def test_a_message_has_its_numbers_filled_in(name):
    for example in RULES[name]["catches"]:
        found = reviewed(example, kind_for(RULES[name]))
        assert not any(re.search(r"[{}]", finding.message) for finding in found.findings)


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule["instead"]])
def test_the_words_offered_instead_are_good_words(name):
    rule = RULES[name]
    offered = review(f"Thank you for letting me know. {rule['instead']}", kind_for(rule), None, NOW)
    assert not [finding for finding in offered.findings if finding.level != "advice"]
    example = rule["catches"][0]
    text = example if isinstance(example, str) else example["text"]
    first = next(finding for finding in reviewed(example, kind_for(rule)).findings if finding.rule == name)
    mended = text[: first.start] + rule["instead"] + text[first.end :]
    again = [finding for finding in reviewed(mended, kind_for(rule)).findings if finding.rule == name]
    assert not any(finding.start <= first.start < finding.end for finding in again)


@pytest.mark.parametrize(("name", "example"), examples("catches"))
def test_taking_up_the_words_offered_brings_no_new_fault(name, example):
    table = {"text": example} if isinstance(example, str) else example
    before = reviewed(example, kind_for(RULES[name])).findings
    for finding in before:
        if finding.instead:
            mended = table["text"][: finding.start] + finding.instead + table["text"][finding.end :]
            after = reviewed({**table, "text": mended}, kind_for(RULES[name])).findings
            assert all(one.rule in {old.rule for old in before} for one in after if one.level == "error"), after
            assert len(after) <= len(before)


@pytest.mark.parametrize(
    "draft", [draft for draft in DRAFTS if draft["label"] == "good"], ids=lambda row: row["text"][:50]
)
def test_a_good_draft_may_be_sent(draft):
    found = reviewed(draft)
    assert not errors(found), found.findings
    if draft.get("ordinary"):
        assert not found.findings
        assert found.verdict == "send"


@pytest.mark.parametrize(
    "draft", [draft for draft in DRAFTS if draft["label"] == "bad"], ids=lambda row: row["text"][:50]
)
def test_a_bad_draft_is_stopped(draft):
    found = reviewed(draft)
    assert errors(found)
    assert found.verdict == "do_not_send"
    if "rules" in draft:
        assert {finding.rule for finding in found.findings} & set(draft["rules"])


@pytest.mark.parametrize("sentence", SENTENCES["kind"])
def test_a_kind_sentence_is_left_alone(sentence):
    assert not errors(reviewed(LETTER.format(sentence)))


@pytest.mark.parametrize("sentence", SENTENCES["unkind"])
def test_an_unkind_sentence_stops_a_letter(sentence):
    assert errors(reviewed(LETTER.format(sentence)))


def test_drafts_the_rules_were_not_tuned_with_are_judged_well():
    right = {"good": [], "bad": []}
    for draft in HELD_OUT:
        right[draft["label"]].append(bool(errors(reviewed(draft))) == (draft["label"] == "bad"))
    assert sum(right["good"]) >= 0.95 * len(right["good"])
    assert sum(right["bad"]) >= 0.85 * len(right["bad"])


def test_there_are_drafts_enough():
    for label in ("good", "bad"):
        assert sum(draft["label"] == label for draft in DRAFTS) >= 100
        assert sum(draft["label"] == label for draft in HELD_OUT) >= 20


@pytest.mark.parametrize("fact", [f"M{number}" for number in range(1, 11)] + ["C1", "C2", "C9", "C10", "C11"])
def test_every_mistake_of_the_guidance_has_a_rule(fact):
    assert any(fact in rule["facts"] for rule in RULES.values())


@pytest.mark.parametrize("fact", ["F1", "F2", "F3", "F4", "F5", "F6", "F8", "A5"])
def test_every_fact_about_asking_has_a_rule(fact):
    assert any(fact in rule["facts"] for rule in RULES.values())


def test_the_rules_stand_in_files_of_their_own():
    assert {path.stem for path in (ENGLISH / "rules" / "draft").glob("*.toml")} == set(RULES)
