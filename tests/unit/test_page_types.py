"""The types that the page's modules are held against: they say what the words, the questions and the engine say."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import datetime
from functools import cache

import pytest

from generator import Advice, Message, Reading, Review
from generator.book.book import book
from generator.composing.slots import Slot
from sitemaker.pages import form, page_types
from sitemaker.pages.page_types import declarations, flat, in_typescript, one_of, sent


@cache
def declared() -> str:
    return declarations()


def members(name: str) -> dict[str, str]:
    found = re.search(rf"  interface {name} \{{\n(.*?)\n  \}}", declared(), re.DOTALL)
    assert found, name
    return dict(re.findall(r'^    "([^"]+)": (.*);$', found[1], re.MULTILINE))


def test_every_sentence_of_the_page_has_its_name_and_its_blanks() -> None:
    words = members("Words")
    assert words["mail.cleared"] == "never"
    assert words["mail.kept"] == '"yours" | "theirs"'
    assert words["mail.cut"] == '"limit"', "a blank that comes twice is one"
    assert words.keys() == {path for path, _ in flat(form.page_words(book()["words"]))}


def test_the_link_builder_has_words_of_its_own() -> None:
    assert "button_code" in members("BuilderWords")
    assert "mail.cleared" not in members("BuilderWords")


def test_every_question_is_there_with_what_is_sent_for_it() -> None:
    situation = members("Situation")
    assert situation.keys() == book()["fields"].keys() == members("Fields").keys()
    assert situation["invited"] == "boolean"
    assert situation["people"] == "string[]"
    assert '""' in situation["stage"], "nothing is assumed before it is answered"
    assert sent({"kind": "choice", "option": [{"value": "a"}]}) == '"a" | undefined'


@pytest.mark.parametrize("shape", [Reading, Advice, Message, Review])
def test_every_part_of_an_answer_is_there(shape: type) -> None:
    assert members(shape.__name__).keys() == {field.name for field in fields(shape)}


def test_narrowed_parts_are_parts_that_there_are() -> None:
    for shape, name in page_types.NARROWED:
        assert name in members(shape.__name__)


def test_every_ask_has_its_parts_and_its_answer() -> None:
    assert members("Requests").keys() == members("Answers").keys() == {"read", "advise", "compose", "review"}
    assert members("Answers")["read"] == "{ reading: Reading }"


def test_the_parts_of_the_page_are_those_in_its_html() -> None:
    found = re.search(r"type Part = (.*);", declared())
    assert found
    parts = re.findall(r'"([^"]+)"', found[1])
    assert "letter" in parts
    html = form.form()
    assert all(f'data-part="{part}"' in html for part in parts)


def test_python_types_become_those_of_json() -> None:
    assert in_typescript(str | None) == "string | null"
    assert in_typescript(tuple[Slot, ...]) == "Slot[]"
    assert in_typescript(datetime) == "string"
    assert one_of([]) == "never"
    with pytest.raises(TypeError, match="add it"):
        in_typescript(set[str])
