"""What can be counted or known about a draft: the facts that a draft rule's `when` may ask about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from generator.book.book import book
from generator.letters.draft import Draft
from generator.situation import Situation, lateness


def facts_of(
    draft: Draft, kind: str, situation: Situation | None, now: datetime, sentences_with: Callable[[str], int]
) -> dict[str, Any]:
    """The facts by their names.

    `kind`; `words` and `paragraphs` between greeting and closing; `sentences`; `questions`, and `plain_questions`,
    those that ask for something (`Could you …?`); `characters_all`, with greeting and name; `subject` (without its
    label, None where there is none); the numbers of `limits.toml`; `sentences_with('a list')`, how many sentences hold
    a phrase of that list. With a situation also every answer of it by its name, and `lateness`.
    """
    letter = draft.letter
    facts: dict[str, Any] = {
        **book()["limits"],
        "kind": kind,
        "words": letter.words,
        "paragraphs": len(letter.paragraphs),
        "characters_all": len(_without_subject(draft)),
        "sentences": len(draft.sentences),
        "questions": len(draft.questions),
        "plain_questions": sum(draft.first_word(place) in book()["lists"]["asking"] for place in draft.questions),
        "subject": letter.subject_line,
        "sentences_with": sentences_with,
    }
    if situation is not None:
        facts |= situation.facts()
        facts["lateness"] = lateness(situation.received_at, now)
    return facts


def _without_subject(draft: Draft) -> str:
    """What is sent as the text itself: an invitation to connect has no subject."""
    at = draft.letter.subject
    return (draft.raw[: at[0]] + draft.raw[at[1] :] if at else draft.raw).strip()


def in_words(facts: Mapping[str, Any]) -> dict[str, str]:
    """The numbers among the facts, for the messages of rules."""
    return {name: str(value) for name, value in facts.items() if isinstance(value, int) and not isinstance(value, bool)}
