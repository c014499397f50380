"""The parts of a letter are found, whatever people write around them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.letters.parts import is_closing, layout


def parts(text):
    """A letter's parts as texts: subject, greeting, paragraphs, closing, name."""
    letter = layout(text)
    return (
        letter.part(letter.subject),
        letter.part(letter.greeting),
        [letter.part(paragraph) for paragraph in letter.paragraphs],
        letter.part(letter.closing),
        letter.part(letter.name),
    )


def test_a_whole_letter():
    text = "Subject: Thanks\n\nHi Ana,\n\nThank you.\nI enjoyed it.\n\nI wish you well.\n\nBest wishes,\nBo Lind\n"
    paragraphs = ["Thank you.\nI enjoyed it.", "I wish you well."]
    assert parts(text) == ("Subject: Thanks", "Hi Ana,", paragraphs, "Best wishes,", "Bo Lind")


@pytest.mark.parametrize(
    ("text", "greeting", "first"),
    [
        ("Hi Ana, thanks for letting me know.", "Hi Ana,", "thanks for letting me know."),
        ("Hi Ana, Bo and Lee,\n\nThank you.", "Hi Ana, Bo and Lee,", "Thank you."),
        ("Hi Ana, Thank you for the talk.", "Hi Ana,", "Thank you for the talk."),
        ("Hello! Thank you for the talk.", "Hello!", "Thank you for the talk."),
        ("Dear Dr. Osei:\n\nThank you.", "Dear Dr. Osei:", "Thank you."),
        ("Dear [Name],\n\nThank you.", "Dear [Name],", "Thank you."),
        ("dear ana,\nthank you.", "dear ana,", "thank you."),
        ("Dear Ms. van der Berg – thank you.", "Dear Ms. van der Berg –", "thank you."),
        ("Ana,\n\nThank you.", "Ana,", "Thank you."),
        ("Good morning Tom and team,\n\nThank you.", "Good morning Tom and team,", "Thank you."),
        ("To whom it may concern:\n\nThank you.", "To whom it may concern:", "Thank you."),
        ("Hi thanks for the update", "Hi", "thanks for the update"),
        ("Thank you for the update.", "", "Thank you for the update."),
        ("Thanks, Ana.", "", "Thanks, Ana."),
    ],
)
def test_greetings(text, greeting, first):
    _, found, paragraphs, _, _ = parts(text)
    assert (found, paragraphs[0]) == (greeting, first)


@pytest.mark.parametrize(
    ("ending", "closing", "name"),
    [
        ("Best, Ana", "Best,", "Ana"),
        ("Kind regards,\nAna Lopez\n+44 20 7946 0000", "Kind regards,", "Ana Lopez\n+44 20 7946 0000"),
        ("Thanks again!\nAna", "Thanks again!", "Ana"),
        ("Yours sincerely\n\nAna Lopez", "Yours sincerely", "Ana Lopez"),
        ("Cheers", "Cheers", ""),
        ("Ana", "", "Ana"),
    ],
)
def test_endings(ending, closing, name):
    _, _, paragraphs, found, signed = parts(f"Hi Bo,\n\nIt was a good day.\n\n{ending}")
    assert (paragraphs, found, signed) == (["It was a good day."], closing, name)


def test_a_postscript_counts_as_a_paragraph():
    _, _, paragraphs, _, name = parts("Hi Bo,\n\nThank you.\n\nBest,\nAna\n\nP.S. The cake was good.")
    assert (paragraphs, name) == (["Thank you.", "P.S. The cake was good."], "Ana")


@pytest.mark.parametrize(
    "below",
    [
        "> We are sorry to tell you\n> that we chose another person.",
        "On Mon, 2 Mar 2026 at 10:00, Ana Lopez wrote:\n> We are sorry.",
        "-----Original Message-----\nWe are sorry.",
        "From: Ana Lopez\nSent: Monday\nTo: Bo\n\nWe are sorry to tell you.",
    ],
)
def test_the_mail_quoted_below_is_no_part_of_the_letter(below):
    letter = layout(f"Hi Ana,\n\nThank you for the talk.\n\nBest,\nBo\n\n{below}")
    assert letter.words == 5
    assert [letter.part(paragraph) for paragraph in letter.paragraphs] == ["Thank you for the talk."]
    assert letter.part(letter.name) == "Bo"
    assert letter.text[letter.quoted[0][0] : letter.quoted[-1][1]] == below


def test_an_answer_below_the_quoted_mail_is_the_letter():
    letter = layout("On Mon, Ana Lopez wrote:\n> We are sorry.\n\nHi Ana,\n\nThank you for the talk.")
    assert [letter.part(paragraph) for paragraph in letter.paragraphs] == ["Thank you for the talk."]


@pytest.mark.parametrize(
    "line", ["Kind regards,", "With best wishes", "Thank you!", "Yours faithfully,", "All the best,"]
)
def test_closings(line):
    assert is_closing(line)


@pytest.mark.parametrize("line", ["Thank you for the talk.", "Best of all was the tour.", "Ana", ""])
def test_what_closes_nothing(line):
    assert not is_closing(line)


@given(st.text(max_size=400) | st.text(alphabet="Hi Ana,\n>.[]BestSubject:", max_size=400))
def test_any_text_is_a_letter(text):
    letter = layout(text)
    spans = [letter.subject, letter.greeting, *letter.paragraphs, letter.closing, letter.name, *letter.quoted]
    found = sorted(span for span in spans if span)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))
    assert letter.words >= 0
    assert layout(text) == letter
