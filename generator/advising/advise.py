"""`advise`: what to do about an email, until when, why, what would change that, and what comes after.

Every rule of `rules/advice/` holds or does not. The highest-ranked one with a `verdict` gives it, unless one with
`needs` ranks higher: then a question comes first. A condition that does not ask for `mail_kind` speaks of the usual
case (`usual`), so that no rule about rejections has a say in an offer. The plan is made in `generator.advising.plan`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from generator.advising.plan import Step, plan, send_day
from generator.advising.usual import case_facts, expressions
from generator.book.book import book, limit, page_address, words
from generator.book.templates import conditions
from generator.situation import Situation, hours_between, lateness

type Rule = Mapping[str, Any]

REPLYING = ("reply", "reply_to_person", "answer_them")  # the same side of the question: write to them
BESIDE = (*REPLYING, "optional")  # where a reason or caution belongs unless it names other verdicts
WITHOUT_DAY = ("stay_silent", "wait")
MOST_CHANGES = 5
MOST_AGREEING = 1  # rules that only agree with the deciding one; more would say the same thing again
MOST_CAUTIONS = 4
# Answers whose change is no doubt about this case but another case altogether.
NOT_TRIED = ("mail_kind", "channel", "answer", "sender=own_manager", "outcome=reserve_list")


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
    """The advice. `verdict` is None where the questions named in `needs` come first (the most important one first).

    `timing` and `send_by` are None where nothing is to be sent; `send_by` also where nobody knows when the email came.
    It is the end of a day in the offset of `now`. Reasons come strongest first.
    """

    verdict: str | None
    needs: tuple[str, ...]
    timing: str | None
    send_by: datetime | None
    reasons: tuple[Reason, ...]
    cautions: tuple[Reason, ...]
    would_change: tuple[Change, ...]
    plan: tuple[Step, ...]


def advise(situation: Situation, now: datetime) -> Advice:
    """Advise on a case at a time (`now` carries its offset). Raises nothing for a checked situation."""
    facts = facts_at(situation, now)
    holding = _holding(facts)
    deciding = _deciding(holding)
    if "needs" in deciding:
        asking = [rule for rule in holding if "needs" in rule]
        needs = tuple(dict.fromkeys(name for rule in asking for name in rule["needs"]))
        return Advice(None, needs, None, None, (_reason(deciding),), (), (), ())
    verdict = deciding["verdict"]
    when = _timing(holding, deciding)
    timing = None if when is None else str(when["timing"])
    send_by = None if timing is None or verdict in WITHOUT_DAY else _send_by(situation, now, timing)
    return Advice(
        verdict,
        (),
        timing,
        send_by,
        tuple(_reasons(holding, deciding, when)),
        tuple(_cautions(holding, deciding))[:MOST_CAUTIONS],
        tuple(_changes(situation, facts, verdict)),
        plan(situation, facts, now, verdict, timing, send_by),
    )


def facts_at(situation: Situation, now: datetime) -> dict[str, Any]:
    """All that a rule's condition may name.

    Every answer, and: `lateness`; `hours` and `days` (of the calendar) since the email, -1 where unknown; `usual`;
    `reason_about`.
    """
    received = situation.received_at
    return case_facts(situation) | {
        "lateness": lateness(received, now),
        "hours": max(0.0, hours_between(received, now)) if received else -1.0,
        "days": max(0, (now.date() - received.astimezone(now.tzinfo).date()).days) if received else -1,
    }


@cache
def _rules() -> tuple[Rule, ...]:
    """Every advice rule with its id, highest rank first."""
    rules = [{**rule, "id": name} for name, rule in book()["advice"].items()]
    return tuple(sorted(rules, key=lambda rule: (-rule["rank"], rule["id"])))


@cache
def _expressions() -> tuple[str, ...]:
    return expressions(_rules())


def _holding(facts: Mapping[str, Any]) -> list[Rule]:
    return [rule for rule, held in zip(_rules(), conditions(_expressions())(facts), strict=True) if held]


def _deciding(holding: list[Rule]) -> Rule:
    return next(rule for rule in holding if "verdict" in rule or "needs" in rule)


def _timing(holding: list[Rule], deciding: Rule) -> Rule | None:
    """The rule that says when; the deciding one itself where it does. None where nothing is to be sent."""
    if "timing" in deciding:
        return deciding
    if deciding["verdict"] in WITHOUT_DAY:
        return None
    return next((rule for rule in holding if "timing" in rule and "verdict" not in rule), None)


def _reason(rule: Rule) -> Reason:
    return Reason(rule["id"], rule["why"], tuple(rule["source"]), page_address(rule["explained_in"]))


def _side(verdict: str) -> str:
    """Writing to the mailbox or to the person, asked or not, is the same side of the question."""
    return "reply" if verdict in REPLYING else verdict


def _reasons(holding: list[Rule], deciding: Rule, when: Rule | None) -> Iterator[Reason]:
    """The deciding rule, one that agrees, when to send, and what else speaks for it."""
    verdict = deciding["verdict"]
    yield _reason(deciding)
    agreeing = [rule for rule in _other_verdicts(holding, deciding) if _side(rule["verdict"]) == _side(verdict)]
    for rule in agreeing[:MOST_AGREEING]:
        yield _reason(rule)
    if when is not None and when is not deciding:
        yield _reason(when)
    yield from _added("reason", holding, verdict)


def _cautions(holding: list[Rule], deciding: Rule) -> Iterator[Reason]:
    """What to keep in mind, and what speaks on the other hand.

    Where they asked something, only a rule that `stands` speaks against an answer: that a system sent the email, or
    that it is old, no longer counts.
    """
    verdict = deciding["verdict"]
    yield from _added("caution", holding, verdict)
    for rule in _other_verdicts(holding, deciding):
        other = _side(rule["verdict"]) != _side(verdict)
        if other and (verdict != "answer_them" or rule.get("stands")) and "timing" not in deciding:
            yield _reason(rule)


def _added(what: str, holding: list[Rule], verdict: str) -> Iterator[Reason]:
    for rule in holding:
        if rule.get("adds") == what and verdict in rule.get("beside", BESIDE):
            yield _reason(rule)


def _other_verdicts(holding: list[Rule], deciding: Rule) -> Iterator[Rule]:
    """Rules with a verdict beside the deciding one. One of rank 0 is what holds when nothing else does."""
    for rule in holding:
        if "verdict" in rule and rule is not deciding and rule["rank"] > 0:
            yield rule


def _send_by(situation: Situation, now: datetime, timing: str) -> datetime | None:
    """The end of the day to send it by: the day after the email (T2), tomorrow after a pause or where it is late."""
    if situation.received_at is None:
        return None
    received, today = situation.received_at.astimezone(now.tzinfo).date(), now.date()
    tomorrow = today + timedelta(days=1)
    last = received + timedelta(hours=limit("late_hours"))
    if timing == "late":
        due = tomorrow
    elif timing == "pause_first":
        due = max(received + timedelta(hours=limit("reply_hours")), tomorrow)
    else:
        due = max(received + timedelta(hours=limit("reply_hours")), today)
    day = send_day(due, earliest=tomorrow if timing == "pause_first" else today, latest=max(due, last))
    return now.replace(year=day.year, month=day.month, day=day.day, hour=23, minute=59, second=0, microsecond=0)


def _changes(situation: Situation, facts: Mapping[str, Any], verdict: str) -> Iterator[Change]:
    """Try every other answer, one at a time, and tell those that would give another verdict.

    Questions whose answer is unsure are tried first; at most one change for each question, at most five in all.
    """
    if not facts["usual"] or verdict == "answer_them":
        return
    told: set[str] = set()
    for field, value in sorted(_other_answers(situation), key=lambda other: getattr(situation, other[0]) != "unsure"):
        if field in told or len(told) == MOST_CHANGES:
            continue
        deciding = _deciding(_holding({**facts, field: value}))
        if "verdict" in deciding and _side(deciding["verdict"]) != _side(verdict):
            told.add(field)
            reason = _reason(deciding)
            text = _change_text(field, value, deciding["verdict"])
            yield Change(reason.rule, text, reason.source, reason.page, field, value, deciding["verdict"])


def _other_answers(situation: Situation) -> Iterator[tuple[str, str | bool]]:
    for field, question in book()["fields"].items():
        if field in NOT_TRIED:
            continue
        present = getattr(situation, field)
        if question["kind"] == "choice":
            for option in question["option"]:
                value = option["value"]
                if value not in (present, "unsure") and f"{field}={value}" not in NOT_TRIED:
                    yield field, value
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
