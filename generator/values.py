"""Company, job, person and months, chosen among all the places that name one, and written as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from generator.book import book
from generator.mail import Mail
from generator.phrases import number
from generator.reading_rules import Vote

type Chosen = tuple[str | None, list[Vote]]

LONGEST = 100  # characters of a name we pass on
DOUBTFUL = 2  # up to this weight a company can be taken for a job
CERTAIN = 4  # below this weight a job can be taken for a company
ENOUGH = 2  # the least weight a name needs
MONTHS = range(1, 37)
MONTHS_IN = {"days": 1 / 30, "months": 1, "years": 12}
_EDGES = " \t\r\n\xa0\"“”'‘’«»*_|:;,.-–—[]{}<>"
_NUMBERED = re.compile(r"^(?:(?:[A-Z]{1,5}[-_]?)?\d[\w-]{2,}\s*[-–:,]?\s+)|[\s,–-]*(?:[A-Z]{1,4}-?)?\d{3,}[\w-]*$")
_BRACKETED = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_MADE_LIKE_JOBS = re.compile(r"..(?:er|or|ist|ian|eer|ess|man|woman|ant)$")
_WORD = re.compile(r"[^\W_]{2,40}")
_DOMAIN = re.compile(r"[@./]([a-z\d-]{2,40})\.[a-z]")
_GOES_ON = re.compile(r"\s+[a-z]")
_THING = r"(?:your |the )?(?:company|organi[sz]ation|employer|role|position|job|candidate|first|last)"
_FILLED_IN = re.compile(rf"[\[{{<(]+\s*{_THING}?[ _]?(?:name|title|company|role|position)?\s*[\]}}>)]+", re.IGNORECASE)


def best_company(cast: Iterable[Vote], mail: Mail) -> Chosen:
    """The company most rules point to, without `The` and `Inc.`; names that begin alike count together."""
    groups: dict[str, list[tuple[str, Vote]]] = {}
    small: frozenset[str] | None = None
    for vote in cast:
        name = company_name(vote.value)
        if name.endswith(("'s", "’s")) and _GOES_ON.match(mail.raw, vote.end):
            name = name[:-2]
        if not name or (vote.weight < CERTAIN and (_is_job(name) or name.lower() in _set("platforms"))):
            continue
        if name.islower():
            small = _small_names(mail) if small is None else small
            if name not in small:
                continue
        key = _key(name)
        for known in groups:
            if known == key or known.startswith(key + " ") or key.startswith(known + " "):
                key = known
                break
        groups.setdefault(key, []).append((name, vote))
    return _strongest(groups)


def best_role(cast: Iterable[Vote], company: str | None) -> Chosen:
    """The job most rules point to, without its number and without `position` or `role`."""
    groups: dict[str, list[tuple[str, Vote]]] = {}
    for vote in cast:
        name = role_name(vote.value)
        doubtful = vote.weight <= DOUBTFUL and not _is_job(name, guess=True)
        if not name or doubtful or (company and _key(name) == _key(company)):
            continue
        groups.setdefault(_key(name), []).append((name, vote))
    return _strongest(groups)


def best_recipient(cast: Iterable[Vote], mail: Mail, company: str | None) -> Chosen:
    """The person who wrote: never the reader, never the company."""
    reader = {word for start, end in mail.spans("greeting") for word in _key(mail.raw[start:end]).split()}
    for vote in cast:
        words = set(_key(vote.value).split()) - _set("titles")
        if not words or words <= reader or within(vote.value, company):
            continue
        return " ".join(vote.value.split())[:LONGEST], [vote]
    return None, []


def within(name: str, company: str | None) -> bool:
    """Whether all words of a name are words of the company's."""
    return company is not None and set(_key(name).split()) <= set(_key(company).split())


def best_months(cast: Iterable[Vote]) -> Chosen:
    """After how many months to apply again; a year is twelve. The first that makes sense."""
    for vote in cast:
        amount = number(vote.value.lower().strip())
        months = 0 if amount is None else round(amount * MONTHS_IN[vote.slot])
        if months in MONTHS:
            return str(months), [vote]
    return None, []


def company_name(found: str) -> str:
    """A company's name as people say it, or "" where the words are none: `The Acme Group, Inc.` gives `Acme Group`."""
    if len(found) > 2 * LONGEST or _FILLED_IN.fullmatch(found.strip()):
        return ""
    name = " ".join(found.split()).strip(_EDGES)
    words = re.sub(r"^(?:the|our|an|a)\s+", "", name).split()
    if len(words) > 2 and words[0] == "The":
        words = words[1:]
    while len(words) > 1 and words[-1].strip(".,()").lower() in _set("company_endings"):
        words = words[:-1]
    while len(words) > 1 and words[-1].lower() in _set("after_companies"):
        words = words[:-1]
    name = " ".join(words).strip(_EDGES)
    lower = name.lower()
    if (
        not name
        or len(name) > LONGEST
        or lower in _set("not_companies")
        or lower in _set("never_names")
        or not any(sign.isalpha() for sign in name)
    ):
        return ""
    if all(word.lower() in _set("role_fillers") for word in words):
        return ""
    return name


def _small_names(mail: Mail) -> frozenset[str]:
    """Words that can confirm a company in small letters: those of the signature, the sender and addresses."""
    lines = " ".join(line.text.lower() for line in mail.lines("signature", "header", "footer"))
    return frozenset(_WORD.findall(lines)) | frozenset(_DOMAIN.findall(mail.raw.lower()))


def role_name(found: str) -> str:
    """A job without numbers and the words around it, or "" where the words are none."""
    if len(found) > 2 * LONGEST:
        return ""
    name = " ".join(found.split()).strip(" \"“”'‘’«»*_|:;,.-–—")
    name = _BRACKETED.sub(lambda match: "" if _is_aside(match[1]) else match[0], name)
    name = re.sub(r"^(?:position|role|job|vacancy|post|title|job title)\s*:\s*", "", name, flags=re.IGNORECASE)
    name = re.sub(r"^(?:the|our|an|a|your|this|of|for|open)\s+", "", name, flags=re.IGNORECASE)
    for _ in range(2):
        name = _NUMBERED.sub("", name).strip(" \"“”'‘’«»*_|:;,.-–—")
    name = re.sub(r"\s+(?:position|role|vacancy|post|opening|job|opportunity)$", "", name, flags=re.IGNORECASE)
    words = [word.strip(".,()").lower() for word in name.split()]
    if not words or len(name) > LONGEST or all(word in _set("role_fillers") or not word for word in words):
        return ""
    return name if any(sign.isalpha() for sign in name) else ""


def _is_aside(bracketed: str) -> bool:
    words = bracketed.lower().split()
    return any(sign.isdigit() for sign in bracketed) or (
        bool(words) and (words[0] in _set("role_asides") or words[-1] in _set("role_asides"))
    )


def _is_job(name: str, *, guess: bool = False) -> bool:
    """Whether a word of jobs is in it; to `guess`, words made like those (`Groomer`) will do."""
    words = [word.strip(".,()") for word in re.split(r"[\s/-]+", name.lower()) if word.strip(".,()")]
    if not words or words[-1] in _set("company_words"):
        return False
    if any(word in _set("role_nouns") for word in words):
        return True
    return guess and name[0].isupper() and _MADE_LIKE_JOBS.search(words[-1]) is not None


def _strongest(groups: dict[str, list[tuple[str, Vote]]]) -> Chosen:
    """The group with the heaviest rules, each rule once, and the name in it that is said first."""
    if not groups:
        return None, []
    sums = {key: sum({vote.rule: vote.weight for _, vote in named}.values()) for key, named in groups.items()}
    best = max(groups, key=lambda key: sums[key])
    if sums[best] < ENOUGH:
        return None, []
    said = [named for named in groups[best] if named[1].slot] or groups[best]  # the text before the signature
    return min(said, key=lambda named: named[1].start)[0], [vote for _, vote in groups[best]]


def _key(name: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", name.casefold().removeprefix("the ")))


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(book()["lists"][name])
