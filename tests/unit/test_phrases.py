"""The language rules are written in: what a phrase finds, where, and what it refuses."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.book.book import book
from generator.book.parsed_phrases import parsed
from generator.text import machine
from generator.text.finder import Finder
from generator.text.phrases import Lists, PhraseError, first_words, number, parse
from generator.text.words import cut
from sitemaker.engine.sources import parsed_phrases

LISTS = {"team": ["hr", "hiring team", "(talent|people) team"], "verb": ["move", "go"]}


def found(phrase: str, text: str) -> list[str]:
    finder = Finder([("it", parse(phrase, LISTS))])
    words = cut(text)
    return [text[slice(*words.span(hit.first, hit.last))] for hit in finder.hits(words)]


@pytest.mark.parametrize(
    ("phrase", "text", "places"),
    [
        ("we will not", "Sadly we won’t come.", ["we won’t"]),
        (
            "thank you [so|very] much",
            "Thank you very\nmuch, and thank you much.",
            ["Thank you very\nmuch", "thank you much"],
        ),
        (
            "we are (sorry|not able) to",
            "We're sorry to say we are not able to.",
            ["We're sorry to", "we are not able to"],
        ),
        ("we ... your application", "we have now read your application", ["we have now read your application"]),
        ("we ... application", "we one two three four five six seven application", []),
        ("we ... hope", "We stop. Hope dies.", []),
        ("in * months", "in six months, in 3 months, in. months", ["in six months", "in 3 months"]),
        (
            "after # months",
            "after 18 months, after twelve months, after some months",
            ["after 18 months", "after twelve months"],
        ),
        ("from {team}", "from HR and from the hiring team; from hiring team", ["from HR", "from hiring team"]),
        ("^thanks", "Thanks. Many thanks. Thanks", ["Thanks", "Thanks"]),
        ("why ... ?", "Tell me why. Why not me?", ["Why not me?"]),
        ("cannot [yet] {verb} on", "I can't go on", ["can't go on"]),
        ("well known", "well-known", ["well-known"]),
        ("[so] thank you", "So thank you.", ["So thank you", "thank you"]),
        (
            "(we [very ... much]) hope",
            "We hope. We very truly and much hope.",
            ["We hope", "We very truly and much hope"],
        ),
    ],
)
def test_a_phrase_finds_its_places(phrase: str, text: str, places: list[str]):
    assert found(phrase, text) == places


def test_the_longest_reading_is_found():
    assert found("we hope [to see you [again]]", "we hope to see you again") == ["we hope to see you again"]


def test_a_slot_keeps_its_words():
    def two(text, at):
        return range(at + 1, at + 3)

    finder = Finder([("it", parse("at <company> (now|today)", {}))], {"company": two})
    text = cut("at Acme Foods today")
    (hit,) = finder.hits(text)
    assert hit.captures == (("company", 1, 3),)


def test_only_a_part_of_a_text_can_be_searched():
    finder = Finder([("it", parse("not", {}))])
    words = cut("not here, not there, not now")
    assert [hit.first for hit in finder.hits(words, 1, 4)] == [2]


@pytest.mark.parametrize(
    ("phrase", "cure"),
    [
        ("... we", "begin with a word"),
        ("[a|the] * foo", "begin with a word"),
        ("<company> team", "begin with a word"),
        ("we (are", "add it"),
        ("we) are", "take it out"),
        ("we & you", "write words only"),
        ("from {nobody}", "add it there"),
        ("", "begin with a word"),
        ("at [<company>]", "write two phrases"),
        ("we ^are", "put it there"),
    ],
)
def test_a_malformed_phrase_is_refused_with_the_cure(phrase: str, cure: str):
    with pytest.raises(PhraseError, match=re.escape(cure)):
        parse(phrase, LISTS)


@pytest.mark.parametrize(
    ("phrase", "firsts"),
    [
        ("thank you so", {"thank"}),
        ("we ... your", {"we"}),
        ("[so] thank you", {"so", "thank"}),
        ("(a|a b) c", {"a"}),
        ("(we [very ... much]) hope", {"we"}),
        ("[[very|so] much] [*|] hope", None),
        ("[so]", {"so", ""}),
    ],
)
def test_first_words_are_those_a_phrase_can_begin_with(phrase: str, firsts: set | None):
    assert first_words(parse(f"begin {phrase}", {})[1:]) == firsts


def test_a_beginning_of_a_sentence_is_no_word():
    assert first_words(parse("^(as [well ...] x|you) y", {})) == {"as", "you"}


def test_named_lists_are_parsed_once():
    lists = Lists(LISTS)
    one, other = parse("from {team}", lists), parse("to {team}", lists)
    assert one[1][1] is other[1][1]


@pytest.mark.parametrize(
    ("word", "value"), [("six", 6), ("18", 18), ("eighteen", 18), ("a", 1), ("99999", None), ("x", None)]
)
def test_numbers_in_figures_and_words(word: str, value: int | None):
    assert number(word) == value


# --- the fast search against the plain meaning of a phrase -----------------------------------------------------------


def meaning(sequence, words: list[str], at: int) -> set[int]:
    """Every place a phrase can end, worked out branch by branch with nothing clever."""
    places = {at}
    for kind, *rest in sequence:
        after: set[int] = set()
        for place in places:
            word = words[place] if place < len(words) else ""
            if kind == "w" and word == rest[0]:
                after.add(place + 1)
            elif kind == "alt":
                after |= {end for branch in rest[0] for end in meaning(branch, words, place)}
            elif kind == "any" and word and word not in ".?!":
                after.add(place + 1)
            elif kind == "gap":
                for end in range(place, min(place + 6, len(words)) + 1):
                    after.add(end)
                    if end < len(words) and words[end] in ".?!":
                        break
        places = after
    return places


phrases = st.lists(
    st.sampled_from(["a", "b", "c", "...", "*", "[a]", "(a|b)", "[b|c d]", "(a|b c|... d)", "{verb}", "[a [b]]", "."]),
    min_size=1,
    max_size=6,
).map(" ".join)


@settings(max_examples=400)
@given(phrases, st.lists(st.sampled_from(["a", "b", "c", "d", "go", "."]), max_size=14))
def test_the_search_finds_what_the_phrase_means(phrase: str, words: list[str]):
    try:
        sequence = parse(phrase, LISTS)
    except PhraseError:
        return
    text = cut(" ".join(words))
    hits = {(hit.first, hit.last) for hit in Finder([("it", sequence)]).hits(text)}
    wanted = {(at, max(ends)) for at in range(len(text.words)) if (ends := meaning(sequence, text.words, at))}
    assert hits == wanted


def test_every_phrase_of_every_rule_can_be_parsed():
    lists = Lists(book()["lists"])
    for group in ("reading", "draft"):
        for rule in book()[group].values():
            for key in ("phrases", "unless", "unless_before", "unless_anywhere"):
                for phrase in rule.get(key, ()):
                    assert parse(phrase, lists)


def test_a_search_that_forgets_finds_the_same(monkeypatch):
    finder = Finder([("it", parse("we ... (hope|wish) * well", LISTS)), ("it", parse("not [very|so] good", LISTS))])
    texts = [
        cut(f"We{number} know. We {number} hope you{number} well, not so good, not {number} good.")
        for number in range(40)
    ]
    before = [finder.hits(text) for text in texts]
    monkeypatch.setattr(machine, "MOST_STEPS", 5)
    assert [finder.hits(text) for text in texts] == before
    assert len(before[0]) == 2


def test_the_phrases_that_travel_are_the_ones_in_the_files():
    for path, source in parsed_phrases().items():
        found: dict = {}
        exec(source, found)
        assert found["PHRASES"] == parsed(path.removeprefix("generator/_phrases_").removesuffix(".py"))
