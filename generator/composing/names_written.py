"""Names as they stand in a letter: lists of people, who is meant twice, jobs and greetings.

Names are kept as typed. Which part of a name is which is guessed in one place only, for a friendly greeting:
`first_name`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from generator.book.book import book, words

_PLAIN_WORD = "[A-Z\u00c0-\u00d6\u00d8-\u00de][a-z\u00e0-\u00f6\u00f8-\u00ff'’-]+(?:[A-Z][a-z]+)?"
_FIRST_AND_LAST = re.compile(f"(?P<first>{_PLAIN_WORD}) (?:[A-Z]\\. )?{_PLAIN_WORD}")


def listed(names: Sequence[str]) -> str:
    """`Ana`, `Ana and Bo`, `Ana, Bo and Lee`; nothing for nobody."""
    if len(names) < 2:
        return "".join(names)
    return words("letter", "comma").join(names[:-1]) + words("letter", "and") + names[-1]


def same_person(one: str, other: str) -> bool:
    """Whether two ways of writing a name can be one person: `Ana` and `Ana Lopez`, `Dr. Osei` and `Maria Osei`."""
    first, second = _parts(one), _parts(other)
    return bool(first and second) and (first <= second or second <= first)


def people_met(people: Iterable[str]) -> list[str]:
    """Everyone once, in the order given; `Ana and Bo` in one place are two people."""
    met: list[str] = []
    for entry in people:
        for name in re.split(words("letter", "and_between_names"), entry):
            name = name.strip(" ,;")
            if name and not any(same_person(name, known) for known in met):
                met.append(name)
    return met


def recipient_name(typed: str) -> str:
    """Whom to greet, without a greeting that was typed along: `Hi Ana,` gives `Ana`."""
    name = typed.strip(" ,;:")
    first, _, rest = name.partition(" ")
    if rest and first.lower().rstrip(",") in book()["words"]["letter"]["greetings_typed"]:
        return rest.strip(" ,")
    return name


def first_name(name: str) -> str:
    """Whom a friendly letter greets: `Helen Marsh` and `Helen B. Marsh` give `Helen`; any other name stays whole.

    House rule: a mail signed with first and last name is answered with the first one. Only two plain Latin words are
    taken for that, so that names of other scripts, orders and lengths are never cut.
    """
    found = _FIRST_AND_LAST.fullmatch(name)
    return found["first"] if found and not has_title(name) else name


def has_title(name: str) -> bool:
    """Whether a name begins with a title such as `Dr.`."""
    return bool(name) and name.split()[0].lower().rstrip(".") in _titles()


def job(typed: str) -> str:
    """A job without the words that a letter puts around it: `the Nurse position` gives `Nurse`."""
    table: Mapping[str, Any] = book()["words"]["letter"]
    kept = typed.strip(" .,;").split()
    if len(kept) > 1 and kept[0].lower() in table["articles"]:
        kept = kept[1:]
    if len(kept) > 1 and kept[-1].lower() in table["job_words"]:
        kept = kept[:-1]
    return " ".join(kept)


def the_job(job: str) -> str:
    """A job within a sentence: `the Nurse role`, but `the Summer internship`."""
    last = job.split()[-1].lower() if job else ""
    if last in book()["words"]["letter"]["jobs_by_themselves"]:
        return words("letter", "the_job_itself").format(job=job)
    return words("letter", "the_job").format(job=job)


def _parts(name: str) -> frozenset[str]:
    return frozenset(part.casefold().strip(".,") for part in name.split()) - _titles() - {""}


@cache
def _titles() -> frozenset[str]:
    return frozenset(book()["words"]["letter"]["titles"])
