"""What a sentence of a draft may sound like where no rule knows its words: the fitted points (`generator.text.points`).

They speak only about sentences with enough known words in them, only where no rule has found a fault, and more softly
than a rule does; and where a sentence sounds well meant as a whole, they take back what a rule found in a few words of
it. How far is enough was chosen on drafts that the points were not fitted to (docs/about/decisions.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.book.book import book
from generator.letters.draft import Draft, Sentence
from generator.letters.parts import Span
from generator.text.points import Heard as Sequences
from generator.text.points import sequences, weigh

FEWEST, ENOUGH = 12, 1.3  # known sequences in a sentence, and how far it has to sound worse than better
FEWEST_OF_TWO, ENOUGH_OF_TWO = 8, 0.3  # the same, where two sentences of a draft do
WELL_MEANT = 1.5  # how far a sentence has to sound better than worse for a rule to be doubted
OWN_WORDS = 12  # characters: words of the form's own fields, or quoted ones, are not held against the person
SURE_OF_FAULT = 0.2  # how far a fault has to be ahead of the next one to be named


@dataclass(frozen=True)
class Heard:
    """A sentence that may hurt: its place, and as what (a key of `sounds` in words.toml)."""

    start: int
    end: int
    fault: str


def heard(draft: Draft, taken: list[Span], denied: frozenset[int]) -> Iterator[Heard]:
    """The sentences that may hurt, but for those at the places `taken` and those that a denial takes back."""
    maybe: list[tuple[Sentence, bool]] = []
    theirs = [there for there in draft.borrowed if there[1] - there[0] >= OWN_WORDS]
    for sentence in draft.sentences:
        start, end = sentence.span
        words = range(sentence.first, sentence.last)
        if any(start < there[1] and there[0] < end for there in (*taken, *theirs)) or not denied.isdisjoint(words):
            continue
        score = weigh("sentence", _sequences(draft, sentence))
        worse = score.values["bad"] - score.values["good"]
        if score.count >= FEWEST_OF_TWO and worse >= ENOUGH_OF_TWO:
            maybe.append((sentence, score.count >= FEWEST and worse >= ENOUGH))
    for sentence, alone in maybe:
        if alone or len(maybe) > 1:
            yield Heard(*sentence.span, _fault(draft, sentence))


def well_meant(draft: Draft, word: int) -> bool:
    """Whether the sentence that holds a word (its number in the draft) sounds clearly like one to be glad of."""
    sentence = next((one for one in draft.sentences if one.first <= word < one.last), None)
    if sentence is None:
        return False
    score = weigh("sentence", _sequences(draft, sentence))
    return score.count >= FEWEST and score.values["good"] - score.values["bad"] >= WELL_MEANT


def _fault(draft: Draft, sentence: Sentence) -> str:
    score = weigh("fault", _sequences(draft, sentence))
    named = score.lead >= SURE_OF_FAULT and score.best in book()["words"]["sounds"]
    return score.best if named else "unkind"


def _sequences(draft: Draft, sentence: Sentence) -> Sequences:
    return sequences(draft.text.words, ((sentence.first, sentence.last),))
