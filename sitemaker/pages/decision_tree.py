"""What `advise` decides, asked for every mix of answers and folded into the smallest tree of questions.

Nothing here knows a rule: a changed rule changes the tree. The drawing and the table are in
`sitemaker.pages.decision_map`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import product
from math import prod

from generator.advising.advise import advise
from generator.book.book import book, limit
from generator.situation import situation_from
from sitemaker.places import BuildError

type Value = str | bool
type Values = tuple[Value, ...]
type Questions = tuple[str, ...]
type Answers = Mapping[str, Value]
type Domains = tuple[tuple[str, tuple[Values, ...]], ...]  # each question with its answers, in groups that act alike
type Verdicts = tuple[str, ...]  # one for each mix of answers, in the order of `itertools.product`

LATENESS = "lateness"  # how old the mail is: no answer of its own, but made from `received_at`
NOW = datetime.fromisoformat("2026-03-04T10:00:00+00:00")


@dataclass(frozen=True)
class Outcome:
    """Where the questions end: the verdict, and the rule that gives it in the plainest case."""

    verdict: str
    rule: str


@dataclass(frozen=True)
class Choice:
    """A question and where its answers lead. Those that lead to the same place are one branch; the longest is last."""

    question: str
    branches: tuple[tuple[Values, Node], ...]


type Node = Outcome | Choice


@dataclass(frozen=True)
class Line:
    """One way through the tree: what holds, beside what the lines above it leave over, and where it ends."""

    holds: tuple[tuple[str, Values], ...]
    outcome: Outcome


def possible(question: str) -> Values:
    """Every answer to a question, the usual one first."""
    if question == LATENESS:
        return ("fresh", "late", "too_late")
    field = book()["fields"][question]
    if field["kind"] == "yes_no":
        return (field["default"], not field["default"])
    values = tuple(option["value"] for option in field["option"])
    if not field["default"]:  # a question without a usual answer
        return values
    return (field["default"], *(value for value in values if value != field["default"]))


def decide(answers: Answers) -> Outcome:
    """Ask `advise` about one case; what is not answered is as usual."""
    given: dict[str, object] = {name: value for name, value in answers.items() if name != LATENESS}
    hours = {"fresh": 1, "late": limit("late_hours") + 1, "too_late": limit("leave_days") * 24 + 1}
    given["received_at"] = (NOW - timedelta(hours=hours[str(answers.get(LATENESS, "fresh"))])).isoformat()
    advice = advise(situation_from(given), NOW)
    if advice.verdict is None:
        raise BuildError(
            f"the decision map meets a case without a verdict, which needs {', '.join(advice.needs)}: {given}"
        )
    return Outcome(advice.verdict, advice.reasons[0].rule)


@cache
def tree(questions: Questions) -> Node:
    """The smallest tree over these questions; where two are as small, the question named earlier comes first."""
    verdicts = tuple(
        decide(dict(zip(questions, values, strict=True))).verdict for values in product(*map(possible, questions))
    )
    domains = tuple((name, tuple((value,) for value in possible(name))) for name in questions)
    return _grown(*_folded(domains, verdicts), {name: possible(name) for name in questions})


def lines(node: Node, holds: tuple[tuple[str, Values], ...] = ()) -> Iterator[Line]:
    """The tree as a list to be read from the top, where the first line that fits counts."""
    if isinstance(node, Outcome):
        yield Line(holds, node)
        return
    *earlier, (values, last) = node.branches
    for some, below in earlier:
        yield from lines(below, (*holds, (node.question, some)))
    # What the earlier branches leave over needs no words, unless the line would end without any.
    yield from lines(last, (*holds, (node.question, values)) if isinstance(last, Outcome) else holds)


def follow(node: Node, answers: Answers) -> Outcome:
    """Where the tree leads with these answers."""
    while isinstance(node, Choice):
        given = answers[node.question]
        node = next(below for values, below in node.branches if given in values)
    return node


def _grown(domains: Domains, verdicts: Verdicts, left: Mapping[str, Values]) -> Node:
    """The tree for what is `left` of each question's answers; `domains` and `verdicts` are that, folded."""
    if not domains:
        return Outcome(verdicts[0], decide({name: values[0] for name, values in left.items()}).rule)
    _, question, some = min(_tests(domains, verdicts))
    name, groups = domains[question]
    rest = tuple(group for group in groups if group != some)
    halves = []
    for kept in ((some,), rest):
        values = tuple(value for value in left[name] if any(value in group for group in kept))
        below = _grown(*_folded(*_half(domains, verdicts, question, kept)), {**left, name: values})
        halves.append((values, below))
    usual = possible(name)[0]
    halves.sort(key=lambda half: (_size(half[1]), usual in half[0]))
    first, (values, last) = halves
    if isinstance(last, Choice) and last.question == name:  # the same question again: one question with more answers
        return Choice(name, (first, *last.branches))
    return Choice(name, (first, (values, last)))


def _size(node: Node) -> int:
    return 1 if isinstance(node, Outcome) else sum(_size(below) for _, below in node.branches)


def _folded(domains: Domains, verdicts: Verdicts) -> tuple[Domains, Verdicts]:
    """The same decision with answers that never differ put into one group, and questions of one group left out."""
    for at, (name, groups) in enumerate(domains):
        together: dict[Verdicts, tuple[Values, ...]] = {}
        for number, group in enumerate(groups):
            slice_ = _slice(domains, verdicts, at, (number,))
            together[slice_] = (*together.get(slice_, ()), group)
        if len(together) == 1:
            rest = domains[:at] + domains[at + 1 :]
            return _folded(rest, next(iter(together)))
        if len(together) < len(groups):
            merged = tuple(tuple(value for group in same for value in group) for same in together.values())
            firsts = tuple(groups.index(same[0]) for same in together.values())
            folded = _slice(domains, verdicts, at, firsts)
            return _folded((*domains[:at], (name, merged), *domains[at + 1 :]), folded)
    return domains, verdicts


def _half(domains: Domains, verdicts: Verdicts, at: int, kept: tuple[Values, ...]) -> tuple[Domains, Verdicts]:
    """The decision with only some groups of answers left to one question."""
    name, groups = domains[at]
    numbers = tuple(groups.index(group) for group in kept)
    return (*domains[:at], (name, kept), *domains[at + 1 :]), _slice(domains, verdicts, at, numbers)


def _slice(domains: Domains, verdicts: Verdicts, at: int, numbers: tuple[int, ...]) -> Verdicts:
    """The verdicts of some answers to one question, in the order of `itertools.product`."""
    step = prod(len(groups) for _, groups in domains[at + 1 :])
    count = len(domains[at][1])
    found: list[str] = []
    for start in range(0, len(verdicts), step * count):
        for number in numbers:
            found += verdicts[start + number * step : start + (number + 1) * step]
    return tuple(found)


def _tests(domains: Domains, verdicts: Verdicts) -> list[tuple[int, int, Values]]:
    """Ways to part one group of answers from the others: the ends that follow, the question, the group.

    Where some part off a case that is decided at once, only those: they read best, and the search stays short.
    """
    found: list[tuple[bool, int, Values, list[tuple[Domains, Verdicts]]]] = []
    for at, (_, groups) in enumerate(domains):
        for group in groups if len(groups) > 2 else groups[:1]:
            rest = tuple(other for other in groups if other != group)
            halves = [_folded(*_half(domains, verdicts, at, kept)) for kept in ((group,), rest)]
            found.append((not all(below for below, _ in halves), at, group, halves))
    at_once = [test for test in found if test[0]] or found
    return [(sum(_ends(*half) for half in halves), at, group) for _, at, group, halves in at_once]


@cache
def _ends(domains: Domains, verdicts: Verdicts) -> int:
    return min(ends for ends, *_ in _tests(domains, verdicts)) if domains else 1
