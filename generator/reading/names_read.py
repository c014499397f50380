"""Names read out of a mail, written as people write them: companies and jobs. "" where the words name none."""

from __future__ import annotations

import re
from functools import cache, lru_cache, partial

from generator.book.book import word_set
from generator.letters.mail import Mail

_set = partial(word_set, "lists")
LONGEST = 100  # characters of a name we pass on
DOUBTFUL = 2  # up to this weight a company can be taken for a job
CERTAIN = 4  # below this weight a job can be taken for a company
_EDGES = " \t\r\n\xa0\"“”'‘’«»*_|:;,.-–—[]{}<>"
_ROLE_EDGES = " \"“”'‘’«»*_|:;,.-–—"
_NUMBERED = re.compile(
    r"^(?=\S*\d{3})(?:[A-Z]{1,5}[-_]?)?\d[\w-]{2,}\s*[-–:,]?\s+|[\s,–-]*(?:[A-Z]{1,4}-?)?\d{3,}[\w-]*$"
)
_BRACKETED = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_ARTICLE = re.compile(r"^(?:the|our|an|a)\s+")
_BRANCH = re.compile(r"\s*(?:#|No\.? ?)\d+$")
_LABEL = re.compile(r"^(?:position|role|job|vacancy|post|title|job title)\s*:\s*", re.IGNORECASE)
_BEFORE_JOBS = re.compile(r"^(?:the|our|an|a|your|this|of|for|open)\s+", re.IGNORECASE)
_AFTER_JOBS = re.compile(r"\s+(?:position|role|vacancy|post|opening|job|opportunity)$", re.IGNORECASE)
_MADE_LIKE_JOBS = re.compile(r"..(?:er|or|ist|ian|eer|ess|man|woman|ant)$")
_THING = r"(?:your |the )?(?:company|organi[sz]ation|employer|role|position|job|candidate|first|last)"
_FILLED_IN = re.compile(rf"[\[{{<(]+\s*{_THING}?[ _]?(?:name|title|company|role|position)?\s*[\]}}>)]+", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]{2,40}")
_DOMAIN = re.compile(r"[@./]([a-z\d-]{2,40})\.[a-z]")
_GOES_ON = re.compile(r"\s+[a-z]")


def company(mail: Mail, start: int, end: int, weight: int) -> str:
    """The company named at a place, by a rule of this weight.

    Lighter rules can take a job or a site for a company; small letters need another place that confirms them.
    """
    name = company_name(mail.raw[start:end])
    if name.endswith(("'s", "’s")) and _GOES_ON.match(mail.raw, end):
        name = name[:-2]
    if weight < CERTAIN and ((is_job(name) and not _is_company(name)) or name.lower() in _set("platforms")):
        return ""
    return "" if name.islower() and name not in small_names(mail) else name


def role(mail: Mail, start: int, end: int, weight: int) -> str:
    """The job named at a place, by a rule of this weight. Lighter rules need a word that jobs have."""
    name = role_name(mail.raw[start:end])
    likely = is_job(name, guess=weight <= DOUBTFUL) or (weight > DOUBTFUL and name[:1].isupper())
    return name if likely else ""


def company_name(found: str) -> str:
    """A company as people say it: `The Acme Group, Inc.` gives `Acme Group`."""
    if len(found) > 2 * LONGEST or _FILLED_IN.fullmatch(found.strip()):
        return ""
    words = _ARTICLE.sub("", _BRANCH.sub("", " ".join(found.split()).strip(_EDGES))).split()
    if len(words) > 2 and words[0] == "The":
        words = words[1:]
    while len(words) > 1 and words[-1].strip(".,()").lower() in _set("company_endings"):
        words = words[:-1]
    while len(words) > 1 and words[-1].lower() in _set("after_companies"):
        words = words[:-1]
    name = " ".join(words).strip(_EDGES)
    return "" if len(name) > LONGEST or _names_no_company(name, [word.lower() for word in words]) else name


def _names_no_company(name: str, words: list[str]) -> bool:
    """Whether a name is that of a person, a department, a job opening or nothing at all."""
    if not any(sign.isalpha() for sign in name) or _set("role_fillers").issuperset(words):
        return True
    if name.lower() in _set("not_companies") or name.lower() in _set("never_names"):
        return True
    if " ".join(words).removeprefix("the ") in _set("bare_companies") or words[0].rstrip(".") in _set("titles"):
        return True
    opening = words[0] in _opening_words() and (words[-1] in _opening_words() or name[-1].isdigit())
    return opening or _department_words().issuperset(words)


def role_name(found: str) -> str:
    """A job without numbers and the words around it: `the R-1681 Nurse (Band 5) position` gives `Nurse`."""
    if len(found) > 2 * LONGEST:
        return ""
    name = _LABEL.sub("", " ".join(found.split()).strip(_ROLE_EDGES))
    name = _BRACKETED.sub(lambda match: "" if _is_aside(match[1]) else match[0], name)
    name = _BEFORE_JOBS.sub("", name)
    for _ in range(2):
        name = _NUMBERED.sub("", name).strip(_ROLE_EDGES)
    name = _without_place(_AFTER_JOBS.sub("", name))
    words = [word.strip(".,()").lower() for word in name.split()]
    empty = all(word in _set("role_fillers") or not word for word in words)
    return "" if empty or len(name) > LONGEST or not any(sign.isalpha() for sign in name) else name


def _without_place(name: str) -> str:
    """A job without where it is done: `Staff Nurse, Ward 7` gives `Staff Nurse`."""
    job, comma, where = name.rpartition(",")
    placed = any(sign.isdigit() for sign in where) or not _set("places_of_jobs").isdisjoint(where.lower().split())
    return job.strip() if comma and placed and is_job(job, guess=True) else name


def is_job(name: str, *, guess: bool = False) -> bool:
    """Whether a word of jobs is in it; to `guess`, words made like those (`Groomer`) will do."""
    words = _bare(name)
    if any(word in _set("role_nouns") for word in words):
        return True
    return guess and bool(words) and name[0].isupper() and _MADE_LIKE_JOBS.search(words[-1]) is not None


def _is_company(name: str) -> bool:
    return _bare(name)[-1] in _set("company_words")


def _bare(name: str) -> list[str]:
    return [bare for word in re.split(r"[\s/-]+", name.lower()) if (bare := word.strip(".,()"))]


@cache
def _opening_words() -> frozenset[str]:
    return _set("job") | {"id"}  # Job Opening ID 20815


@cache
def _department_words() -> frozenset[str]:
    return _set("departments") | _set("team_openers") | _set("team_words") | _set("name_joints")


@lru_cache(maxsize=4)
def small_names(mail: Mail) -> frozenset[str]:
    """Words that can confirm a company in small letters: those of the signature, the sender and addresses."""
    lines = " ".join(line.text.lower() for line in mail.lines("signature", "header", "footer"))
    return frozenset(_WORD.findall(lines)) | frozenset(_DOMAIN.findall(mail.raw.lower()))


def _is_aside(bracketed: str) -> bool:
    """Whether brackets behind a job hold something that is not part of it: `(remote)`, `(Band 5)`."""
    words = bracketed.lower().split()
    outside = bool(words) and not {words[0], words[-1]}.isdisjoint(_set("role_asides"))
    return outside or any(sign.isdigit() for sign in bracketed)
