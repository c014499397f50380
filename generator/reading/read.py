"""`read`: what a received mail says, field by field, each with the words it rests on.

The rules of `rules/reading/` vote: each that finds its words, or its shape of a mail, speaks for one value of one field
with its weight. `book/deciding.toml` says how many votes a value needs and how far it has to be ahead. Where the votes
are few or contradict each other, the answer is `unsure` or None. A mail is only looked at: nothing in it is obeyed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from generator.book.book import book
from generator.letters.mail import Mail, mail_parts
from generator.letters.mail_file import decoded
from generator.letters.markup import Unmarked, unmarked
from generator.reading.around import people, sent_at, your_name
from generator.reading.asked import Ask, Hook, hooks, requests, suggested_role
from generator.reading.deciding import ENOUGH, best_company, best_months, best_recipient, best_role, within
from generator.reading.language import ENGLISH, language_of
from generator.reading.rules import Vote, spans_read, votes
from generator.reading.sounds import RULE, Sound, best, rejection, sums, weights
from generator.text.points import Heard, sequences
from generator.text.words import Text, cut

# Where thanks could do harm: what speaks for one of these counts alone, whatever else sounds like a rejection.
HARMED_BY_THANKS = ("scam", "offer_withdrawn")
PROOF = 4  # the weight of a rule that is proof by itself
PLACE = "place"  # stands in the evidence for what the part of the email says
PLACES_PER_RULE = 3  # more places of one rule say nothing new
SURE = 2  # weight beyond what is enough


@dataclass(frozen=True)
class Evidence:
    """One place in the email and what it speaks for: `mail[start:end]` says `field` is `value`, found by `rule`.

    `says` is both in one, as `field=value`. `rule` is a file of `rules/reading/`, or `word-sequences` where the fitted
    points decided (`generator.reading.sounds`), or `place` where the part of the email says it, as a greeting does.
    """

    rule: str
    says: str
    start: int
    end: int
    field: str
    value: str


@dataclass(frozen=True)
class Reading:
    """What an email says. None stands for what it does not say, or says too thinly to go by.

    `kind` is a value of the question `mail_kind`; "unsure" wherever `is_rejection` is, and in another language than
    English, where no names are read either. `sure` tells for each value that was read how sure it is: `sure` or
    `likely`. `evidence` holds the places behind the values above, in the order of the email; where a field is `unsure`
    because the email contradicts itself, the places of both sides.
    """

    is_rejection: str
    kind: str
    language: str
    written: str
    stage: str | None = None
    outcome: str | None = None
    feedback_policy: str | None = None
    invited: bool | None = None
    company: str | None = None
    role: str | None = None
    suggested_role: str | None = None
    recipient: str | None = None
    your_name: str | None = None
    people: tuple[str, ...] = ()
    sender: str | None = None
    reason: str | None = None
    reapply_after_months: int | None = None
    sent_at: str | None = None
    asks: tuple[Ask, ...] = ()
    hooks: tuple[Hook, ...] = ()
    sure: Mapping[str, str] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()


def read(mail: str) -> Reading:
    """Read a received email. Any text gives a reading, and the same text always the same one."""
    text = decoded(mail)
    return _read(mail) if text == mail else _as_in_file(_read(text), text, mail)


def _as_in_file(reading: Reading, text: str, file: str) -> Reading:
    """The reading of a file's decoded text, with the places moved to where the same words stand in the file itself."""

    def moved[Placed: (Evidence, Ask, Hook)](places: Iterable[Placed]) -> tuple[Placed, ...]:
        found = ((one, file.find(text[one.start : one.end])) for one in places)
        return tuple(replace(one, start=at, end=at + one.end - one.start) for one, at in found if at >= 0)

    return replace(reading, evidence=moved(reading.evidence), asks=moved(reading.asks), hooks=moved(reading.hooks))


def _read(mail: str) -> Reading:
    plain = unmarked(mail)
    letter = mail_parts(plain.text)
    text = cut(plain.text)
    language = language_of(text.words)
    if language != ENGLISH:
        return _in_another_language(language)
    spans = spans_read(letter, text)
    said = rules_say(letter, text)
    every, by_field, chosen = said.every, said.cast, said.chosen
    company = chosen["company"][0]
    asks = tuple(requests(text, spans, every))
    theirs = [ask for ask in asks if ask.kind == "other_role"]  # a job they suggest is not the one of the rejection
    applied = [
        vote for vote in by_field.get("role", []) if not any(one.start <= vote.start < one.end for one in theirs)
    ]
    chosen["role"] = best_role(applied, company)
    chosen["recipient"] = best_recipient(by_field.get("recipient", []), letter, company)
    chosen["reapply_after_months"] = best_months(by_field.get("reapply_after_months", []))
    sure = {name: _how_sure(name, *told) for name, told in chosen.items()}
    kind = _listen(chosen, sure, text, sequences(text.words, spans), by_field, harmed=said.harmed)
    _place(chosen, sure, "suggested_role", suggested_role(text, asks, chosen["role"][0]))
    _place(chosen, sure, "your_name", your_name(letter))
    _place(chosen, sure, "sent_at", sent_at(letter))
    known = [name for name in (chosen["recipient"][0], chosen["your_name"][0]) if name]
    met = people(letter, every, company, known)
    chosen["people"] = (", ".join(name for name, _ in met) or None, [replace(vote, value=name) for name, vote in met])
    values = {name: value for name, (value, _) in chosen.items()}
    months = values["reapply_after_months"]
    return Reading(
        is_rejection=values["is_rejection"] or "unsure",
        kind=kind,
        language=language,
        written=values["written"] or "unsure",
        stage=values["stage"],
        outcome=values["outcome"],
        feedback_policy=values["feedback_policy"],
        invited=None if values["invited"] is None else values["invited"] == "true",
        company=company,
        role=values["role"],
        suggested_role=values["suggested_role"],
        recipient=values["recipient"],
        your_name=values["your_name"],
        people=tuple(name for name, _ in met),
        sender=values["sender"],
        reason=values["reason"],
        reapply_after_months=int(months) if months else None,
        sent_at=values["sent_at"],
        asks=tuple(Ask(ask.kind, *plain.place(ask.start, ask.end)) for ask in asks),
        hooks=tuple(Hook(hook.kind, hook.text, *plain.place(hook.start, hook.end)) for hook in hooks(text, every)),
        sure={name: how for name, how in sure.items() if values[name] is not None},
        evidence=_evidence(plain, chosen),
    )


@dataclass(frozen=True)
class RulesSay:
    """What the rules say about an email: all their votes, those that count by field, and what they decide."""

    every: list[Vote]
    cast: dict[str, list[Vote]]
    chosen: dict[str, tuple[str | None, list[Vote]]]
    harmed: bool  # whether thanks could do harm


def rules_say(letter: Mail, text: Text) -> RulesSay:
    """Let the rules vote on an email, and decide what they decide without its sound."""
    cast: dict[str, list[Vote]] = {}
    every = list(votes(letter, text))
    for vote in every:
        cast.setdefault(vote.field, []).append(vote)
    harmed = [vote for vote in cast.get("is_rejection", []) if _kind_of(vote.rule) in HARMED_BY_THANKS]
    if harmed:
        cast["is_rejection"] = harmed
    chosen = {"company": best_company(cast.get("company", []))}
    company = chosen["company"][0]
    for name, how in book()["deciding"].items():
        counted = [vote for vote in cast.get(name, []) if not (vote.person and within(vote.person, company))]
        chosen[name] = decide(counted, how)
    return RulesSay(every, cast, chosen, bool(harmed))


def _in_another_language(code: str) -> Reading:
    """Nothing is read in another language but which one it is: a wrong guess would be worse than a question."""
    return Reading(is_rejection="unsure", kind="unsure", language=code, written="unsure")


def _listen(
    chosen: dict[str, tuple[str | None, list[Vote]]],
    sure: dict[str, str],
    text: Text,
    heard: Heard,
    by_field: Mapping[str, list[Vote]],
    *,
    harmed: bool,
) -> str:
    """Ask the points where rules left something open, and doubt rules where they say the contrary. Gives the kind."""
    said = chosen["is_rejection"][0]
    if not harmed:
        _hear(chosen, sure, text, "is_rejection", rejection(heard, by_field, said))
    kind = _kind(*chosen["is_rejection"])
    if kind == "other":
        kind = best("kind", heard, by_field, None).value or kind
        sure["is_rejection"] = "likely"
    for name in ("written", "stage") if chosen["is_rejection"][0] != "no" else ():
        _hear(chosen, sure, text, name, best(name, heard, by_field, chosen[name][0]))
    return kind


def _hear(
    chosen: dict[str, tuple[str | None, list[Vote]]], sure: dict[str, str], text: Text, name: str, sound: Sound
) -> None:
    """Take what the points found where it differs from what the rules said."""
    said, behind = chosen[name]
    if sound.value != said:
        chosen[name] = (sound.value, behind if sound.value is None else _votes(name, sound, text))
        sure[name] = "likely"


def _votes(name: str, sound: Sound, text: Text) -> list[Vote]:
    """What the points found, as votes: the places that weighed most."""
    return [Vote(RULE, name, sound.value or "", 1, *text.span(first, last)) for first, last in sound.places]


def _place(
    chosen: dict[str, tuple[str | None, list[Vote]]],
    sure: dict[str, str],
    name: str,
    found: tuple[str, int, int] | None,
) -> None:
    """Take what a part of the email says by its place."""
    value, start, end = found or (None, 0, 0)
    chosen[name] = (value, [Vote(PLACE, name, value, 1, start, end)] if value else [])
    sure[name] = "sure"


def _how_sure(name: str, value: str | None, behind: Sequence[Vote]) -> str:
    """Whether the rules behind a value are more than just enough."""
    total = sum(sums((vote.value, vote) for vote in behind if value).values())
    enough = book()["deciding"].get(name, {}).get("enough", ENOUGH)
    return "sure" if total >= enough + SURE or any(vote.weight >= PROOF for vote in behind) else "likely"


def _kind(is_rejection: str | None, behind: Iterable[Vote]) -> str:
    """What kind of email it is: that of the rules which say that it is no rejection, the weightiest kind first."""
    if is_rejection != "no":
        return "rejection" if is_rejection else "unsure"
    voted = sums((_kind_of(vote.rule), vote) for vote in behind)
    voted.pop("", None)
    return max(sorted(voted), key=lambda kind: voted[kind], default="other")


def _kind_of(rule: str) -> str:
    """The kind of email a rule speaks for, or ""."""
    return str(book()["reading"].get(rule, {}).get("kind", ""))


def decide(cast: Iterable[Vote], how: Mapping[str, Any]) -> tuple[str | None, list[Vote]]:
    """The value of one field and the votes behind it, or None with the votes that contradict each other.

    `how` is the field's table of `deciding.toml`. Each rule counts once, with its weight.
    """
    kept = list(cast)
    voted = dict.fromkeys(how["values"], 0) | weights(kept)
    if how.get("furthest"):
        reached = [value for value, total in voted.items() if total >= how["enough"]]
        winner = reached[-1] if reached else None
    else:
        first, second = sorted([*voted.values(), 0], reverse=True)[:2]
        winner = next(value for value in voted if voted[value] == first)
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
                said = vote.value if name == "people" else value or vote.value
                told.append(Evidence(vote.rule, f"{name}={said}", *mail.place(vote.start, vote.end), name, said))
    every = {evidence for told in places.values() for evidence in told}
    return tuple(sorted(every, key=lambda one: (one.start, one.end, one.rule, one.says)))
