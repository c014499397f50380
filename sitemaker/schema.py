"""What the files of the book may hold. A malformed one stops the build with its file, its key and the cure.

`problems(book)` lists everything wrong at once, so that somebody who edits a rule mends it in one go.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, meta

from generator.book.book import ENGLISH, ROLES, Table, gather
from generator.letters.mail import PARTS
from generator.reading.whole_mail import SHAPES
from generator.reviewing.rules import PLACES
from generator.reviewing.slips import CHECKS
from generator.text.phrases import PhraseError, parse
from sitemaker.letter_schema import letter_problems
from sitemaker.places import ROOT, BuildError

DOCS = ROOT / "docs"
FEWEST_EXAMPLES = 3  # of each sort, for rules over text


MORE_NAMES = {  # what conditions may ask beyond the answers of the form
    "advice": {"lateness", "hours", "days", "usual", "reason_about"},
    "plan": {"verdict", "timing", "feedback_place", "months", "usual", "reason_about"},
    "draft": {
        "lateness",
        "kind",
        "words",
        "paragraphs",
        "characters_all",
        "sentences",
        "questions",
        "subject",
        "sentences_with",
        "plain_questions",
    },
}

type Check = Callable[[Any], str]

VERDICTS = (
    "reply",
    "reply_to_person",
    "optional",
    "stay_silent",
    "answer_them",
    "wait",
    "talk",
    "not_a_rejection",
)
TIMINGS = ("pause_first", "now", "late", "too_late")
LEVELS = ("error", "warning", "advice")


def text(value: Any) -> str:
    return "" if isinstance(value, str) and value.strip() else "write some words between quotation marks"


def maybe_empty(value: Any) -> str:
    return "" if isinstance(value, str) else 'write words between quotation marks, or "" for none'


def whole(value: Any) -> str:
    return "" if isinstance(value, int) and not isinstance(value, bool) else "write a whole number"


def flag(value: Any) -> str:
    return "" if isinstance(value, bool) else "write true or false"


def texts(value: Any) -> str:
    right = isinstance(value, list) and all(isinstance(entry, str) and entry for entry in value)
    return "" if right else 'write a list of words: ["one", "two"]'


def examples(value: Any) -> str:
    right = isinstance(value, list) and value and all(isinstance(entry, str | dict) for entry in value)
    return "" if right else "give at least one example"


def one_of(*known: str) -> Check:
    return lambda value: "" if value in known else f"write one of {', '.join(known)}"


def all_of(*known: str) -> Check:
    """A list of these values, at least one."""
    cure = f"write a list of some of {', '.join(known)}"
    return lambda value: "" if isinstance(value, list) and value and set(value) <= set(known) else cure


def links(value: Any) -> str:
    """Tables `[[link]]`, each with a name, an https address and where its advice holds."""
    keys = {"name", "address", "holds_in"}
    right = isinstance(value, list) and all(
        isinstance(one, dict)
        and one.keys() == keys
        and all(isinstance(said, str) and said for said in one.values())
        and one["address"].startswith("https://")
        for one in value
    )
    return "" if right else "give each [[link]] a name, an address that begins with https://, and holds_in"


def meaning(value: Any) -> str:
    """A table `[meaning]`: what a sentence usually means, and what not; no line of it ends with a period."""
    keys = {"phrase", "anchor", "usually", "not"}
    right = isinstance(value, dict) and value.keys() == keys and all(isinstance(said, str) for said in value.values())
    if not right:
        return f"give [meaning] {', '.join(sorted(keys))}, each with words"
    return "let no line of [meaning] end with a period" if any(said.endswith(".") for said in value.values()) else ""


COMMON: dict[str, Check] = {
    "title": text,
    "why": text,
    "source": texts,
    "facts": texts,
    "explained_in": text,
}
OVER_TEXT: dict[str, Check] = {"catches": examples, "leaves": examples}
REQUIRED: dict[str, dict[str, Check]] = {
    "advice": COMMON | {"rank": whole, "when": text, "decides": examples, "leaves": examples},
    "draft": COMMON | OVER_TEXT | {"level": one_of(*LEVELS), "message": text, "instead": maybe_empty},
    "reading": COMMON | OVER_TEXT | {"reads": text, "weight": whole},
    "plan": COMMON | {"order": whole, "kind": text, "when": text},
}
OPTIONAL: dict[str, dict[str, Check]] = {
    "advice": {
        "verdict": one_of(*VERDICTS),
        "timing": one_of(*TIMINGS),
        "adds": one_of("reason", "caution"),
        "beside": all_of(*VERDICTS),
        "stands": flag,
        "needs": texts,
    },
    "draft": {
        "phrases": texts,
        "patterns": texts,
        "unless": texts,
        "spared_by": texts,
        "lacks": texts,
        "kinds": texts,
        "when": text,
        "needs_situation": flag,
        "doubted": flag,
        "even_denied": flag,
        "at_least": whole,
        "outweighs": text,
        "faint": flag,
        "covers": texts,
        "check": one_of(*CHECKS),
        "mark": one_of("sentence", "words", *PLACES),
    },
    "reading": {
        "phrases": texts,
        "patterns": texts,
        "unless": texts,
        "unless_before": texts,
        "unless_anywhere": texts,
        "where": texts,
        "shape": one_of(*SHAPES),
        "kind": text,
        "meaning": meaning,
    },
    "plan": {
        "after": one_of("now", "reply", "email", "nudge"),
        "days": whole,
        "months": whole,
        "to_send": flag,
        "their_months_first": flag,
        "link": links,
    },
}


def checked() -> None:
    """Stop the build where a file of the book cannot be used. Raises `BuildError` with every problem, a line each."""
    try:
        found = problems(gather(), tomllib.loads(_read(ENGLISH / "facts.toml")))
    except tomllib.TOMLDecodeError as error:
        found = [f"{' '.join(error.__notes__)}: {error}: mend that line"]
    if found:
        raise BuildError("the files of the book need mending:\n  " + "\n  ".join(found))


def problems(book: Table, facts: Table) -> list[str]:
    """Everything wrong in the files of `book` (`generator.book.gather()`), a line each: file, key, cure.

    `facts` is the parsed `generator/en/facts.toml`: the known facts and sources.
    """
    found: list[str] = []
    for group in REQUIRED:
        folder = group if group == "plan" else f"rules/{group}"
        for name, file in book[group].items():
            found += [f"{folder}/{name}.toml: {problem}" for problem in _file_problems(group, file, book, facts)]
    return [*found, *letter_problems(book, facts)]


def _file_problems(group: str, file: Table, book: Table, facts: Table) -> Iterator[str]:
    required, optional = REQUIRED[group], OPTIONAL[group]
    for key in required.keys() - file.keys():
        yield f"`{key}` is missing: {required[key](None) or 'add it'}"
    for key, value in file.items():
        check = required.get(key) or optional.get(key)
        if check is None:
            known = ", ".join((*required, *optional))
            yield f"`{key}` is not a key of {group} files: take it out, or write one of {known}"
        elif cure := check(value):
            yield f"`{key}` cannot be used: {cure}"
        else:
            yield from _meaning(group, key, value, book, facts)
    yield from _together(group, file)


def _meaning(group: str, key: str, value: Any, book: Table, facts: Table) -> Iterator[str]:
    """What a well-formed value may still get wrong."""
    if key in ROLES:
        for phrase in value:
            try:
                parse(phrase, book["lists"])
            except PhraseError as error:
                yield f"`{key}`: {error}"
    elif key == "patterns":
        for pattern in value:
            try:
                re.compile(pattern)
            except re.error as error:
                yield f"`patterns`: “{pattern}” is no regular expression ({error}): mend it"
    elif key == "source":
        yield from _unknown(key, value, facts["sources"], "the sources page has it not")
    elif key == "facts":
        yield from _unknown(key, value, facts["facts"], "facts.toml has it not")
    elif key == "explained_in":
        if value not in _anchors():
            yield f"`explained_in`: there is no “{value}”: name a page of docs/ and an anchor {{#like-this}} on it"
    elif key == "when":
        yield from _condition(value, _names(group, book))
    elif key == "where":
        yield from _unknown(key, value, dict.fromkeys(PARTS), "no mail has such a part")
    elif key == "kind" and group == "reading":
        kinds = dict.fromkeys(option["value"] for option in book["fields"]["mail_kind"]["option"])
        yield from _unknown(key, [value], kinds, "no email is of this kind")
    elif key == "needs":
        yield from _unknown(key, value, book["fields"], "there is no such question")
    elif key == "kinds":
        yield from _unknown(key, value, book["letters"], "there is no such message")
    elif key == "covers":
        yield from _unknown(key, value, book["draft"], "there is no such rule")


def _together(group: str, file: Table) -> Iterator[str]:
    if group == "advice" and not {"verdict", "timing", "adds", "needs"} & file.keys():
        yield "says nothing: give it a `verdict`, a `timing`, `adds` or `needs`"
    if group in ("draft", "reading"):
        for key in ("catches", "leaves"):
            if len(file.get(key, ())) < FEWEST_EXAMPLES:
                yield f"`{key}` has fewer than {FEWEST_EXAMPLES} examples: write some more"


def _unknown(key: str, values: list[str], known: Mapping[str, Any], why: str) -> Iterator[str]:
    for value in values:
        if value not in known:
            yield f"`{key}`: {why}: “{value}”; write one of {', '.join(known)}"


def _names(group: str, book: Table) -> set[str]:
    return set(book["fields"]) | MORE_NAMES[group] | (set(book["limits"]) if group == "draft" else set())


def _condition(expression: str, names: set[str]) -> Iterator[str]:
    environment = Environment()
    try:
        used = meta.find_undeclared_variables(environment.parse("{{ " + expression + " }}"))
    except TemplateSyntaxError as error:
        yield f"`when` cannot be read ({error.message}): write a condition such as stage == 'interview'"
        return
    for name in sorted(used - names):
        yield f"`when` asks for `{name}`, which nobody knows: write one of {', '.join(sorted(names))}"


@cache
def _anchors() -> frozenset[str]:
    """Every page of the guidance, alone and with each of its explicit anchors."""
    found: set[str] = set()
    for page in DOCS.glob("guide/*.md"):
        name = page.relative_to(DOCS).as_posix()
        found.add(name)
        found |= {f"{name}#{anchor}" for anchor in re.findall(r"\{[^}\n]*#([\w-]+)[^}\n]*\}", _read(page))}
    return frozenset(found)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
