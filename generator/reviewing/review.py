"""`review`: what to change in a draft, each finding with its place, why it harms, and what can stand there instead.

Rules are files (`rules/draft/`). A rule looks for words (`phrases`, `patterns`), for their absence (`lacks`), for
what can be counted (`when`) or for slips (`check`); the searching is in `generator.draft_rules`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from generator.book.book import book, page_address
from generator.letters.draft import draft_of
from generator.letters.parts import Span
from generator.reviewing.facts import facts_of, in_words
from generator.reviewing.rules import Place, Rule, applying, places, search
from generator.reviewing.sounds import Heard, heard
from generator.situation import Situation

LEVELS = ("error", "warning", "advice")
HELP_LINES = "despair"  # whoever writes this needs a person, not a list of faults
MOST = 100  # findings; more help nobody


@dataclass(frozen=True)
class Finding:
    """One thing to change: `draft[start:end]`. `instead` can stand in its place; it is empty where nothing can.

    `cure` says what to do with the place: `delete` it, `replace` it by `instead`, `add` `instead` to the letter, or
    `none`: only the person can tell.
    """

    rule: str
    level: str
    start: int
    end: int
    message: str
    instead: str
    page: str
    cure: str


@dataclass(frozen=True)
class Review:
    """What was found, in the order of the draft. `words` and `paragraphs` are those between greeting and closing."""

    findings: tuple[Finding, ...]
    words: int
    paragraphs: int
    verdict: str


def review(draft: str, kind: str, situation: Situation | None, now: datetime) -> Review:
    """Review a draft of a message of one kind. Any text can be reviewed; without a situation fewer rules apply.

    `verdict` is `do_not_send` with any error, `improve` with any warning, else `send`.
    """
    cut = draft_of(draft, (*situation.names(), *situation.own_phrases()) if situation else ())
    found = search(cut)
    facts = facts_of(cut, kind, situation, now, found.sentences_with)
    numbers = in_words(facts)
    noted: list[tuple[Finding, Place]] = []
    for name, rule in applying(kind, facts, with_situation=situation is not None):
        marked = places(name, rule, cut, situation, found)
        noted.extend((_finding(name, rule, place, numbers), place) for place in marked)
    findings = tuple(_without_doubles(noted))
    if not any(finding.rule == HELP_LINES for finding in findings):
        taken = [(finding.start, finding.end) for finding in findings if finding.level != LEVELS[2]]
        findings = tuple(
            sorted(
                (*findings, *map(_heard, heard(cut, taken, found.denied))),
                key=lambda one: (one.start, one.end, one.rule),
            )
        )
    return Review(findings, cut.letter.words, len(cut.letter.paragraphs), _verdict(findings))


def _heard(one: Heard) -> Finding:
    """A sentence that may hurt, as a finding of the rule that is about such sentences."""
    told = book()["words"]["sounds"][one.fault]
    page = page_address(str(book()["draft"][told["rule"]]["explained_in"]))
    return Finding(told["rule"], LEVELS[0], one.start, one.end, told["message"], "", page, "delete")


def _finding(name: str, rule: Rule, place: Place, numbers: dict[str, str]) -> Finding:
    instead = place.instead or str(rule.get("instead", ""))
    message = str(rule["message"]).format_map(numbers)
    page = page_address(str(rule["explained_in"]))
    return Finding(
        name, str(rule["level"]), place.start, place.end, message, instead, page, _cure(rule, place, instead)
    )


def _cure(rule: Rule, place: Place, instead: str) -> str:
    if "lacks" in rule and instead:
        return "add"
    if instead:
        return "replace"
    return "delete" if not place.apart and rule["level"] != LEVELS[2] else "none"


def _without_doubles(noted: Iterable[tuple[Finding, Place]]) -> Iterator[Finding]:
    """One finding for each marked passage, the gravest and most telling; the same words are offered once.

    Findings `apart` stand beside others, but a faint one not beside an error, and none that another one covers.
    """
    kept: list[tuple[Finding, Place]] = []
    taken: list[Span] = []
    for finding, place in sorted(noted, key=_weight):
        if len(kept) == MOST:
            break
        if place.apart and place.faint and any(one.level == LEVELS[0] and not there.apart for one, there in kept):
            continue
        if not place.apart:
            span = (finding.start, finding.end)
            at = bisect_left(taken, span)
            if (at and taken[at - 1][1] > span[0]) or (at < len(taken) and taken[at][0] < span[1]):
                continue
            taken.insert(at, span)
        kept.append((finding, place))
    covered = {rule for finding, _ in kept for rule in book()["draft"][finding.rule].get("covers", ())}
    offered: set[str] = set()
    for finding, place in sorted(kept, key=lambda pair: (pair[0].start, pair[0].end, pair[0].rule)):
        if finding.rule in covered:
            continue
        again = not place.instead and finding.instead in offered
        offered.add(finding.instead)
        yield replace(finding, instead="", cure="delete") if again else finding


def _weight(noted: tuple[Finding, Place]) -> tuple[bool, int, int, int, str]:
    finding, place = noted
    return place.faint, LEVELS.index(finding.level), -place.telling, finding.start, finding.rule


def _verdict(findings: Iterable[Finding]) -> str:
    levels = {finding.level for finding in findings}
    return "do_not_send" if "error" in levels else "improve" if "warning" in levels else "send"
