"""What a person told us about their case, checked against `fields.toml`, and the facts rules may ask about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any

from generator.book.book import book, limit, words
from generator.letters.parts import WORD

HOUR = 3600.0
DAY = 24.0  # hours
MOST_LEFT_OUT = 3  # words that a letter may leave out before a person's own: “because of the tour” is the tour
OWN_WORDS = (
    "highlight",
    "draws_you",
    "new_information",
    "feedback_point",
)  # answers that letters repeat as a person's own words
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_UNSEEN = re.compile(r"[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a request: the field it belongs to and a sentence fit to stand beside it."""

    field: str
    message: str


class BadRequest(ValueError):
    """A request the engine does not answer; `problems` says why, field by field."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(f"{problem.field}: {problem.message}" for problem in problems))
        self.problems = problems


@dataclass(frozen=True)
class Situation:
    """The case. Choices hold values of `fields.toml`; texts are trimmed, one line, and may be empty."""

    mail_kind: str
    asks: tuple[str, ...]
    answer: str
    channel: str
    stage: str
    sender: str
    written: str
    outcome: str
    process: str
    interest: str
    feedback_policy: str
    invited: bool
    reapply_after_months: int | None
    received_at: datetime | None
    upset: bool
    your_name: str
    recipient: str
    company: str
    role: str
    suggested_role: str
    new_role: str
    people: tuple[str, ...]
    highlight: str
    draws_you: str
    new_information: str
    feedback_point: str
    reason: str
    profile_url: str
    feedback: str
    feedback_by: str
    connect: bool
    future_roles: bool
    tone: str
    spelling: str

    def facts(self) -> dict[str, Any]:
        """Every answer by its name, for the conditions of rules and letters."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def names(self) -> tuple[str, ...]:
        """Every name the person gave: of people, whole and by its words, of the company and the job."""
        people = (self.your_name, self.recipient, *self.people)
        jobs = (self.role, self.suggested_role, self.new_role)
        return (self.company, *jobs, *people, *(word for name in people for word in name.split()))

    def own_phrases(self) -> tuple[str, ...]:
        """What the person gave in words of their own, as a letter may repeat it: whole, or without its first words."""
        phrases: list[str] = []
        for name in (*OWN_WORDS, "reason"):
            parts = str(getattr(self, name)).strip(" .,;:!?-–—*•").split()
            phrases += [" ".join(parts[left_out:]) for left_out in range(min(len(parts), MOST_LEFT_OUT))]
        return tuple(phrases)


def situation_from(given: object) -> Situation:
    """Check the answers of a form. Raises `BadRequest` with one problem for every field that cannot be used."""
    if not isinstance(given, Mapping):
        raise BadRequest(Problem("situation", words("error", "situation")))
    asked = book()["fields"]
    problems = [Problem(str(name)[:60], words("error", "unknown_field")) for name in given if name not in asked]
    values: dict[str, Any] = {}
    for name, question in asked.items():
        try:
            values[name] = _CHECKS[question["kind"]](given.get(name), question)
            if name in OWN_WORDS:
                _check_length(values[name])
        except ValueError as error:
            problems.append(Problem(name, str(error)))
    if problems:
        raise BadRequest(*problems)
    return Situation(**values)


def moment(given: object, name: str) -> datetime:
    """Read an ISO 8601 time with its offset. Raises `BadRequest` naming the field."""
    try:
        read = _moment(given, {"error": words("error", "time")})
    except ValueError as error:
        raise BadRequest(Problem(name, str(error))) from None
    if read is None:
        raise BadRequest(Problem(name, words("error", "time_missing")))
    return read


def not_in_the_future(situation: Situation, now: datetime) -> None:
    """Raises `BadRequest` where the email is said to have come later than now; a day is left for clocks and zones."""
    received = situation.received_at
    if received is not None and hours_between(now, received) > DAY:
        raise BadRequest(Problem("received_at", words("error", "future")))


def letter_facts(situation: Situation, late: bool) -> dict[str, Any]:
    """What letters may ask: every answer, and `late`. Who does not say how far they got claims no conversation."""
    return situation.facts() | {"late": late, "stage": situation.stage or "application"}


def hours_between(earlier: datetime, later: datetime) -> float:
    """Hours from one time to another; below zero where the first is the later one."""
    return (later - earlier).total_seconds() / HOUR


def lateness(received_at: datetime | None, now: datetime) -> str:
    """How old the mail is: `unknown`, `fresh`, `late` (over 48 hours, T3) or `too_late` (over two weeks, T5)."""
    if received_at is None:
        return "unknown"
    hours = hours_between(received_at, now)
    if hours > limit("leave_days") * 24:
        return "too_late"
    return "late" if hours > limit("late_hours") else "fresh"


def one_line(text: str) -> str:
    """A typed answer without control signs, direction overrides, line ends and doubled spaces.

    The joiners that Persian or Hindi names need stay.
    """
    return " ".join(_UNSEEN.sub("", _CONTROL.sub(" ", text)).split())


def _check_length(text: str) -> None:
    """Refuse more words than a letter can hold."""
    count = len(WORD.findall(text))
    if count > limit("own_words"):
        raise ValueError(words("error", "too_many_words").format(limit=limit("own_words"), count=count))


def _choice(given: object, question: Mapping[str, Any]) -> str:
    values = [option["value"] for option in question["option"]]
    if given is None or given == "":
        return str(question["default"])
    chosen = question.get("also", {}).get(given, given) if isinstance(given, str) else given
    if not isinstance(chosen, str) or chosen not in values:
        raise ValueError(words("error", "choice").format(values=", ".join(values)))
    return chosen


def _choices(given: object, question: Mapping[str, Any]) -> tuple[str, ...]:
    values = [option["value"] for option in question["option"]]
    if given is None:
        return tuple(question["default"])
    if not isinstance(given, list) or any(not isinstance(one, str) or one not in values for one in given):
        raise ValueError(words("error", "choices").format(values=", ".join(values)))
    return tuple(value for value in values if value in given)


def _yes_no(given: object, question: Mapping[str, Any]) -> bool:
    if given is None:
        return bool(question["default"])
    if not isinstance(given, bool):
        raise ValueError(words("error", "yes_no"))
    return given


def _text(given: object, question: Mapping[str, Any]) -> str:
    if given is None:
        return ""
    if not isinstance(given, str):
        raise ValueError(words("error", "text"))
    text = one_line(given)
    if len(text) > question["limit"]:
        raise ValueError(words("error", "too_long").format(limit=question["limit"], count=len(text)))
    return text


def _names(given: object, question: Mapping[str, Any]) -> tuple[str, ...]:
    if given is None:
        return ()
    if not isinstance(given, list):
        raise ValueError(words("error", "names"))
    each = {"limit": question["limit_each"]}
    people = tuple(name for name in (_text(entry, each) for entry in given) if name)
    if len(people) > question["limit"]:
        raise ValueError(question["error"])
    return people


def _whole_number(given: object, question: Mapping[str, Any]) -> int | None:
    if given is None or given == "":
        return None
    if isinstance(given, bool) or not isinstance(given, int) or not 1 <= given <= question["limit"]:
        raise ValueError(question["error"])
    return given


def _moment(given: object, question: Mapping[str, Any]) -> datetime | None:
    if given is None or given == "":
        return None
    if not isinstance(given, str):
        raise ValueError(question["error"])
    try:
        read = datetime.fromisoformat(given)
        if read.tzinfo is None:
            raise ValueError
        read.astimezone(UTC)  # refuses times that no calendar has
    except (ValueError, OverflowError):
        raise ValueError(question["error"]) from None
    return read


_CHECKS = {
    "choice": _choice,
    "choices": _choices,
    "yes_no": _yes_no,
    "text": _text,
    "long_text": _text,
    "names": _names,
    "whole_number": _whole_number,
    "datetime": _moment,
}
