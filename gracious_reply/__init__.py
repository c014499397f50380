"""Gracious Reply for programs: what to do after a rejection, and the words for it.

    read(mail)                       what a received email says, and the words it rests on
    advise(stage="interview", …)     whether to reply, until when, why, and what comes after
    compose("reply", stage=…, …)     a message of that plan
    review(draft)                    what to change in a draft
    answer(request)                  the four as JSON in, JSON out; never raises
    situation_of(reading)            what an email says, as answers for the other three

The answers of a case are given by keyword (`FIELDS` has their names and values), as a mapping, or both. What is not
known is left out. Times carry their offset; where `now` is left out, it is this computer's. Every function raises
`BadRequest`, a `ValueError` whose `problems` name a field and say what is wrong, for what it cannot use. The same
values in give the same values out.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Literal, cast

from generator import Advice, BadRequest, Evidence, Finding, Message, Problem, Reading, Review, answer
from generator.answer import asked
from generator.book.book import book

__all__ = [
    "FIELDS",
    "KINDS",
    "Advice",
    "BadRequest",
    "Evidence",
    "Finding",
    "Kind",
    "Message",
    "Problem",
    "Reading",
    "Review",
    "__version__",
    "advise",
    "answer",
    "compose",
    "read",
    "review",
    "situation_of",
]

Kind = Literal[
    "reply",
    "feedback_request",
    "feedback_thanks",
    "connection_note",
    "follow_up",
    "reapply",
    "reconsider",
    "interview_thanks",
    "interested",
    "acknowledge",
    "answer_other_role",
    "consent",
    "nudge",
    "say_it",
    "thank_referrer",
    "tell_reference",
]
KINDS: tuple[str, ...] = tuple(book()["letters"])
"""The kinds of message, as `compose` and `review` take them."""
FIELDS: Mapping[str, tuple[str, ...]] = {
    name: tuple(option["value"] for option in field.get("option", ())) for name, field in book()["fields"].items()
}
"""The answers of a case: each name with its values; none where words, a number or a time are given."""
try:
    __version__ = version("gracious-reply")
except PackageNotFoundError:  # run from the sources
    __version__ = "0+sources"


def read(mail: str) -> Reading:
    """What a received email says. `mail` is its text, or a raw `.eml` file, of at most 50,000 characters.

    Fields are None where the email does not say; `evidence` has the places, in characters (code points) of `mail`.
    """
    return cast(Reading, _ask("read", mail=mail))


def advise(situation: Mapping[str, Any] | None = None, *, now: datetime | None = None, **facts: Any) -> Advice:
    """Whether to reply, until when, why, and what comes after. Where something has to be known first, `verdict` is None
    and `needs` names it.
    """
    return cast(Advice, _ask("advise", situation=_given(situation, facts), now=_now(now)))


def compose(
    kind: Kind = "reply",
    situation: Mapping[str, Any] | None = None,
    *,
    wording: int = 0,
    now: datetime | None = None,
    **facts: Any,
) -> Message:
    """A message. `wording` counts through other ways to say it; [blanks] stand for names that were not given."""
    given = _given(situation, facts)
    return cast(Message, _ask("compose", situation=given, kind=kind, wording=wording, now=_now(now)))


def review(
    draft: str,
    kind: Kind = "reply",
    situation: Mapping[str, Any] | None = None,
    *,
    now: datetime | None = None,
    **facts: Any,
) -> Review:
    """What to change in a draft, each with its place in characters (code points). The case need not be known."""
    known = {"situation": _given(situation, facts)} if situation or facts else {}
    return cast(Review, _ask("review", draft=draft, kind=kind, now=_now(now), **known))


def situation_of(reading: Reading) -> dict[str, Any]:
    """What an email says as answers of a case, for the other functions: only what was read."""
    found: dict[str, Any] = {name: getattr(reading, name, None) for name in FIELDS}
    found |= {"mail_kind": reading.kind, "asks": [ask.kind for ask in reading.asks], "people": list(reading.people)}
    sent = reading.sent_at
    if sent and datetime.fromisoformat(sent).tzinfo:
        found["received_at"] = sent
    return {name: value for name, value in found.items() if value not in (None, "", [])}


def _ask(ask: str, **parts: Any) -> object:
    return asked({"ask": ask, **parts})[1]


def _given(situation: Mapping[str, Any] | None, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The answers as the contract has them: lists for tuples, times as texts."""
    return {name: _plain(value) for name, value in {**(situation or {}), **facts}.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _now(now: datetime | None) -> str:
    return (now or datetime.now().astimezone()).isoformat()
