"""A malformed file of the book is refused with its file, its key and the cure."""

import tomllib

import pytest

from generator.book.book import ENGLISH, gather
from sitemaker.schema import problems

BOOK = gather()
FACTS = tomllib.loads((ENGLISH / "facts.toml").read_text(encoding="utf-8"))


def broken(group, name, **changes):
    """The problems of the book after one of its files was changed; None takes a key out."""
    file = {key: value for key, value in {**BOOK[group][name], **changes}.items() if value is not None}
    alone: dict[str, dict[str, object]] = {other: {} for other in ("reading", "advice", "draft", "plan")}
    found = problems({**BOOK, **alone, group: {name: file}}, FACTS)
    return [problem for problem in found if not problem.startswith("templates/en/")]  # these miss the rules left out


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


@pytest.mark.parametrize(
    ("kind", "changes", "told"),
    [
        ("reply", {"title": None}, ["templates/en/reply.toml", "`title` is missing", "add it"]),
        ("reply", {"colour": "red"}, ["reply.toml", "`colour`", "take it out"]),
        ("reply", {"follows": ["no-such-rule"]}, ["`follows`", "no-such-rule", "no-thanks"]),
        ("reply", {"facts": ["D99"]}, ["`facts`", "D99"]),
        ("reply", {"may_leave_out": ["nothing-known"]}, ["`may_leave_out`", "nothing-known", "left_out"]),
        ("connection_note", {"most_characters": "note"}, ["`most_characters`", "note_characters"]),
        ("reply", {"form": []}, ["`form`", "fit always", "`if = {}`"]),
        ("feedback_request", {"place": [{"when": {}, "place": "soon", "why": "x", "facts": []}]}, ["`place`", "soon"]),
    ],
)
def test_a_malformed_letter_is_named_with_its_key_and_the_cure(kind, changes, told):
    letter = {key: value for key, value in {**BOOK["letters"][kind], **changes}.items() if value is not None}
    found = problems({**BOOK, "letters": {**BOOK["letters"], kind: letter}}, FACTS)
    assert len(found) == 1, found
    for part in told:
        assert part in found[0]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"if": {"stag": "interview"}}, ["nobody knows `stag`", "stage"]),
        ({"if": {"stage": "dinner"}}, ["`stage` is never “dinner”", "interview"]),
        ({"example": {"stage": "dinner"}}, ["`example` cannot be used", "stage"]),
        ({"when": None}, ["`when` is missing"]),
    ],
)
def test_a_malformed_form_is_named(changes, told):
    first, *others = BOOK["letters"]["reply"]["form"]
    form = {key: value for key, value in {**first, **changes}.items() if value is not None}
    letters = {**BOOK["letters"], "reply": {**BOOK["letters"]["reply"], "form": [form, *others]}}
    found = problems({**BOOK, "letters": letters}, FACTS)
    assert len(found) == 1, found
    assert found[0].startswith("templates/en/reply.toml: form “late”")
    for part in told:
        assert part in found[0]
