"""Names of people as they stand in a letter: lists of them, who is meant twice, and whom a greeting names.

Names are kept as typed. Which part of a name is which is guessed in one place only, for a friendly greeting:
`first_name`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import partial

from generator.book.book import word_set, words

_list = partial(word_set, "words", "letter")
_BIG = "A-Z\u00c0-\u00d6\u00d8-\u00de\u0141\u015a\u0160\u017b\u017d\u010c"
_SMALL = "a-z\u00df-\u00f6\u00f8-\u00ff\u0100-\u017f"
_PLAIN_WORD = f"[{_BIG}][{_SMALL}'’-]+(?:[A-Z][a-z]+)?"
_FIRST_AND_LAST = re.compile(f"(?P<first>{_PLAIN_WORD}) (?:[A-Z]\\.? )?(?P<last>{_PLAIN_WORD})")
_ADDRESS = re.compile(r"\S+@\S+")
_BRACKETED = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_WHAT_THEY_ARE = re.compile(r"\s+(?:from|at)\s+.*|,\s+.*|\s+[-–—|]\s+.*")
_TWO = 2


def listed(names: Sequence[str]) -> str:
    """`Ana`, `Ana and Bo`, `Ana, Bo and Lee`; nothing for nobody."""
    if len(names) < _TWO:
        return "".join(names)
    return words("letter", "comma").join(names[:-1]) + words("letter", "and") + names[-1]


def same_person(one: str, other: str) -> bool:
    """Whether two ways of writing a name can be one person: `Ana` and `Ana Lopez`, `Dr. Osei` and `Maria Osei`."""
    first, second = _parts(one), _parts(other)
    return bool(first and second) and (first <= second or second <= first)


def people_met(people: Iterable[str], your_name: str = "") -> list[str]:
    """Everyone once, in the order given; `Ana and Bo` in one place are two people, and nobody met themselves.

    What somebody is (`Lee, head of design`, `Bo (CTO)`) does not belong to the name.
    """
    met: list[str] = []
    for entry in people:
        plain = _BRACKETED.sub("", entry)
        if re.match(r"[^,]+,\s+(?:the |our |head |senior )?[a-z]", plain):
            plain = plain.partition(",")[0]
        for name in re.split(words("letter", "and_between_names"), plain):
            name = name.strip(" ,;")
            known = any(same_person(name, one) for one in met) or (bool(your_name) and same_person(name, your_name))
            if name and name.casefold() not in _list("no_names") and not known and not is_department(name):
                met.append(name)
    return met


def recipient_name(typed: str) -> str:
    """Whom to greet, without a greeting, an address or what they are: `Hi Ana,` and `Ana (HR)` give `Ana`.

    Nothing for a department: `Hiring Team` is nobody to greet by name.
    """
    name = _ADDRESS.sub("", _BRACKETED.sub("", typed)).strip(" ,;:<>")
    for greeting in _list("greetings_typed"):
        if name.casefold().startswith(f"{greeting} ") or name.casefold().startswith(f"{greeting}, "):
            name = name[len(greeting) :].strip(" ,")
            break
    name = _WHAT_THEY_ARE.sub("", name).strip(" ,;")
    if not name or name.casefold() in _list("no_names") or is_department(name):
        return ""
    plain = name.isascii() and name.replace(" ", "").isalpha() and " " in name
    return name.title() if plain and (name.isupper() or name.islower()) else name


def is_department(name: str) -> bool:
    """Whether a name is that of a team, a mailbox or a whole department, and of no person."""
    parts = [part.casefold().strip(".,") for part in name.split()]
    if not parts or not _list("no_people").isdisjoint(parts[-1:]) or parts[0] in ("the", "no", "whom"):
        return bool(parts)
    return (len(parts) > 1 and parts[0] in _list("no_people")) or set(parts) <= _list("no_people")


def first_name(name: str) -> str:
    """Whom a friendly letter greets: `Helen Marsh` and `Helen B. Marsh` give `Helen`; any other name stays whole.

    House rule: an email signed with first and last name is answered with the first one. Only two plain Latin words are
    taken for that, and no word that begins family names, so that names of other scripts, orders and lengths are never
    cut.
    """
    found = _FIRST_AND_LAST.fullmatch(name)
    if not found or has_title(name) or found["last"].casefold() in _list("second_first_names"):
        return name
    return name if found["first"].casefold() in _list("whole_names") else found["first"]


def has_title(name: str) -> bool:
    """Whether a name begins with a title such as `Dr.`, and goes on."""
    parts = name.split()
    return len(parts) > 1 and parts[0].lower().rstrip(".") in _list("titles")


def _parts(name: str) -> frozenset[str]:
    return frozenset(part.casefold().strip(".,") for part in name.split()) - _list("titles") - {""}
