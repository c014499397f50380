"""The decision map as a partial page: an inline SVG with links, twice (phone and wide screen), and the same as a table.

`outputs()` is registered in `sitemaker.pages.generated`. The page takes the file in with a snippet line. No script, no
style attribute and no other host; colors come from the page's own classes.
"""

from __future__ import annotations

import posixpath
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import escape

from generator.book.book import book, page_address, words
from sitemaker.pages.decision_tree import LATENESS, Choice, Line, Node, Outcome, Values, lines, possible, tree
from sitemaker.pages.in_words import question_says, value_says
from sitemaker.pages.tree_drawing import NARROW, WIDE, Exit, Question, Row, Turn, draw

HERE = Path(__file__).parent
PAGE = "guide/whether-to-reply/"
FILE = "docs/assets/drawings/decision-map.html"


def outputs() -> dict[str, str]:
    """The partial: its path in the checkout and its text."""
    return {FILE: "\n".join(_partial()) + "\n"}


@cache
def map_words() -> dict[str, Any]:
    """The map's own words and questions."""
    return tomllib.loads((HERE / "decision_map.toml").read_text(encoding="utf-8"))


def the_tree() -> Node:
    """The tree the map shows."""
    return tree(tuple(map_words()["questions"]))


def answer_says(question: str, values: Values) -> str:
    """One or several answers in the words of the form, or in the map's shorter ones."""
    told = map_words()
    for entry in told["together"]:
        if entry["question"] == question and set(entry["values"]) == set(values):
            return str(entry["says"])
    if len(values) > 2 and len(values) == len(possible(question)) - 1:
        return str(told["otherwise"])
    in_order = sorted(values, key=_order(question))
    return " / ".join(value_says(question, value) for value in in_order)


def address(explained_in: str) -> str:
    """A page's address as a link from the map's page."""
    return link(page_address(explained_in))


def link(target: str) -> str:
    """A site address (`guide/x/#y`) as seen from the map's page."""
    page, hash_sign, anchor = target.partition("#")
    if page == PAGE:
        return hash_sign + anchor
    return posixpath.relpath(page, PAGE) + "/" + hash_sign + anchor


def _order(question: str) -> Any:
    if question == LATENESS:
        return possible(LATENESS).index
    field = book()["fields"][question]
    return [option["value"] for option in field["option"]].index if "option" in field else (lambda value: not value)


def _partial() -> Iterator[str]:
    told, node = map_words(), the_tree()
    rows = tuple(_rows(node, 0))
    yield '<figure class="map">'
    yield f"<figcaption>{escape(told['caption'])}</figcaption>"
    for form in (NARROW, WIDE):
        yield from draw(rows, form, told["label"])
    yield "<details>"
    yield f"<summary>{escape(told['table_title'])}</summary>"
    yield f"<p>{escape(told['table_lead'])}</p>"
    yield from _table(node)
    yield "</details>"
    yield "</figure>"


def _rows(node: Node, depth: int) -> Iterator[Row]:
    """The tree as rows from top to bottom: a question, the ends beside it, smaller trees indented, the rest below."""
    while isinstance(node, Choice):
        yield Question(depth, question_says(node.question))
        *earlier, (values, last) = node.branches
        for some, below in earlier:
            label = answer_says(node.question, some)
            if isinstance(below, Outcome):
                yield _exit(depth, label, below)
            else:
                yield Turn(depth, label, inward=True)
                yield from _rows(below, depth + 1)
        label = answer_says(node.question, values)
        if isinstance(last, Outcome):
            yield _exit(depth, label, last)
        else:
            yield Turn(depth, label, inward=False)
        node = last


def _exit(depth: int, label: str, outcome: Outcome) -> Exit:
    rule = book()["advice"][outcome.rule]
    verdict = words("verdict", outcome.verdict)
    return Exit(depth, label, verdict, f"{verdict}: {rule['title']}", outcome.verdict, address(rule["explained_in"]))


def _table(node: Node) -> Iterator[str]:
    told = map_words()
    yield "<table>"
    heads = "".join(f'<th scope="col">{escape(told[key])}</th>' for key in ("table_when", "table_verdict"))
    yield f"<thead><tr>{heads}</tr></thead>"
    yield "<tbody>"
    for line in lines(node):
        rule = book()["advice"][line.outcome.rule]
        yield (
            f'<tr data-rule="{line.outcome.rule}"><td>{_case(line)}</td>'
            f'<td><a href="{address(rule["explained_in"])}">{escape(words("verdict", line.outcome.verdict))}</a><br>'
            f'{told["table_rule"]} <a href="{link(f"rules/advice/{line.outcome.rule}/")}">{escape(rule["title"])}</a>'
            "</td></tr>"
        )
    yield "</tbody>"
    yield "</table>"


def _case(line: Line) -> str:
    """What holds on a line of the table: each question with its answer."""
    return "<br>".join(
        f"{escape(question_says(question))} <b>{escape(answer_says(question, values))}</b>"
        for question, values in line.holds
    )
