"""A text cut into words: their places, contractions, and where sentences end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.words import BREAK, NEW_PARAGRAPH, cut, spell_out


@pytest.mark.parametrize(
    ("word", "plain"),
    [
        ("Won’t", ("will", "not")),
        ("can't", ("can", "not")),
        ("CANNOT", ("can", "not")),
        ("We're", ("we", "are")),
        ("haven't", ("have", "not")),
        ("it's", ("it", "is")),
        ("Ana's", ("ana",)),
        ("O'Brien", ("o'brien",)),
        ("didnt", ("did", "not")),
        ("İstanbul", ("i̇stanbul",)),
    ],
)
def test_contractions_are_spelled_out(word: str, plain: tuple[str, ...]):
    assert spell_out(word) == plain


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three?", 3),
        ("Acme Inc. has grown. So have we.", 2),
        ("Dr. Ana M. Lopez and J. P. Moss came.", 1),
        ("See nuts.com for 3.5 tons.", 1),
        ("One\nline\n\nOther paragraph", 2),
        ("He said “yes.” Then he left…", 2),
        ("Wait... what", 2),
        ("Position: Nurse; night shift", 3),
        ("And so do I. We agree.", 2),
    ],
)
def test_sentences_end_where_people_end_them(text: str, sentences: int):
    assert len(set(cut(text).sentences)) == sentences


def test_both_halves_of_a_contraction_have_the_place_of_the_whole():
    text = cut("🙂 We won't.")
    assert text.words == ["we", "will", "not", BREAK]
    assert [text.raw[slice(*text.span(at, at + 1))] for at in range(3)] == ["We", "won't", "won't"]


def test_an_empty_line_is_a_break_of_its_own():
    assert cut("Hi\n\n\nyou").words == ["hi", NEW_PARAGRAPH, "you"]


@given(st.text(max_size=300))
def test_words_stand_in_order_inside_the_text(raw: str):
    text = cut(raw)
    assert len(text.words) == len(text.starts) == len(text.ends) == len(text.sentences)
    assert all(0 <= start < end <= len(raw) for start, end in zip(text.starts, text.ends, strict=True))
    assert text.starts == sorted(text.starts)
    assert text.sentences == sorted(text.sentences)
    for number in set(text.sentences):
        start, end = text.sentence_span(number)
        assert 0 <= start < end <= len(raw)
