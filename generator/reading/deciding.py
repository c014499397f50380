"""Company, job, person and months, chosen among all the places that name one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from generator.book.book import word_set
from generator.letters.mail import Mail
from generator.reading.rules import Vote
from generator.text.phrases import number

type Chosen = tuple[str | None, list[Vote]]

ENOUGH = 2  # the least weight a name needs
LONGEST = 100  # characters of a name we pass on
MONTHS = range(1, 37)
MONTHS_IN = {"days": 1 / 30, "months": 1, "years": 12}
_WORDS = re.compile(r"[^\W_]+")


def best_company(cast: Iterable[Vote]) -> Chosen:
    """The company most rules point to; names that begin alike (`Acme`, `Acme Foods`) count together."""
    groups: dict[str, list[Vote]] = {}
    for vote in cast:
        key = _key(vote.value)
        for known in groups:
            if known.startswith(key + " ") or key.startswith(known + " "):
                key = known
                break
        groups.setdefault(key, []).append(vote)
    return _strongest(groups)


def best_role(cast: Iterable[Vote], company: str | None) -> Chosen:
    """The job most rules point to; never the company."""
    groups: dict[str, list[Vote]] = {}
    for vote in cast:
        job = _without(vote.value, company) if company else vote.value
        if job:
            groups.setdefault(_key(job), []).append(replace(vote, value=job))
    return _strongest(groups)


def _without(job: str, company: str) -> str:
    """A job without the company in front of it (`Acme - Night Nurse`); "" where it is the company."""
    if not _key(job).startswith(_key(company)):
        return job
    start = job.casefold().find(company.casefold())
    return job[start + len(company) :].strip(" -–—|:,/") if start >= 0 else ""


def best_recipient(cast: Iterable[Vote], mail: Mail, company: str | None) -> Chosen:
    """The person who wrote: never the reader, never the company."""
    reader = {word for start, end in mail.spans("greeting") for word in _key(mail.raw[start:end]).split()}
    for vote in cast:
        words = set(_key(vote.value).split()) - word_set("lists", "titles")
        if words and not words <= reader and not within(vote.value, company):
            return " ".join(vote.value.split())[:LONGEST], [vote]
    return None, []


def best_months(cast: Iterable[Vote]) -> Chosen:
    """After how many months to apply again; a year is twelve. The first that makes sense."""
    for vote in cast:
        amount = number(vote.value.lower().strip())
        months = 0 if amount is None else round(amount * MONTHS_IN[vote.slot])
        if months in MONTHS:
            return str(months), [vote]
    return None, []


def within(name: str, company: str | None) -> bool:
    """Whether all words of a name are words of the company's."""
    return company is not None and set(_key(name).split()) <= set(_key(company).split())


def _strongest(groups: dict[str, list[Vote]]) -> Chosen:
    """The group with the heaviest rules, each rule once, and the name in it that is said first."""
    if not groups:
        return None, []
    sums = {key: sum({vote.rule: vote.weight for vote in group}.values()) for key, group in groups.items()}
    best = max(groups, key=lambda key: sums[key])
    if sums[best] < ENOUGH:
        return None, []
    said = [vote for vote in groups[best] if vote.slot] or groups[best]  # the text before the signature
    return min(said, key=lambda vote: vote.start).value, groups[best]


def _key(name: str) -> str:
    return " ".join(_WORDS.findall(name.casefold().removeprefix("the ")))
