"""One page for each rule, an index of all, and the pages of retired rules: rules/ in the folder of `staging.py`.

`outputs()` is registered in `sitemaker.pages.generated`. A rule's page is made from its file alone; the words around it
stand in `rule_pages.toml` and in `written/`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import escape

from generator import Finding, review, situation_from
from generator.book.book import ENGLISH, Table, gather, words
from generator.letters.mail import mail_parts
from generator.reading.rules import votes
from generator.text.words import cut
from sitemaker.pages.in_words import NoWords, condition_says, example_says, question_says, value_says
from sitemaker.pages.markdown import NOTE, claims, code, inline, marked, relative, render, short, sources

HERE = Path(__file__).parent
GROUPS = ("advice", "draft", "reading")  # in the order of the index
RETIRED = ENGLISH / "rules" / "retired.toml"
_LIST = re.compile(r"\{([\w-]+)\}")
NOW = datetime.fromisoformat("2026-03-04T10:00:00+00:00")
LEVELS = ("error", "warning", "advice")

type Rule = Mapping[str, Any]
type Example = str | Mapping[str, Any]
type Spans = list[tuple[int, int]]


def outputs() -> dict[str, str]:
    """Every page: its path in the checkout and its text."""
    book = gather()
    pages = {"rules/index.md": _index(book)}
    for group in GROUPS:
        pages |= {page_of(group, name): _page(group, name, rule, book) for name, rule in book[group].items()}
    pages |= retired_pages(tomllib.loads(RETIRED.read_text(encoding="utf-8"))["retired"], book)
    return {f"docs/{path}": text for path, text in pages.items()}


def page_of(group: str, name: str) -> str:
    """The page of a rule, below docs/. It is promised never to change."""
    return f"rules/{group}/{name}.md"


def retired_pages(retired: Mapping[str, str], book: Table) -> dict[str, str]:
    """Pages that lead from a rule that is gone to the one in its place, or to all rules.

    `retired` is the table of rules/retired.toml. Raises `ValueError` where a rule is both gone and there, or where the
    one in its place does not exist.
    """
    pages = {}
    for old, new in retired.items():
        group, _, name = old.partition("/")
        if name in book.get(group, {}):
            raise ValueError(f"rules/retired.toml names “{old}”, but its file is still there: take one of them out")
        next_group, _, next_name = new.partition("/")
        if new and next_name not in book.get(next_group, {}):
            raise ValueError(f"rules/retired.toml leads from “{old}” to “{new}”, which does not exist: name a rule")
        page = page_of(group, name)
        target = relative(page_of(next_group, next_name) if new else "rules/index.md", page)
        pages[page] = render(
            "retired.md.j2",
            page,
            note=NOTE.format(file="generator/en/rules/retired.toml"),
            title=_words()["retired_title"].format(id=name),
            successor=book[next_group][next_name] if new else None,
            target=target,
            # From the page's own folder address (`rules/draft/old/`) to the other one's.
            href="../" + target.removesuffix("index.md").removesuffix(".md").removesuffix("/") + "/",
        )
    return pages


@cache
def _words() -> Mapping[str, Any]:
    return tomllib.loads((HERE / "rule_pages.toml").read_text(encoding="utf-8"))


# ---- The page of one rule


def _page(group: str, name: str, rule: Rule, book: Table) -> str:
    page, file = page_of(group, name), f"generator/en/rules/{group}/{name}.toml"
    more = {"advice": _advice, "draft": _draft, "reading": _reading}[group](name, rule, book)
    return render(
        "rule.md.j2",
        page,
        note=NOTE.format(file=file),
        file=file,
        group=group,
        group_title=_words()["group"][group]["title"],
        rule=rule,
        description=short(f"{rule['title']}: {rule['why']}"),
        about=list(_about(group, name, rule)),
        claims=claims(rule["facts"], page),
        sources=sources(rule["source"], page),
        **more,
    )


def _about(group: str, name: str, rule: Rule) -> Iterator[tuple[str, str]]:
    """What a rule is, as pairs of a name and HTML."""
    told = _words()
    yield told["about"]["what"], told["group"][group]["what"]
    if "verdict" in rule:
        yield told["about"]["verdict"], str(escape(words("verdict", rule["verdict"])))
    if "timing" in rule:
        yield told["about"]["timing"], str(escape(words("timing", rule["timing"])))
    if "adds" in rule:
        yield told["about"]["verdict"], told["adds"][rule["adds"]]
    if "rank" in rule:
        yield told["about"]["rank"], str(rule["rank"])
    if "reads" in rule:
        yield told["about"]["reads"], str(escape(reads_says(rule["reads"])))
        yield told["about"]["weight"], told["weight"][str(rule["weight"])]
    if "level" in rule:
        yield told["about"]["level"], words("page", "draft", rule["level"])
    if "kinds" in rule:
        yield told["about"]["kinds"], ", ".join(words("page", "kind", kind) for kind in rule["kinds"])
    if "where" in rule:
        yield told["about"]["where"], ", ".join(rule["where"])
    if "when" in rule and group != "advice":
        holds = condition_says(rule["when"])
        yield told["about"]["when"], "<br>".join(inline(line) for line in holds) or code(rule["when"])
    for key in ("check", "shape"):
        if key in rule:
            yield told["about"][key], code(rule[key])
    yield told["about"]["name"], code(name)


def reads_says(reads: str) -> str:
    """What a reading rule tells, in the words of the form: `written=automated` or `company`."""
    field, _, value = reads.partition("=")
    own = _words()["reads"]
    try:
        question = question_says(field)
    except NoWords:
        return f"{own[field]} {own[f'{field}_{value}']}"
    answer = value_says(field, {"true": True, "false": False}.get(value, value)) if value else ""
    return f"{question} {answer}".rstrip(": ")


def _advice(name: str, rule: Rule, book: Table) -> dict[str, Any]:
    usual = {field: value_says(field, book["fields"][field]["default"]) for field in ("stage", "sender")}
    return {
        "holds": condition_says(rule["when"]),
        "usual": _words()["usual"].format(**usual),
        "decides": [example_says(example) or [_words()["all_usual"]] for example in rule["decides"]],
        "leaves": [example_says(example) or [_words()["all_usual"]] for example in rule["leaves"]],
    }


def _draft(name: str, rule: Rule, book: Table) -> dict[str, Any]:
    found = [(example, _findings(name, rule, example)) for example in rule["catches"]]
    first = next((one for _, findings in found for one in findings), None)
    return {
        "said": {"message": first.message, "instead": first.instead} if first else None,
        "caught": [_example(example, [(one.start, one.end) for one in findings]) for example, findings in found],
        "left": [_example(example, []) for example in rule["leaves"]],
        "looks_for": list(_looks_for(rule, book)),
    }


def _findings(name: str, rule: Rule, example: Example) -> list[Finding]:
    """What the rule finds in one of its examples: a text, or a table with a text, a kind and a situation."""
    given: Mapping[str, Any] = {"text": example} if isinstance(example, str) else example
    situation = None
    if "situation" in given:
        hours = given.get("hours_ago")
        received = {"received_at": (NOW - timedelta(hours=hours)).isoformat()} if hours is not None else {}
        situation = situation_from({**given["situation"], **received})
    kind = given.get("kind", rule.get("kinds", ["reply"])[0])
    return [one for one in review(given["text"], kind, situation, NOW).findings if one.rule == name]


def _example(example: Example, spans: Spans) -> dict[str, Any]:
    """An example for its template: the words, and the case they stand in where they need one."""
    if isinstance(example, str):
        return {"case": [], "words": marked(example, spans)}
    case = {**example.get("situation", {}), **{key: example[key] for key in ("hours_ago",) if key in example}}
    return {"case": example_says(case), "words": marked(example["text"], spans)}


def _reading(name: str, rule: Rule, book: Table) -> dict[str, Any]:
    return {
        "caught": [_example(mail, _read_spans(name, mail)) for mail in rule["catches"]],
        "left": [_example(mail, []) for mail in rule["leaves"]],
        "looks_for": list(_looks_for(rule, book)),
    }


def _read_spans(name: str, mail: str) -> Spans:
    return [(vote.start, vote.end) for vote in votes(mail_parts(mail), cut(mail)) if vote.rule == name]


def _looks_for(rule: Rule, book: Table) -> Iterator[dict[str, Any]]:
    for key, title in _words()["looks_for"].items():
        if rule.get(key):
            yield {"title": title, "entries": rule[key]}
    phrases = [phrase for key in _words()["looks_for"] if key != "patterns" for phrase in rule.get(key, ())]
    named = [name for phrase in phrases for name in _LIST.findall(phrase)]
    for name in dict.fromkeys(named):
        yield {"title": _words()["list"].format(name=name), "entries": book["lists"][name]}


# ---- The index


def _index(book: Table) -> str:
    told = _words()["group"]
    return render(
        "rules-index.md.j2",
        "rules/index.md",
        note=NOTE.format(file="the rules in generator/en/rules/"),
        count=sum(len(book[group]) for group in GROUPS),
        groups=[
            {"id": group, "title": told[group]["title"], "lead": told[group]["lead"], "parts": _parts(group, book)}
            for group in GROUPS
        ],
    )


def _parts(group: str, book: Table) -> list[dict[str, Any]]:
    """The rules of a group in parts, each with a title: by what they say, the gravest or highest first."""
    sort = {"advice": _advice_part, "draft": _draft_part, "reading": _reading_part}[group]
    parts: dict[tuple[int, str, str], list[tuple[str, Rule]]] = {}
    for name, rule in book[group].items():
        parts.setdefault(sort(rule, book), []).append((name, rule))
    return [
        {
            "id": f"{group}-{part}",
            "title": title,
            "rules": [
                {"link": f"{group}/{name}.md", "title": rule["title"], "why": rule["why"]}
                for name, rule in sorted(rules, key=lambda named: (-named[1].get("rank", 0), named[0]))
            ],
        }
        for (_, part, title), rules in sorted(parts.items())
    ]


def _advice_part(rule: Rule, book: Table) -> tuple[int, str, str]:
    parts = ["verdict", "timing", "reason", "caution"]
    part = rule.get("adds", "timing" if "timing" in rule else "verdict")
    return parts.index(part), part, _words()["part"][part]


def _draft_part(rule: Rule, book: Table) -> tuple[int, str, str]:
    return LEVELS.index(rule["level"]), rule["level"], _words()["part"][rule["level"]]


def _reading_part(rule: Rule, book: Table) -> tuple[int, str, str]:
    order = ["is_rejection", *book["fields"]]
    field = rule["reads"].partition("=")[0]
    title = _words()["reads"][field] if field in _words()["reads"] else question_says(field).rstrip(":")
    return order.index(field), field.replace("_", "-"), title
