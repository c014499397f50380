"""`advise`: whether to reply, until when, why, what would change that, and what comes after.

Every rule of `rules/advice/` holds or does not; the highest-ranked one with a verdict gives it. The plan is made in
`generator.planning` from the verdict.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from generator.advising.plan import Step, plan, send_day
from generator.book.book import book, limit, page_address, words
from generator.book.templates import conditions
from generator.situation import Situation, hours_between, lateness

type Rule = Mapping[str, Any]

REPLYING = ("reply", "reply_to_person")
MOST_CHANGES = 5


@dataclass(frozen=True)
class Reason:
    """Why, in a sentence: the rule that says so, its sources (keys of the sources page), the page that explains it."""

    rule: str
    text: str
    source: tuple[str, ...]
    page: str


@dataclass(frozen=True)
class Change:
    """One other answer that would change the verdict: the question and value, and the rule that would then decide."""

    rule: str
    text: str
    source: tuple[str, ...]
    page: str
    field: str
    value: str | bool
    verdict: str


@dataclass(frozen=True)
class Advice:
    """The advice. `send_by` is None where nothing is to be sent; reasons come strongest first."""

    verdict: str
    timing: str
    send_by: datetime | None
    reasons: tuple[Reason, ...]
    cautions: tuple[Reason, ...]
    would_change: tuple[Change, ...]
    plan: tuple[Step, ...]


def advise(situation: Situation, now: datetime) -> Advice:
    """Advise on a case at a time (`now` carries its offset). Raises nothing for a checked situation."""
    facts = facts_at(situation, now)
    holding = _holding(facts)
    deciding = _first(holding, "verdict")
    verdict, timing = deciding["verdict"], _first(holding, "timing")["timing"]
    send_by = None if verdict == "stay_silent" else _send_by(situation, now, timing)
    return Advice(
        verdict,
        timing,
        send_by,
        tuple(_reasons(holding, verdict)),
        tuple(_cautions(holding, verdict)),
        tuple(_changes(situation, facts, verdict)),
        plan(situation, now, verdict, send_by),
    )


def facts_at(situation: Situation, now: datetime) -> dict[str, Any]:
    """All that a rule's condition may name: every answer, `lateness`, and `hours` since the mail (-1 if unknown)."""
    received = situation.received_at
    return situation.facts() | {
        "lateness": lateness(received, now),
        "hours": hours_between(received, now) if received else -1.0,
    }


@cache
def _rules() -> tuple[Rule, ...]:
    """Every advice rule with its id, highest rank first."""
    rules = [{**rule, "id": name} for name, rule in book()["advice"].items()]
    return tuple(sorted(rules, key=lambda rule: (-rule["rank"], rule["id"])))


def _holding(facts: Mapping[str, Any]) -> list[Rule]:
    rules = _rules()
    holds = conditions(tuple(rule["when"] for rule in rules))(facts)
    return [rule for rule, held in zip(rules, holds, strict=True) if held]


def _first(holding: list[Rule], key: str) -> Rule:
    return next(rule for rule in holding if key in rule)


def _reason(rule: Rule) -> Reason:
    return Reason(rule["id"], rule["why"], tuple(rule["source"]), page_address(rule["explained_in"]))


def _side(verdict: str) -> str:
    """Replying to the mailbox or to the person is the same side of the question."""
    return "reply" if verdict in REPLYING else verdict


def _reasons(holding: list[Rule], verdict: str) -> Iterator[Reason]:
    """The deciding rule, those that agree, when to send, and what else speaks for it."""
    for rule in holding:
        if "verdict" in rule and _side(rule["verdict"]) == _side(verdict) and _speaks(rule, holding):
            yield _reason(rule)
    if verdict == "stay_silent":
        return
    yield _reason(_first(holding, "timing"))
    for rule in holding:
        if rule.get("adds") == "reason":
            yield _reason(rule)


def _cautions(holding: list[Rule], verdict: str) -> Iterator[Reason]:
    """What speaks on the other hand, and what to keep in mind."""
    for rule in holding:
        if "verdict" in rule and _side(rule["verdict"]) != _side(verdict) and _speaks(rule, holding):
            yield _reason(rule)
    if verdict != "stay_silent":
        for rule in holding:
            if rule.get("adds") == "caution":
                yield _reason(rule)


def _speaks(rule: Rule, holding: list[Rule]) -> bool:
    """A rule of rank 0 is what holds when nothing else does; beside another it has nothing to add."""
    return rule["rank"] > 0 or rule is _first(holding, "verdict")


def _send_by(situation: Situation, now: datetime, timing: str) -> datetime:
    """Within a day of the mail (T2); after that within two (T3); a late reply, or one after a pause, within a day."""
    day = timedelta(hours=limit("reply_hours"))
    start = situation.received_at.astimezone(now.tzinfo) if situation.received_at else now
    due = start + day
    if due <= now or (timing == "pause_first" and due - now < day / 2):
        due = max(start + timedelta(hours=limit("late_hours")), now)
    if due <= now:
        due = now + day
    return send_day(due, earliest=now, latest=max(due, start + timedelta(hours=limit("late_hours"))))


def _changes(situation: Situation, facts: Mapping[str, Any], verdict: str) -> Iterator[Change]:
    """Try every other answer, one at a time, and tell those that would give another verdict.

    Questions whose answer is unsure are tried first; at most one change for each question, at most five in all.
    """
    told: set[str] = set()
    for field, value in sorted(_other_answers(situation), key=lambda other: getattr(situation, other[0]) != "unsure"):
        if field in told or len(told) == MOST_CHANGES:
            continue
        deciding = _first(_holding({**facts, field: value}), "verdict")
        if _side(deciding["verdict"]) != _side(verdict):
            told.add(field)
            reason = _reason(deciding)
            text = _change_text(field, value, deciding["verdict"])
            yield Change(reason.rule, text, reason.source, reason.page, field, value, deciding["verdict"])


def _other_answers(situation: Situation) -> Iterator[tuple[str, str | bool]]:
    for field, question in book()["fields"].items():
        present = getattr(situation, field)
        if question["kind"] == "choice":
            for option in question["option"]:
                if option["value"] != present and option["value"] != "unsure":
                    yield field, option["value"]
        elif question["kind"] == "yes_no":
            yield field, not present


def _change_text(field: str, value: str | bool, verdict: str) -> str:
    question = book()["fields"][field]
    if isinstance(value, bool):
        answer = words("answer", "yes" if value else "no")
    else:
        answer = next(option["label"] for option in question["option"] if option["value"] == value)
    told = words("advice", "would_change")
    return told.format(question=question["label"], answer=answer, verdict=words("verdict", verdict))
