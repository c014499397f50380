"""What a letter is about, as it stands in a sentence and in the subject: the job and the company."""

from __future__ import annotations

import re
from functools import partial

from generator.book.book import book, word_set, words
from generator.reading.names_read import role_name

_list = partial(word_set, "words", "letter")
LONG = 80  # characters: a longer job, company or person is no name to say in a sentence or a subject
LONG_WORDS = 10
_BRACKETED = re.compile(
    r"\s*[(\[](?:m/?w|f/?m|remote|hybrid|on-?site|all genders|[^()\[\]]*\d)[^()\[\]]*[)\]]", re.IGNORECASE
)
_NUMBER = re.compile(
    r"\b(?:req(?:uisition)?|job|ref|id|no)\.?\s*(?:id|no\.?|number|#|:)?\s*:?\s*#?[A-Z]{0,4}-?\d{3,}\b:?", re.IGNORECASE
)


def long(name: str) -> bool:
    """Whether a name is too long to be said in a sentence."""
    return len(name) > LONG or len(name.split()) > LONG_WORDS


def job(typed: str, company: str = "") -> str:
    """A job without the words that a letter puts around it: `the Nurse position` gives `Nurse`; nothing for no job.

    Numbers, brackets with terms of the contract, and the company behind it go too: `Chef at Bell (req 20815)`.
    """
    kept = " ".join(typed.split()).strip(" .,;:/|")
    if kept.casefold() in _list("no_names"):
        return ""
    kept = _NUMBER.sub("", _BRACKETED.sub("", kept)).strip(" .,;:/|–-")
    for pattern in book()["words"]["letter"]["before_jobs"]:
        kept = re.sub(rf"^(?:the )?{pattern}", "", kept, flags=re.IGNORECASE)
    if company and kept.casefold().endswith(f" at {company.casefold()}"):
        kept = kept[: -len(f" at {company}")]
    parts = kept.split()
    if len(parts) > 1 and parts[0].lower() in _list("articles"):
        parts = parts[1:]
    if len(parts) > 1 and parts[-1].lower() in _list("job_words"):
        parts = parts[:-1]
    kept = " ".join(parts)
    if kept and any(sign.isdigit() for sign in kept):
        kept = role_name(kept) or kept
    return "" if kept and not any(sign.isalpha() for sign in kept) else kept


def the_job(job: str) -> str:
    """A pattern for a job within a sentence: `the {job} role`, but `the {job}` for a `Summer internship`."""
    parts = {part.strip("(),.:-").lower() for part in job.split()}
    if not _list("jobs_by_themselves").isdisjoint(parts):
        return words("letter", "the_job_itself")
    doing = " " in job and job.split()[0].lower().endswith("ing") and job[0].islower()
    return words("letter", "the_job_doing" if doing else "the_job")


def company(typed: str) -> str:
    """A company as typed, without marks at its end; nothing for words that name none (`N/A`)."""
    name = " ".join(typed.split()).rstrip(" ,;:").strip()
    return "" if name.casefold().rstrip(".") in _list("no_names") else name


def takes_the(company: str) -> bool:
    """Whether English puts `the` before it: the University of Leeds, the NHS."""
    parts = company.casefold().split()
    if company.casefold() in _list("with_the"):
        return True
    return "of" in parts[1:3] and not _list("with_the_of").isdisjoint(parts[:2]) and parts[0] != "the"
