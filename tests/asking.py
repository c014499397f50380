"""Requests for the engine, made from its own files: every example they hold, and as many others as wanted.

The same seed always gives the same requests.
"""

import json
import random
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.book.book import gather

NOW = "2026-03-04T10:00:00+01:00"
HERE = Path(__file__).parent
BOOK = gather()
NAMES = ["Ana", "Bo Lindqvist", "Dr. Osei", "O’Neill", "李明", "Zoë-Marie d’Arc", "נועה", "{{ 7*7 }}", "A" * 200, ""]
COMPANIES = [
    "Larkfield Bakery",
    "adler & sons",
    "Northgate Clinic Inc.",
    "St. Mary’s School",
    "ООО Ромашка",
    "the Tide Trust",
    "",
]
ROLES = ["Night Nurse", "junior accountant", "Head of Year (maternity cover)", "Fahrer/in", ""]
SAYINGS = [
    "how the night shift hands over its patients",
    "Your open workshops.",
    "I liked that everyone eats lunch together!",
    "“quality first” – and the way Bo said it",
    "{% raw %} 100 % \\n",
    "",
]
TIMES = [
    None,
    "2026-03-04T09:30:00+01:00",
    "2026-03-03T08:00:00-05:00",
    "2026-03-01T10:00:00+01:00",
    "2026-01-01T10:00:00+01:00",
]


def situation(dice: random.Random) -> dict[str, Any]:
    """One case with about half of its answers given."""
    answers: dict[str, Any] = {}
    for name, question in BOOK["fields"].items():
        if dice.random() < 0.5:
            continue
        answers[name] = _answer(name, question, dice)
    return answers


def _answer(name: str, question: dict[str, Any], dice: random.Random) -> Any:
    match question["kind"]:
        case "choice":
            return dice.choice([option["value"] for option in question["option"]])
        case "yes_no":
            return dice.random() < 0.5
        case "whole_number":
            return dice.choice([None, 1, 3, 6, 12, question["limit"]])
        case "datetime":
            return dice.choice(TIMES)
        case "names":
            return dice.sample(NAMES, dice.randrange(4))
        case _:
            pool = {"company": COMPANIES, "role": ROLES, "your_name": NAMES, "recipient": NAMES}.get(name, SAYINGS)
            return dice.choice(pool)


def texts() -> Iterator[tuple[str, str]]:
    """Every example text of the rules: (`mail` or `draft`, text)."""
    for group, key in (("reading", "mail"), ("draft", "draft")):
        for rule in BOOK[group].values():
            for example in [*rule["catches"], *rule["leaves"]]:
                text = example if isinstance(example, str) else example.get("text", "")
                if text.strip():
                    yield key, text


def mails() -> list[str]:
    """The whole mails that reading is judged by."""
    return [
        mail["text"] for path in sorted((HERE / "examples" / "mails").glob("*.toml")) for mail in _toml(path)["mail"]
    ]


def drafts() -> list[str]:
    """The whole drafts that reviewing is judged by."""
    return [draft["text"] for draft in _toml(HERE / "book" / "drafts.toml")["draft"]]


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def from_examples() -> list[dict[str, Any]]:
    """A request for every example of every rule."""
    asked: list[dict[str, Any]] = []
    for key, text in texts():
        more = {"ask": "read"} if key == "mail" else {"ask": "review", "kind": "reply", "now": NOW}
        asked.append({key: text, **more})
    for rule in BOOK["advice"].values():
        for example in [*rule["decides"], *rule["leaves"]]:
            answers = {name: value for name, value in example.items() if name != "hours_ago"}
            asked.append({"ask": "advise", "situation": answers, "now": NOW})
    return asked


def generated(count: int, seed: int = 7) -> list[dict[str, Any]]:
    """`count` requests of all four kinds."""
    dice = random.Random(seed)
    known = list(texts())
    kinds = list(BOOK["letters"])
    asked: list[dict[str, Any]] = []
    for number in range(count):
        case = situation(dice)
        kind = dice.choice(kinds)
        if number % 4 in (1, 2):
            case["mail_kind"] = dice.choice(BOOK["letters"][kind]["mail_kinds"])
        match number % 4:
            case 0:
                asked.append({"ask": "advise", "situation": case, "now": NOW})
            case 1 | 2:
                asked.append(
                    {"ask": "compose", "situation": case, "kind": kind, "wording": dice.randrange(10_000), "now": NOW}
                )
            case _:
                key, text = dice.choice(known)
                text = "\n\n".join([text, dice.choice(SAYINGS), dice.choice(known)[1]])
                if key == "mail":
                    asked.append({"ask": "read", "mail": text})
                else:
                    asked.append({"ask": "review", "draft": text, "kind": kind, "situation": case, "now": NOW})
    return asked


def as_text(requests: list[dict[str, Any]]) -> list[str]:
    """Requests as `generator.answer` takes them."""
    return [json.dumps(request) for request in requests]
