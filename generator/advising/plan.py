"""The dated plan that follows the advice: one file of `plan/` is one step.

A step holds under a condition, and is due a number of days or months after another one. What is to be sent avoids
Saturdays and Sundays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from generator.advising.feedback import feedback_place
from generator.advising.usual import expressions
from generator.book.book import book, page_address
from generator.book.templates import conditions
from generator.situation import Situation

SATURDAY = 5


@dataclass(frozen=True)
class Link:
    """Where others help: the name of the body, its address, and where its advice holds."""

    name: str
    address: str
    holds_in: str


@dataclass(frozen=True)
class Step:
    """One step of the plan. `kind` is a message kind or a thing to do; `due` a date (`YYYY-MM-DD`) or None: no date."""

    kind: str
    due: str | None
    title: str
    why: str
    page: str
    links: tuple[Link, ...] = ()


def plan(
    situation: Situation,
    facts: Mapping[str, Any],
    now: datetime,
    verdict: str,
    timing: str | None,
    send_by: datetime | None,
) -> tuple[Step, ...]:
    """The steps for a case and verdict, in their order; those without a date stand where they belong.

    `facts` are those of the advice (`facts_at`).
    """
    holds = conditions(_expressions())(
        {
            **facts,
            "verdict": verdict,
            "timing": timing,
            "feedback_place": feedback_place(situation, facts["lateness"] == "late") if timing else "none",
            "months": situation.reapply_after_months or 0,
        }
    )
    received = situation.received_at
    days = {
        "now": now.date(),
        "reply": (send_by or now).date(),
        "email": min(received.astimezone(now.tzinfo), now).date() if received else now.date(),
    }
    undated = {"reply"} if received is None else set()
    steps: list[Step] = []
    for file in (file for file, held in zip(_files(), holds, strict=True) if held):
        due = _due(file, situation, days, undated)
        if due:
            days.setdefault(file["kind"], due)  # later steps may be due so long after this one
        steps.append(_step(file, due))
    return tuple(steps)


@cache
def _files() -> tuple[Mapping[str, Any], ...]:
    return tuple(sorted(book()["plan"].values(), key=lambda file: file["order"]))


@cache
def _expressions() -> tuple[str, ...]:
    return expressions(_files())


def _due(file: Mapping[str, Any], situation: Situation, days: Mapping[str, date], undated: set[str]) -> date | None:
    base = file.get("after", "")
    if base not in days or (base in undated and not file.get("days")):
        return None
    months = file.get("months", 0)
    if file.get("their_months_first") and situation.reapply_after_months:
        months = situation.reapply_after_months
    due = max(months_later(days[base], months) + timedelta(days=file.get("days", 0)), days["now"])
    return weekday(due, after=max(days[base], days["now"])) if file.get("to_send") else due


def _step(file: Mapping[str, Any], due: date | None) -> Step:
    return Step(
        file["kind"],
        due.isoformat() if due else None,
        file["title"],
        file["why"],
        page_address(file["explained_in"]),
        tuple(Link(link["name"], link["address"], link["holds_in"]) for link in file.get("link", ())),
    )


def months_later(day: date, months: int) -> date:
    """The same day some months on, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in range(day.day, 27, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, day.day)


def weekday(day: date, *, after: date) -> date:
    """The day itself; instead of a Saturday the Friday, where that is still later than `after`; else the Monday."""
    if day.weekday() < SATURDAY:
        return day
    friday = day - timedelta(days=1)
    return friday if day.weekday() == SATURDAY and friday > after else day + timedelta(days=7 - day.weekday())


def send_day(due: date, *, earliest: date, latest: date) -> date:
    """Move a reply off the weekend: to the Friday before or the Monday after, as far as both limits allow.

    Where neither fits, the day stays: two days at most (T3) counts for more than a weekday.
    """
    if due.weekday() < SATURDAY:
        return due
    friday = due - timedelta(days=due.weekday() - 4)
    monday = due + timedelta(days=7 - due.weekday())
    for moved in (friday, monday):
        if earliest <= moved <= latest:
            return moved
    return due
