"""Every reading rule finds its examples and leaves the others alone; a new rule file is tested by being there."""

import pytest

from generator.book.book import book
from generator.letters.mail import PARTS, mail_parts
from generator.reading.read import Reading
from generator.reading.rules import votes
from generator.text.words import cut

RULES = book()["reading"]
NAMED = {"company", "role", "recipient", "reapply_after_months"}


def rules_that_speak(text: str) -> set[str]:
    return {vote.rule for vote in votes(mail_parts(text), cut(text))}


@pytest.mark.parametrize(("name", "rule"), RULES.items(), ids=RULES)
def test_a_rule_finds_what_it_is_for(name: str, rule: dict):
    assert [text for text in rule["catches"] if name not in rules_that_speak(text)] == []


@pytest.mark.parametrize(("name", "rule"), RULES.items(), ids=RULES)
def test_a_rule_leaves_other_words_alone(name: str, rule: dict):
    assert [text for text in rule["leaves"] if name in rules_that_speak(text)] == []


@pytest.mark.parametrize(("name", "rule"), RULES.items(), ids=RULES)
def test_a_rule_reads_something_the_deciding_knows(name: str, rule: dict):
    field, equals, value = rule["reads"].partition("=")
    if equals:
        assert value in book()["deciding"][field]["values"]
    else:
        assert field in NAMED
    assert 1 <= rule["weight"] <= 4
    assert set(rule.get("where", ())) <= set(PARTS)


def test_every_value_a_reading_can_have_is_read_by_some_rule():
    read = {rule["reads"] for rule in RULES.values()}
    known = {f"{field}={value}" for field, how in book()["deciding"].items() for value in how["values"]}
    assert read == known | NAMED
    told_otherwise = {
        "evidence",
        "kind",
        "language",
        "asks",
        "hooks",
        "sure",
        "suggested_role",
        "your_name",
        "people",
        "sent_at",
    }
    assert {name.partition("=")[0] for name in read} | told_otherwise == set(Reading.__dataclass_fields__)


def test_values_of_the_deciding_are_answers_the_form_offers():
    for field in ("stage", "outcome", "feedback_policy", "sender", "written"):
        offered = {option["value"] for option in book()["fields"][field]["option"]}
        assert set(book()["deciding"][field]["values"]) <= offered, field
