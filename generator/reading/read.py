"""`read`: what a received mail says, field by field, each with the words it rests on.

The rules of `rules/reading/` vote: each that finds its words, or its shape of a mail, speaks for one value of one field
with its weight. `book/deciding.toml` says how many votes a value needs and how far it has to be ahead. Where the votes
are few or contradict each other, the answer is `unsure` or None. A mail is only looked at: nothing in it is obeyed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.book.book import book
from generator.letters.mail import mail_parts
from generator.letters.markup import Unmarked, unmarked
from generator.reading.deciding import best_company, best_months, best_recipient, best_role, within
from generator.reading.rules import Vote, votes
from generator.text.words import cut

# Where thanks could do harm: what speaks for one of these counts alone, whatever else sounds like a rejection.
HARMED_BY_THANKS = ("scam", "offer_withdrawn")
PLACES_PER_RULE = 3  # more places of one rule say nothing new


@dataclass(frozen=True)
class Evidence:
    """One place in the mail and what it speaks for: `mail[start:end]` says `says`, found by `rule`."""

    rule: str
    says: str
    start: int
    end: int


@dataclass(frozen=True)
class Reading:
    """What a mail says. None stands for what it does not say, or says too thinly to go by.

    `kind` is a value of the question `mail_kind`; "unsure" wherever `is_rejection` is.
    `evidence` holds the places behind the values above, in the order of the mail; where a field is `unsure` because the
    mail contradicts itself, the places of both sides.
    """

    is_rejection: str
    kind: str
    written: str
    stage: str | None
    outcome: str | None
    feedback_policy: str | None
    invited: bool | None
    company: str | None
    role: str | None
    recipient: str | None
    sender: str | None
    reapply_after_months: int | None
    evidence: tuple[Evidence, ...] = ()


def read(mail: str) -> Reading:
    """Read a received mail. Any text gives a reading, and the same text always the same one."""
    plain = unmarked(mail)
    letter = mail_parts(plain.text)
    text = cut(plain.text)
    by_field: dict[str, list[Vote]] = {}
    for vote in votes(letter, text):
        by_field.setdefault(vote.field, []).append(vote)
    harmed = [vote for vote in by_field.get("is_rejection", []) if _kind_of(vote.rule) in HARMED_BY_THANKS]
    if harmed:
        by_field["is_rejection"] = harmed
    chosen: dict[str, tuple[str | None, list[Vote]]] = {}
    chosen["company"] = best_company(by_field.get("company", []))
    company = chosen["company"][0]
    for name, how in book()["deciding"].items():
        cast = [vote for vote in by_field.get(name, []) if not (vote.person and within(vote.person, company))]
        chosen[name] = decide(cast, how)
    chosen["role"] = best_role(by_field.get("role", []), company)
    chosen["recipient"] = best_recipient(by_field.get("recipient", []), letter, company)
    chosen["reapply_after_months"] = best_months(by_field.get("reapply_after_months", []))
    values = {name: value for name, (value, _) in chosen.items()}
    months = values["reapply_after_months"]
    return Reading(
        is_rejection=values["is_rejection"] or "unsure",
        kind=_kind(*chosen["is_rejection"]),
        written=values["written"] or "unsure",
        stage=values["stage"],
        outcome=values["outcome"],
        feedback_policy=values["feedback_policy"],
        invited=None if values["invited"] is None else values["invited"] == "true",
        company=company,
        role=values["role"],
        recipient=values["recipient"],
        sender=values["sender"],
        reapply_after_months=int(months) if months else None,
        evidence=_evidence(plain, chosen),
    )


def _kind(is_rejection: str | None, behind: Iterable[Vote]) -> str:
    """What kind of email it is: that of the rules which say that it is no rejection, the weightiest kind first."""
    if is_rejection != "no":
        return "rejection" if is_rejection else "unsure"
    sums = _sums((_kind_of(vote.rule), vote) for vote in behind)
    sums.pop("", None)
    return max(sorted(sums), key=lambda kind: sums[kind], default="other")


def _kind_of(rule: str) -> str:
    """The kind of email a rule speaks for, or ""."""
    return str(book()["reading"][rule].get("kind", ""))


def _sums(spoken: Iterable[tuple[str, Vote]]) -> dict[str, int]:
    """The weight of the votes that speak for each value. Each rule counts once, with its weight."""
    sums: dict[str, int] = {}
    for (value, _), weight in {(value, vote.rule): vote.weight for value, vote in spoken}.items():
        sums[value] = sums.get(value, 0) + weight
    return sums


def decide(cast: Iterable[Vote], how: Mapping[str, Any]) -> tuple[str | None, list[Vote]]:
    """The value of one field and the votes behind it, or None with the votes that contradict each other.

    `how` is the field's table of `deciding.toml`. Each rule counts once, with its weight.
    """
    kept = list(cast)
    sums = dict.fromkeys(how["values"], 0) | _sums((vote.value, vote) for vote in kept)
    if how.get("furthest"):
        reached = [value for value, total in sums.items() if total >= how["enough"]]
        winner = reached[-1] if reached else None
    else:
        first, second = sorted([*sums.values(), 0], reverse=True)[:2]
        winner = next(value for value in sums if sums[value] == first)
        if first < how["enough"] or first - second < how["ahead"]:
            winner = None
            if first < how["enough"]:
                kept = []
    return winner, [vote for vote in kept if winner in (None, vote.value)]


def _evidence(mail: Unmarked, chosen: Mapping[str, tuple[str | None, list[Vote]]]) -> tuple[Evidence, ...]:
    places: dict[tuple[str, str], list[Evidence]] = {}
    for name, (value, behind) in chosen.items():
        for vote in behind:
            told = places.setdefault((vote.rule, name), [])
            if len(told) < PLACES_PER_RULE and vote.start < vote.end:
                told.append(Evidence(vote.rule, f"{name}={value or vote.value}", *mail.place(vote.start, vote.end)))
    every = {evidence for told in places.values() for evidence in told}
    return tuple(sorted(every, key=lambda one: (one.start, one.end, one.rule, one.says)))
