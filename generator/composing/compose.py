"""`compose`: every message of the plan, in words a person would send.

The words are in templates/: one text file for each kind of message. What goes into them is gathered in
`generator.composing.facts`, which wording is taken is decided in `generator.composing.voice`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from generator.advising.feedback import fits
from generator.book.book import book, limit, words
from generator.book.templates import environment
from generator.composing.facts import Material, material
from generator.composing.slots import Slot, without_marks
from generator.composing.voice import Voice
from generator.letters.parts import layout
from generator.situation import BadRequest, Problem, Situation

WORDINGS = 999_999


@dataclass(frozen=True)
class Message:
    """A message to send. `missing` names the fields whose [blanks] in subject or body are still to be filled.

    `words` and `paragraphs` count what stands between greeting and closing. `slots` are the places of the body that
    hold what the person gave for a field, and its blanks. `subject` is empty where a message has none: what is said on
    the phone, a text message.
    """

    kind: str
    subject: str
    body: str
    words: int
    paragraphs: int
    missing: tuple[str, ...]
    slots: tuple[Slot, ...]


def compose(situation: Situation, kind: str, wording: int, now: datetime) -> Message:
    """Write one message of a kind of `templates/en/`; `wording` (0 to `WORDINGS`) takes another way of saying it.

    The same values give the same message; wordings next to each other give different ones. Raises `KeyError` for an
    unknown kind, and `BadRequest` where a message of this kind would do harm: no thanks for an offer that was taken
    back, no farewell to an invitation, no question where they said that they do not answer it.
    """
    letter = book()["letters"][kind]
    given = material(situation, kind, now)
    _refuse_misfits(letter, given.facts)
    parts = letter["may_leave_out"]
    message = _written(given, kind, wording, frozenset())
    for count in range(1, len(parts) + 1):
        if _fits(message, letter):
            break
        message = _written(given, kind, wording, frozenset(parts[:count]))
    return message


def _refuse_misfits(letter: Mapping[str, Any], facts: Mapping[str, Any]) -> None:
    for entry in letter["not_for"]:
        if fits(entry["when"], facts):
            raise BadRequest(Problem("kind", entry["why"]))
    if facts["mail_kind"] not in letter["mail_kinds"]:
        raise BadRequest(Problem("kind", words("letter_refused", facts["mail_kind"])))


def _fits(message: Message, letter: Mapping[str, Any]) -> bool:
    """Whether a message is within its limits; those are named in limits.toml."""
    most = limit(letter["most_characters"]) if "most_characters" in letter else len(message.body)
    return message.words <= limit("body_words") and len(message.body) <= most


def _written(given: Material, kind: str, wording: int, left_out: frozenset[str]) -> Message:
    voice = Voice(wording, given.tone, given.answers, given.spelled)
    template = environment().get_template(f"{kind}.txt.j2")
    speaking = {"one_of": voice.one_of, "say": voice.say, "sometimes": voice.sometimes, "shape": voice.shape}
    text = template.render(given.facts, **speaking, left_out=left_out)
    marked_subject, marked_body = _tidy(text)
    subject, in_subject = without_marks(marked_subject)
    body, slots = without_marks(marked_body)
    counted = layout(body)
    open_fields = {slot.field for slot in (*in_subject, *slots) if not slot.filled}
    missing = tuple(name for name in book()["fields"] if name in open_fields)
    return Message(kind, subject, body, counted.words, len(counted.paragraphs), missing, slots)


def _tidy(text: str) -> tuple[str, str]:
    """Subject and body. Paragraphs stand in one line each, with an empty line between; the last one keeps its lines."""
    first, *blocks = [block.strip() for block in text.split("\n\n") if block.strip()]
    paragraphs = [" ".join(block.split()) for block in blocks[:-1]]
    ending = "\n".join(" ".join(line.split()) for line in blocks[-1].splitlines() if line.strip())
    return " ".join(first.partition(":")[2].split()), "\n\n".join([*paragraphs, ending])
