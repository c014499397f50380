"""A malformed file of the book is refused with its file, its key and the cure."""

import tomllib

import pytest

from generator.book import HERE, gather
from generator.build.schema import problems

BOOK = gather()
FACTS = tomllib.loads((HERE / "build" / "facts.toml").read_text(encoding="utf-8"))


def broken(group, name, **changes):
    """The problems of the book after one of its files was changed; None takes a key out."""
    file = {key: value for key, value in {**BOOK[group][name], **changes}.items() if value is not None}
    alone: dict[str, dict[str, object]] = {other: {} for other in ("reading", "advice", "draft", "plan")}
    return problems({**BOOK, **alone, group: {name: file}}, FACTS)


def test_the_book_as_it_is_has_no_problems():
    assert problems(BOOK, FACTS) == []


@pytest.mark.parametrize(
    ("group", "name", "changes", "told"),
    [
        ("advice", "finalist", {"why": None}, ["rules/advice/finalist.toml", "`why` is missing", "write some words"]),
        ("advice", "finalist", {"rank": "high"}, ["finalist.toml", "`rank`", "whole number"]),
        ("advice", "finalist", {"verdict": "answer"}, ["finalist.toml", "`verdict`", "stay_silent"]),
        ("advice", "finalist", {"colour": "red"}, ["finalist.toml", "`colour`", "take it out"]),
        ("advice", "finalist", {"when": "stage =="}, ["finalist.toml", "`when` cannot be read", "such as"]),
        ("advice", "finalist", {"when": "stag == 'x'"}, ["finalist.toml", "`stag`", "stage"]),
        ("advice", "finalist", {"source": ["my-blog"]}, ["finalist.toml", "`source`", "my-blog", "house"]),
        ("advice", "finalist", {"facts": ["D99"]}, ["finalist.toml", "`facts`", "D99"]),
        ("advice", "finalist", {"explained_in": "guide/x.md#y"}, ["finalist.toml", "`explained_in`", "guide/x.md#y"]),
        ("advice", "finalist", {"verdict": None}, ["finalist.toml", "says nothing", "`timing`"]),
        ("draft", "arguing", {"phrases": ["(open"]}, ["rules/draft/arguing.toml", "`phrases`", "bracket", "add it"]),
        ("draft", "arguing", {"phrases": ["... no"]}, ["arguing.toml", "begin with a word"]),
        ("draft", "arguing", {"phrases": ["{no-such-list}"]}, ["arguing.toml", "rules/lists.toml", "add it there"]),
        ("draft", "arguing", {"patterns": ["(a"]}, ["arguing.toml", "`patterns`", "mend it"]),
        ("draft", "arguing", {"level": "fatal"}, ["arguing.toml", "`level`", "error, warning, advice"]),
        ("draft", "arguing", {"catches": ["One."]}, ["arguing.toml", "`catches`", "write some more"]),
        ("plan", "log", {"after": "soon"}, ["plan/log.toml", "`after`", "now, reply"]),
    ],
)
def test_a_malformed_file_is_named_with_its_key_and_the_cure(group, name, changes, told):
    found = broken(group, name, **changes)
    assert len(found) == 1, found
    for part in told:
        assert part in found[0]
