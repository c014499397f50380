"""The engine's answers in words, line by line, as the command prints them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from generator.book.book import book

type Told = Mapping[str, Any]
SHORT = 60  # characters of a quoted place
CALLED = {"kind": "mail_kind", "people": "people"}  # what a field of the reading is called among the questions


def this_moment() -> str:
    """The time of this computer with its offset, ISO 8601."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def reading(answered: Told, mail: str) -> Iterator[str]:
    """Each thing that was read, how sure it is, and below it the rules that say so with their places."""
    told = answered["reading"]
    for name, value in told.items():
        if name in ("evidence", "sure", "hooks", "asks") or value in (None, [], ""):
            continue
        sure = told["sure"].get("is_rejection" if name == "kind" else name)
        yield f"{name}: {_said(name, value)}" + (f" ({sure})" if sure else "")
        for one in told["evidence"]:
            if one["field"] == name or (name == "kind" and one["field"] == "is_rejection"):
                yield f"    {_place(mail, one['start'], one['end'])} {one['rule']}"
    for group in ("asks", "hooks"):
        for one in told[group]:
            yield f"{group}: {one['kind']}"
            yield f"    {_place(mail, one['start'], one['end'])}"


def advice(answered: Told, _: str) -> Iterator[str]:
    """The verdict with its time, the reasons, what to keep in mind, what would change it, and the plan."""
    told, words = answered["advice"], book()["words"]
    if told["verdict"] is None:
        yield f"First: {', '.join(told['needs'])}"
    else:
        yield words["verdict"][told["verdict"]]
    if told["send_by"]:
        yield f"By {told['send_by'][:10]}"
    for title, name in (("Why", "reasons"), ("Keep in mind", "cautions"), ("What would change this", "would_change")):
        if told[name]:
            yield from ("", title, *(f"- {one['text']} [{one['rule']}]" for one in told[name]))
    if told["plan"]:
        yield from ("", "What comes next")
        for step in told["plan"]:
            yield f"- {(step['due'] or '')[:10]:<10} {step['title']} ({step['kind']})"


def message(answered: Told, _: str) -> Iterator[str]:
    """The message as it is sent; below it what is still to be filled in."""
    told = answered["message"]
    if told["subject"]:
        yield from (f"Subject: {told['subject']}", "")
    yield told["body"]
    if told["missing"]:
        yield from ("", f"[Still to be filled in: {', '.join(told['missing'])}]")


def findings(answered: Told, draft: str) -> Iterator[str]:
    """Each finding with its place, its words, why, and what could stand there instead; then the verdict."""
    told = answered["review"]
    for one in told["findings"]:
        yield f"{one['level']}: {_place(draft, one['start'], one['end'])} {one['rule']}"
        yield f"    {one['message']}"
        if one["instead"]:
            yield f"    For example: {one['instead']}"
    yield book()["words"]["review_verdict"].get(told["verdict"], told["verdict"])


TELLERS: Mapping[str, Callable[[Told, str], Iterator[str]]] = {
    "read": reading,
    "advise": advice,
    "compose": message,
    "review": findings,
}


def _said(name: str, value: Any) -> str:
    """A value in the words of the form, and as it is."""
    options = book()["fields"].get(CALLED.get(name, name), {}).get("option", ())
    labels = {option["value"]: option["label"] for option in options}
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return f"{value}, {labels[value]}" if value in labels else str(value)


def _place(text: str, start: int, end: int) -> str:
    """`line:column "words"`, both counted from 1."""
    line = text.count("\n", 0, start) + 1
    column = start - text.rfind("\n", 0, start)
    words = " ".join(text[start:end].split())
    return f'{line}:{column} "{words if len(words) <= SHORT else words[: SHORT - 1] + "…"}"'
